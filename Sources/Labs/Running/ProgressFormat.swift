internal import JSON

/// The file that progress is kept in, `archadvisor.progress/1`.
public enum ProgressFormat {
  public static let schema = "archadvisor.progress/1"
  /// Larger files are none.
  public static let sizeLimit = 1_000_000

  /// The file's text.
  public static func text(_ progress: LabProgress) -> String {
    var json = JSONWriter()
    json.object {
      $0.string("schema", schema)
      $0.array("labs", progress.labs.sorted { $0.key < $1.key }) { json, lab in
        json.object {
          $0.string("lab", lab.key)
          $0.string("step", lab.value.step)
          $0.array("solved", lab.value.solved)
          $0.array("shown", lab.value.shown)
          $0.integer("completed", lab.value.completed)
        }
      }
    }
    return json.text
  }

  /// The progress of a file; nil when it is no such file.
  public static func progress(_ bytes: [UInt8]) -> LabProgress? {
    guard let root = try? JSONDocument(bytes).root, root["schema"]?.string == schema,
      let labs = root["labs"], labs.isArray
    else { return nil }
    var entries: [String: LabProgress.Entry] = [:]
    for item in labs.items {
      guard let lab = item["lab"]?.string, let step = item["step"]?.string,
        let completed = item["completed"]?.integer, completed >= 0
      else { return nil }
      var entry = LabProgress.Entry(step: step)
      entry.solved = item["solved"]?.items.compactMap(\.string) ?? []
      entry.shown = item["shown"]?.items.compactMap(\.string) ?? []
      entry.completed = completed
      entries[lab] = entry
    }
    return LabProgress(entries)
  }
}
