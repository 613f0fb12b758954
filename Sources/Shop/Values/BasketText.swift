public import JSON
public import YAML

/// `{"items": [{"product": "p-1", "quantity": 2}]}`.
extension Basket: WireText {
  public static var wireName: String { "a basket" }

  public init?(_ fields: inout Fields) {
    guard let node = fields.required("items") else { return nil }
    let items = node.list(fields.complaints).prefix(Self.limit + 1).map {
      Item($0, fields.complaints)
    }
    let known = items.compactMap { $0 }
    guard known.count == items.count, node.isSequence else { return nil }
    do throws(BasketProblem) {
      try self.init(known)
    } catch {
      fields.complaints.add(node.place, error.sentence)
      return nil
    }
  }

  public func write(_ json: inout JSONWriter) {
    json.array("items", items) { json, item in json.object { item.write(&$0) } }
  }
}

extension Basket.Item: WireText {
  public static var wireName: String { "an item" }

  public init?(_ fields: inout Fields) {
    guard let product = fields.identifier("product", as: ProductID.self),
      let quantity = fields.integer("quantity")
    else { return nil }
    self.init(product, quantity)
  }

  public func write(_ json: inout JSONWriter) {
    json.string("product", product.text)
    json.integer("quantity", quantity)
  }
}
