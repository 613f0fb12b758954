internal import MeshModel

/// The fields that everything with messages has.
enum MessageFields {
  static func all<Row>(
    _ messages: @escaping @Sendable (Row) -> MessageFigures?,
    level: @escaping @Sendable (Row) -> ChannelLevel?
  ) -> [Field<Row>] {
    [
      Field("published", .perSecond, "messages published") {
        FieldValue(messages($0)?.publishedPerSecond)
      },
      Field("handled", .perSecond, "messages handled") {
        FieldValue(messages($0)?.handledPerSecond)
      },
      Field("failed", .perSecond, "tries to handle a message that failed") {
        FieldValue(messages($0)?.failedPerSecond)
      },
      Field("redelivered", .perSecond, "messages delivered once more") {
        FieldValue(messages($0)?.redeliveredPerSecond)
      },
      Field("waiting", .number, "messages that nobody works on yet") {
        FieldValue(level($0)?.waiting)
      },
      Field("oldest", .milliseconds, "the age of the oldest message that is not handled") {
        FieldValue(level($0)?.oldestAge.map { $0 * 1000 })
      },
      Field("dead", .number, "messages given up and kept", aliases: ["dead-letters"]) {
        FieldValue(level($0)?.deadLetters)
      },
    ]
  }
}
