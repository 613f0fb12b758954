import Foundation

/// Reads a page of Envoy's stats as one does without a scanner of one's own, to measure beside: prints
/// milliseconds, one line a time.
@main
struct BenchmarkPeer {
  private struct Page: Decodable {
    let stats: [Entry]
  }

  private struct Entry: Decodable {
    let name: String?
    let value: Double?
    let histograms: Histograms?
  }

  private struct Histograms: Decodable {
    let details: [Detail]
  }

  private struct Detail: Decodable {
    let name: String
    let totals: [Bucket]
  }

  private struct Bucket: Decodable {
    let lowerBound: Double
    let width: Double
    let count: Double

    enum CodingKeys: String, CodingKey {
      case lowerBound = "lower_bound"
      case width, count
    }
  }

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { return print("usage: BenchmarkPeer WAY FILE") }
    let data = try Data(contentsOf: URL(fileURLWithPath: arguments[2]))
    let decoder = JSONDecoder()
    for round in 0..<201 {
      let start = DispatchTime.now().uptimeNanoseconds
      if arguments[1] == "JSONDecoder" {
        guard try decoder.decode(Page.self, from: data).stats.count > 1 else { exit(1) }
      } else {
        guard try JSONSerialization.jsonObject(with: data) is [String: Any] else { exit(1) }
      }
      let end = DispatchTime.now().uptimeNanoseconds
      if round > 0 { print(Double(end - start) / 1e6) }
    }
  }
}
