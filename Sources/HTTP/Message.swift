/// The fields of a message head; names compare without regard to case.
public struct Headers: Sendable, Equatable {
  /// In the order in which they came; a name may come several times.
  public private(set) var fields: [(name: String, value: String)] = []

  public init() {}

  public init(_ fields: [(String, String)]) {
    for (name, value) in fields { add(name, value) }
  }

  /// The first value of a name.
  public subscript(name: String) -> String? {
    get { fields.first { Self.same($0.name, name) }?.value }
    set {
      fields.removeAll { Self.same($0.name, name) }
      if let newValue { add(name, newValue) }
    }
  }

  /// All values of a name, in the order in which they came.
  public func all(_ name: String) -> [String] {
    fields.filter { Self.same($0.name, name) }.map(\.value)
  }

  /// Adds a field after all others, also when the name is there already.
  public mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

  /// Equal when the same fields come in the same order.
  public static func == (left: Headers, right: Headers) -> Bool {
    left.fields.count == right.fields.count
      && zip(left.fields, right.fields).allSatisfy {
        same($0.name, $1.name) && $0.value == $1.value
      }
  }

  private static func same(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).allSatisfy { lower($0) == lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}

/// What a client asks.
public struct Request: Sendable {
  /// In capital letters, as in `GET`.
  public var method: String
  /// Decoded, without the query.
  public var path: String
  /// Decoded names and values in the order given.
  public var query: [(name: String, value: String)]
  public var headers: Headers
  public var body: [UInt8]

  public init(
    _ method: String, _ path: String, query: [(name: String, value: String)] = [],
    headers: Headers = Headers(), body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// A request whose body is JSON text.
  public init(
    _ method: String, _ path: String, query: [(name: String, value: String)] = [],
    headers: Headers = Headers(), json: String
  ) {
    self.init(method, path, query: query, headers: headers, body: Array(json.utf8))
    self.headers["Content-Type"] = "application/json"
  }

  /// The first value of a name in the query.
  public func query(_ name: String) -> String? { query.first { $0.name == name }?.value }
}

/// What a server answers.
public struct Response: Sendable {
  /// 100 to 599.
  public var status: Int
  public var headers: Headers
  public var body: [UInt8]

  public init(_ status: Int, headers: Headers = Headers(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// An answer whose body is JSON text.
  public init(_ status: Int, json: String) {
    self.init(
      status, headers: Headers([("Content-Type", "application/json")]), body: Array(json.utf8))
  }

  /// An answer whose body is plain text.
  public init(_ status: Int, text: String) {
    self.init(
      status, headers: Headers([("Content-Type", "text/plain; charset=utf-8")]),
      body: Array(text.utf8))
  }

  /// Whether the status is one of 200 to 299.
  public var isSuccess: Bool { (200..<300).contains(status) }
  /// The body as text; what is no UTF-8 is replaced.
  public var text: String { String(decoding: body, as: UTF8.self) }
}
