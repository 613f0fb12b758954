internal import JSON
public import Labs
internal import Terminal

/// The labs there are.
public struct LabListReport {
  public static let schema = "archadvisor.labs/1"

  private let labs: [Lab]

  public init(_ labs: [Lab]) {
    self.labs = labs
  }

  /// The list as text.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    let width = (labs.map(\.id.count).max() ?? 0) + 2
    for lab in labs {
      page.blank()
      page.item(
        label: [StyledSpan(lab.id, .accent)], width: min(width, 30),
        [
          StyledSpan(lab.title, .text, .bold),
          StyledSpan("; \(lab.steps.count) steps, about \(lab.minutes) minutes", .muted),
        ])
      page.item(label: [], width: min(width, 30), [StyledSpan(lab.teaches)])
    }
    return page
  }

  /// `archadvisor.labs/1`.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", Self.schema)
      $0.array("labs", labs) { json, lab in
        json.object {
          $0.string("lab", lab.id)
          $0.string("title", lab.title)
          $0.integer("minutes", lab.minutes)
          $0.string("teaches", lab.teaches)
          $0.array("patterns", lab.patterns)
          $0.array("steps", lab.steps) { json, step in
            json.object {
              $0.string("step", step.id)
              $0.string("phase", step.phase.rawValue)
              $0.string("title", step.title)
            }
          }
        }
      }
    }
    return json.bytes
  }
}
