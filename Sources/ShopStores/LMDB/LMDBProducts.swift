public import Shop

/// The product service's store in an LMDB file that several processes may share.
///
/// Under a product's id lie its price in cents, eight bytes with the lowest first, and its name.
public final class LMDBProductStore: TransactionalStore {
  private let environment: Environment

  /// Opens the file, making it when there is none.
  ///
  /// - Parameter limit: largest size of the file in bytes.
  public init(path: String, limit: Int = 16 * 1024 * 1024) throws(StoreProblem) {
    environment = try Environment(path, limit: limit)
  }

  public func read<Result: Sendable>(
    _ work: (any ProductRecords) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try environment.transaction(writing: false) { transaction throws(StoreProblem) in
      try work(LMDBProducts(transaction))
    }
  }

  public func write<Result: Sendable>(
    _ work: (any ProductRecords) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try environment.transaction(writing: true) { transaction throws(StoreProblem) in
      try work(LMDBProducts(transaction))
    }
  }
}

/// Products in LMDB.
private final class LMDBProducts: ProductRecords {
  private let transaction: LMDBTransaction

  init(_ transaction: LMDBTransaction) {
    self.transaction = transaction
  }

  func product(_ id: ProductID) throws(StoreProblem) -> Product? {
    try transaction.value(id.text) { value throws(StoreProblem) in
      try product(id.text, value)
    }
  }

  func save(_ product: Product) throws(StoreProblem) {
    var value = withUnsafeBytes(of: Int64(product.price.cents).littleEndian) { Array($0) }
    value += product.name.utf8
    try transaction.put(product.id.text, value)
  }

  func products(after last: ProductID?, limit: Int) throws(StoreProblem) -> [Product] {
    try transaction.values(after: last?.text ?? "", limit: limit, product)
  }

  private func product(
    _ key: String, _ value: UnsafeRawBufferPointer
  ) throws(StoreProblem) -> Product {
    guard let id = ProductID(key), value.count >= 8 else {
      throw .damaged(transaction.path, "found a product of \(value.count) bytes")
    }
    let cents = Int64(littleEndian: value.loadUnaligned(as: Int64.self))
    let name = String(decoding: value.dropFirst(8), as: UTF8.self)
    return Product(id: id, name: name, price: Money(cents: Int(cents)))
  }
}
