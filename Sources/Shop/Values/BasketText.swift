public import JSON

/// `{"items": [{"product": "p-1", "quantity": 2}]}`.
extension Basket: WireText {
  public static var wireName: String { "a basket" }

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    var items: [Item] = []
    // One more than there may be is enough to see that there are too many.
    for value in try fields.list("items").prefix(Self.limit + 1) {
      items.append(try Item(JSONFields(value, Item.wireName)))
    }
    do throws(BasketProblem) {
      try self.init(items)
    } catch {
      throw JSONComplaint(try fields.required("items"), error.sentence)
    }
  }

  public func write(_ json: inout JSONWriter) {
    json.array("items", items) { json, item in json.object { item.write(&$0) } }
  }
}

extension Basket.Item: WireText {
  public static var wireName: String { "an item" }

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    self.init(try fields.identifier("product"), try fields.integer("quantity"))
  }

  public func write(_ json: inout JSONWriter) {
    json.string("product", product.text)
    json.integer("quantity", quantity)
  }
}
