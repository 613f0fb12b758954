internal import JSON
internal import MeshLook
public import Shop
internal import Terminal

/// Whether a shop's books are in order, for people and as `archadvisor.verify/1`.
public struct VerifyReport: Sendable {
  private let mesh: String
  private let audit: AuditReport
  private let waitedSeconds: Double
  private let isRunning: Bool

  /// - Parameters:
  ///   - waited: milliseconds until the mesh was quiet, or until the waiting ended.
  ///   - isRunning: whether what is on its way can go on.
  public init(_ audit: AuditReport, mesh: String, waited: Int, isRunning: Bool) {
    self.audit = audit
    self.mesh = mesh
    self.isRunning = isRunning
    waitedSeconds = Double(waited) / 1000
  }

  /// The report as text.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    let verdict =
      audit.isSound
      ? "The books of \(mesh) are in order: \(audit.checks) checks hold."
      : "The books of \(mesh) are not in order: \(audit.violationCount) of \(audit.checks) checks fail."
    page.text(verdict, audit.isSound ? .ok : .bad)
    if moving > 0 {
      page.text(movingSentence, .warning)
    }
    page.text("Waited \(Figures.fixed(waitedSeconds, 1)) s for what was on its way.", .muted)
    page.blank()
    for (name, figure) in [
      ("orders", "\(audit.tried) tried, \(audit.accepted) accepted, \(audit.refused) refused"),
      (
        "accepted",
        "\(audit.confirmed) confirmed, \(audit.compensated) compensated; \(audit.open) still open"
      ),
      ("payments", "\(audit.charges) charged, \(audit.declines) declined"),
    ] {
      page.item(label: [StyledSpan(name, .heading)], width: 10, [StyledSpan(figure, .text)])
    }
    page.blank()
    invariants(&page)
    violations(&page)
    return page
  }

  /// Orders of which something does not hold yet.
  private var moving: Int { Set(audit.onTheirWay.compactMap(\.order)).count }

  private var movingSentence: String {
    let isOne = moving == 1
    let begin = isOne ? "1 order is still on its way" : "\(moving) orders are still on their way"
    if isRunning { return "\(begin)." }
    return "\(begin); \(isOne ? "it goes" : "they go") on when the mesh runs again: "
      + "'archadvisor mesh up --name \(mesh)'."
  }

  private func invariants(_ page: inout Page) {
    for invariant in Invariant.allCases {
      let failed = audit.failed[invariant] ?? 0
      let checked = audit.checked[invariant] ?? 0
      let sign: (text: String, role: Role) =
        checked == 0 ? ("-", .unknown) : failed == 0 ? ("✓", .ok) : ("✗", .bad)
      page.item(
        label: [StyledSpan(sign.text, sign.role)], width: 2,
        [
          StyledSpan(
            "\(invariant.sentence) (\(failed == 0 ? "" : "\(failed) of ")\(checked))", .text)
        ])
    }
  }

  private func violations(_ page: inout Page) {
    if audit.isSound { return }
    page.blank()
    for violation in audit.violations { page.text("✗ \(violation.sentence)", .bad) }
    let rest = audit.violationCount - audit.violations.count
    if rest > 0 { page.text("and \(rest) more", .bad) }
  }

  /// `archadvisor.verify/1`
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.string("schema", "archadvisor.verify/1")
      json.string("mesh", mesh)
      json.flag("ok", audit.isSound)
      json.raw("waited_s", Figures.json(waitedSeconds))
      json.object("orders") {
        $0.integer("tried", audit.tried)
        $0.integer("accepted", audit.accepted)
        $0.integer("confirmed", audit.confirmed)
        $0.integer("compensated", audit.compensated)
        $0.integer("refused", audit.refused)
        $0.integer("open", audit.open)
        $0.integer("on_their_way", moving)
      }
      json.object("payments") {
        $0.integer("charged", audit.charges)
        $0.integer("declined", audit.declines)
      }
      json.integer("checks", audit.checks)
      json.array("invariants", Invariant.allCases) { json, invariant in
        json.object {
          $0.string("id", invariant.rawValue)
          $0.string("statement", invariant.sentence)
          $0.integer("checked", audit.checked[invariant] ?? 0)
          $0.integer("failed", audit.failed[invariant] ?? 0)
        }
      }
      json.integer("violation_count", audit.violationCount)
      json.array("violations", audit.violations) { json, violation in
        json.object {
          $0.string("invariant", violation.invariant.rawValue)
          $0.string("subject", violation.subject)
          $0.string("message", violation.sentence)
        }
      }
    }
    return writer.bytes
  }
}

extension Violation {
  /// The id of what it is about: an order, a user or a product.
  var subject: String {
    switch self {
    case .unsettled(let order, _), .confirmedWithoutCharge(let order),
      .cancelledButCharged(let order), .wrongAmount(let order, _, _),
      .paymentWithoutOrder(let order), .wrongReservation(let order, _, _), .otherGoods(let order):
      order.text
    case .money(let user, _, _, _), .negativeBalance(let user, _): user.text
    case .stock(let product, _, _, _), .reserved(let product, _, _), .oversold(let product, _):
      product.text
    }
  }
}
