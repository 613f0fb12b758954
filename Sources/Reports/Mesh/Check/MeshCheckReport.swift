internal import Instruments
internal import JSON
internal import MeshLook
internal import MeshModel
internal import Terminal

/// What a check of a mesh found.
extension MeshCheck {
  public static let schema = "archadvisor.check/1"

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    let labels = findings.map { TextWidth.columns("✖ \($0.state) \($0.subject)", atMost: 40) }
    let width = min((labels.max() ?? 0) + 2, 40)
    for finding in findings {
      page.item(
        label: [
          StyledSpan("✖ \(finding.state) ", .bad), StyledSpan(finding.subject, .text, .bold),
        ],
        width: width, [StyledSpan(finding.reason)])
    }
    page.blank()
    page.text(
      MeshSentence.verdict(self), isFine ? .ok : .heading)
    if !snapshot.services.isEmpty { page.text(MeshSentence.summary(snapshot.services)) }
    page.text(MeshSentence.origin(snapshot), .muted)
    // What was not read, beside what was found.
    let told = Set(findings.map(\.reason))
    for trouble in snapshot.sources.compactMap(MeshSentence.trouble) where !told.contains(trouble) {
      page.text(trouble, .warning)
    }
    for fault in snapshot.faults { page.text(MeshSentence.fault(fault, at: snapshot.at), .muted) }
    return page
  }

  /// - Parameter pretty: otherwise all on one line.
  public func json(pretty: Bool) -> [UInt8] {
    var json = JSONWriter(pretty: pretty)
    json.object {
      $0.string("schema", Self.schema)
      $0.flag("ok", isFine)
      $0.string("overall", MeshVerdict(snapshot).key)
      $0.array("fail_on", limits.map(\.rawValue))
      $0.head(of: snapshot)
      $0.array("findings", findings) { json, finding in
        json.object {
          $0.string("subject", finding.subject)
          $0.string("state", finding.state)
          $0.string("reason", finding.reason)
        }
      }
    }
    return json.bytes
  }
}
