public import JSON

/// Somebody who buys.
public struct User: Hashable, Sendable {
  public let id: UserID
  public let name: String
  public let email: String

  public init(id: UserID, name: String, email: String) {
    self.id = id
    self.name = name
    self.email = email
  }
}

/// `{"id": "user-001", "name": "…", "email": "…"}`.
extension User: WireText {
  public static var wireName: String { "a user" }

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    self.init(
      id: try fields.identifier("id"), name: try fields.text("name"),
      email: try fields.text("email"))
  }

  public func write(_ json: inout JSONWriter) {
    json.string("id", id.text)
    json.string("name", name)
    json.string("email", email)
  }
}
