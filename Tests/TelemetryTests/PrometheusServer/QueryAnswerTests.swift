import TestSupport
import Testing

@testable import Telemetry

/// What `/api/v1/query` answers, as text.
struct QueryAnswerTests {
  private static func read(_ text: String) throws -> QueryAnswer {
    try QueryAnswer(Array(text.utf8))
  }

  @Test func aVectorHasOneSampleASeries() throws {
    let answer = try QueryAnswer(try capture("prometheus/p95.json"))
    #expect(answer.series.count == 4)
    #expect(answer.series[0].labels["envoy_cluster_name"] == "order")
    #expect(
      answer.series[0].samples
        == [QueryAnswer.Sample(time: 1_795_233_904_118, value: 60.87992341668854)])
  }

  @Test func nothingFoundIsNoError() throws {
    #expect(try QueryAnswer(try capture("prometheus/empty.json")).series.isEmpty)
  }

  @Test func aRefusalSaysWhy() throws {
    let text = try capture("prometheus/error.json")
    #expect(
      throws: QueryProblem.refused(
        "invalid parameter \"query\": 1:38: parse error: missing unit character in duration")
    ) { try QueryAnswer(text) }
  }

  @Test(
    arguments: [
      (#"[1.5,"NaN"]"#, nil), (#"[1.5,"+Inf"]"#, nil), (#"[1.5,"7"]"#, 7), (#"[1.5,"-1"]"#, -1),
      (#"[1.5,"7991.6903777872357750311493873596"]"#, 7991.690377787236), (#"[1.5,7]"#, nil),
      (#"[1.5]"#, nil), (#"["x","7"]"#, nil), (#"[1e300,"7"]"#, nil), (#"[1.5,"1e400"]"#, nil),
      (#"[-1,"7"]"#, nil), (#"[1.5,"7","8"]"#, nil), (#"{}"#, nil),
    ] as [(String, Double?)])
  func valuesAreNumbersInQuotes(_ sample: String, _ value: Double?) throws {
    let text = #"{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[\#(sample)]}]}"#
    let answer = try Self.read(ServerLook.success(text))
    #expect(answer.series.first?.samples.map(\.value) == (value.map { [$0] } ?? []))
  }

  @Test(arguments: [
    "", "{}", "[]", "<html>", #"{"status":"success"}"#, #"{"status":"success","data":[]}"#,
    #"{"status":"success","data":{"resultType":"vector","result":{}}}"#,
    #"{"status":"success","data":{"resultType":"vector","result":["#,
  ])
  func anythingElseIsNoAnswer(_ text: String) {
    #expect(throws: QueryProblem.noAnswer) { try Self.read(text) }
  }

  @Test func wordsFromOutsideSteerNoTerminal() {
    let text = #"{"status":"error","error":"a\u001b[2J\nb\#(String(repeating: "x", count: 900))"}"#
    let problem = #expect(throws: QueryProblem.self) { try Self.read(text) }
    let sentence = problem?.sentence ?? ""
    #expect(sentence.hasPrefix("it refuses a query: a [2J b") && sentence.count < 250)
    #expect(sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test func seriesWithoutLabelsAreLeftOut() throws {
    let text =
      #"{"resultType":"vector","result":[{"value":[1,"1"]},7,{"metric":{},"value":[1,"2"]}]}"#
    #expect(try Self.read(ServerLook.success(text)).series.map { $0.samples[0].value } == [2])
  }
}
