public import Advice
import JSON

/// How a recommendation stands when weights move: what `--deep` adds to a verdict.
public struct RobustnessDetail: Sendable {
  /// One for each criterion, in the order of the interview.
  public let intervals: [WeightInterval]
  public let acceptability: Acceptability

  public init(intervals: [WeightInterval], acceptability: Acceptability) {
    self.intervals = intervals
    self.acceptability = acceptability
  }

  /// The weights that have the least way to go until the advice changes, the nearest first.
  var tightest: [WeightInterval] {
    intervals.enumerated().compactMap { index, interval in
      interval.steps.map { (steps: $0, index: index, interval: interval) }
    }
    .sorted { ($0.steps, $0.index) < ($1.steps, $1.index) }.map(\.interval)
  }

  func write(_ json: inout JSONWriter, _ stability: Stability?) {
    json.object("robustness_detail") {
      if let stability {
        $0.integer("answered_weight", stability.answeredWeight)
        $0.integer("total_weight", stability.totalWeight)
        $0.flag("withstands_weights", stability.withstandsWeights)
        $0.integer("small_changes", stability.smallChanges)
        $0.integer("upsets", stability.upsets)
      }
      $0.array("weight_intervals", intervals) { json, interval in
        json.object {
          $0.string("question", interval.criterion)
          $0.integer("weight", interval.weight)
          $0.integer("low", interval.kept.lowerBound)
          $0.integer("high", interval.kept.upperBound)
          $0.string("below", interval.below?.rawValue)
          $0.string("above", interval.above?.rawValue)
        }
      }
      $0.object("acceptability", acceptability)
    }
  }
}

extension WeightInterval {
  /// The fewest steps of one to a weight that changes the advice; nil when there is none.
  fileprivate var steps: Int? {
    let down = below == nil ? nil : weight - kept.lowerBound + 1
    let up = above == nil ? nil : kept.upperBound - weight + 1
    return [down, up].compactMap { $0 }.min()
  }
}

extension Acceptability {
  /// A share in thousandths as a percentage with one decimal, as in `88.1 %`.
  static func percent(_ thousandths: Int) -> String {
    "\(thousandths / 10).\(thousandths % 10) %"
  }
}

extension JSONWriter {
  fileprivate mutating func object(_ key: String, _ acceptability: Acceptability) {
    object(key) {
      $0.integer("samples", acceptability.samples)
      $0.raw("seed", String(acceptability.seed))
      $0.array("styles", Style.allCases) { json, style in
        json.object {
          $0.string("style", style.rawValue)
          $0.array("ranks", acceptability.ranks[style]) { json, share in
            json.raw(nil, Points(thousandths: share).description)
          }
        }
      }
    }
  }
}
