public import Telemetry
internal import YAML

/// What the user wrote behind `--source`: a kind, and where to find it.
public struct SourceAddress: Sendable {
  /// Why it is none, as a sentence for the user.
  public struct Problem: Error, Sendable, Hashable {
    public let sentence: String
  }

  public let kind: SourceKind
  /// What stands behind the `=`; empty without one.
  public let address: String

  /// Reads `KIND=ADDRESS`, or a kind alone.
  public init(_ text: String) throws(Problem) {
    let name = String(text.prefix { $0 != "=" })
    guard let kind = SourceKind.all.first(where: { $0.name == name }) else {
      let hint = NearestName.hint(name, in: SourceKind.all.map(\.name))
      let forms = SourceKind.all.map(\.form).joined(separator: ", ")
      throw Problem(
        sentence: "there is no kind of source '\(name.printable)'\(hint); expected one of \(forms)")
    }
    self.kind = kind
    address = String(text.dropFirst(name.count + 1))
  }

  /// The source that is found there.
  public func source(_ settings: SourceSettings) throws(Problem) -> any Source {
    do throws(SourceKind.Problem) {
      return try kind.make(address, settings)
    } catch {
      throw Problem(sentence: sentence(error))
    }
  }

  private func sentence(_ problem: SourceKind.Problem) -> String {
    switch problem {
    case .noWebAddress(let text):
      "'\(text.printable)' is no address of a web server; expected \(kind.form)"
    case .noSocketPath(let text):
      "'\(text.printable)' is no absolute path of a socket; expected \(kind.form)"
    case .noShopName(let text):
      "'\(text.printable)' is no name of a local shop; expected \(kind.form)"
    case .other(let sentence): "\(sentence); expected \(kind.form)"
    }
  }
}
