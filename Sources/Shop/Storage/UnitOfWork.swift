/// What a service that exchanges messages may touch in one transaction: its own records, its outbox
/// and its inbox.
public struct UnitOfWork<Records> {
  public let records: Records
  public let messages: any MessageRecords

  public init(_ records: Records, _ messages: any MessageRecords) {
    self.records = records
    self.messages = messages
  }
}

public typealias InventoryWork = UnitOfWork<any InventoryRecords>
public typealias OrderWork = UnitOfWork<any OrderRecords>
public typealias PaymentWork = UnitOfWork<any PaymentRecords>
