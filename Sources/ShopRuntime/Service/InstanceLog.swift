/// The names of the files that an instance's log lies in.
enum InstanceLog {
  /// The file that is written to.
  static func name(_ instance: String) -> String { "\(instance).log" }

  /// Whether a name in the folder of logs is one of these: the log of an instance of some role.
  static func isLog(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[1] == "log" else { return false }
    guard parts.count == 2 || parts[2] == "1" else { return false }
    let sides = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    return sides.count == 2 && ServiceSettings.Role(rawValue: String(sides[0])) != nil
      && !sides[1].isEmpty && sides[1].allSatisfy { $0.isASCII && $0.isNumber }
  }
}
