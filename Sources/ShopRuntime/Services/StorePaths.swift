import HTTP
import Shop

extension ServiceSettings {
  /// Where a service keeps its records; all instances of it share the file.
  func store(_ ending: String) -> String { "\(stateFolder)/stores/\(role.rawValue).\(ending)" }

  /// Where the supervisor has the process's log written to.
  var logFile: String {
    "\(stateFolder)/\(MeshFolders.StateName.logs)/\(InstanceLog.name(instance))"
  }

  /// What the demonstration begins with.
  var demo: DemoShop { DemoShop(seed: seed) }
}

/// The names of the files that stores lie in.
enum StorePaths {
  /// Whether a name in the folder of stores is that of a role's store, or of what its library keeps
  /// beside it.
  static func isStore(_ name: String) -> Bool {
    guard let dot = name.firstIndex(of: ".") else { return false }
    let endings = ["sqlite", "db"].flatMap { [$0, "\($0)-wal", "\($0)-shm", "\($0)-journal"] }
    return ServiceSettings.Role(rawValue: String(name[..<dot])) != nil
      && (endings + ["lmdb", "lmdb-lock"]).contains(String(name[name.index(after: dot)...]))
  }
}

extension Incoming {
  /// The user whose data may be shown, as the gateway says; nil for everybody's.
  var owner: String? { request.headers[Translation.Header.owner] }

  /// A name out of the path.
  ///
  /// - Throws: a refusal with 404: nothing can have such a name.
  func identifier<Thing>(_ parameter: String) throws(Refusal) -> Identifier<Thing> {
    guard let identifier = Identifier<Thing>(self[parameter]) else {
      throw Refusal.business(404, "no such \(parameter)")
    }
    return identifier
  }

  /// Reads the body.
  ///
  /// - Throws: a refusal with 400 that says what is wrong with it.
  func body<Value: WireText>(_ type: Value.Type = Value.self) throws(Refusal) -> Value {
    do throws(MalformedText) {
      return try Value(json: request.body)
    } catch {
      throw Refusal(400, error.sentence)
    }
  }
}

extension Response {
  init(_ status: Int = 200, _ value: some WireText) { self.init(status, json: value.json + "\n") }

  /// An answer whose body is a list.
  init(list: [some WireText]) {
    self.init(200, json: "[" + list.map(\.json).joined(separator: ",") + "]\n")
  }
}
