/// The processes of shops that were started with their runtime folder below this one, as the argument
/// that tells it, whoever started them.
public func shopProcesses(below folder: TemporaryFolder) throws -> [String] {
  let all = try Program("/bin/sh").run(
    "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'")
  return all.output.split(separator: "\n").map(String.init).filter {
    $0.hasPrefix("runtime=\(folder.path)") || $0.hasPrefix("runtime:\(folder.path)")
  }
}
