import ShopRuntime
import Files
import JSON
import Reports
import Terminal

extension Command {
  static let meshList = Command(
    name: "mesh list", summary: "List the local meshes that run.", group: .mesh,
    details: [
      "A state is ready, not-ready, starting, silent when the supervisor hangs, or dead when it has "
        + "died and left something behind; 'archadvisor mesh down' ends either. JSON is "
        + "archadvisor.mesh-list/1."
    ],
    options: [.output(["text", "json"])], examples: ["mesh list"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let entries: [RunningMeshes.Entry]
    do throws(FolderProblem) {
      entries = try RunningMeshes.entries()
    } catch {
      throw MeshSentence.failure(error)
    }
    let list = MeshList(entries: entries)
    try invocation.write(json: list.json) { list.page(columns: $0) }
    return .fine
  }
}

/// The meshes as a table and as `archadvisor.mesh-list/1`.
private struct MeshList {
  let entries: [RunningMeshes.Entry]

  func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    if entries.isEmpty {
      page.text(MeshSentence.noMesh)
      return page
    }
    page.table(
      ["NAME", "STATE", "INSTANCES", "PROCESS", "GATEWAY"],
      entries.map { entry in
        [
          entry.name, entry.state.rawValue,
          entry.status.map { String($0.instances.count) } ?? "-",
          entry.status.map { String($0.process) } ?? "-", entry.status?.gateway ?? "-",
        ]
      })
    return page
  }

  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.string("schema", "archadvisor.mesh-list/1")
      $0.array("meshes", entries) { json, entry in
        json.object {
          $0.string("name", entry.name)
          $0.string("state", entry.state.rawValue)
          $0.raw("process", entry.status.map { String($0.process) } ?? "null")
          $0.raw("instances", entry.status.map { String($0.instances.count) } ?? "null")
          $0.string("gateway", entry.status?.gateway)
          $0.string("secure_gateway", entry.status?.secureGateway)
        }
      }
    }
    return writer.bytes
  }
}

extension Page {
  /// Rows under a heading, each column as wide as its longest text.
  mutating func table(_ heading: [String], _ rows: [[String]]) {
    let rows = [heading] + rows
    let widths = heading.dropLast().indices.map { column in
      (rows.map { TextWidth.columns($0[column]) }.max() ?? 0) + 2
    }
    for row in rows {
      // Nothing stands behind the last column, so it gets no room there.
      let ends = widths + [TextWidth.columns(row.last ?? "")]
      self.row(zip(row, ends).map { text, width in (StyledSpan(text), width) })
    }
  }
}
