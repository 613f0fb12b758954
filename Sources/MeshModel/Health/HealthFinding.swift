/// One reason why a service does as it does.
struct HealthFinding {
  let status: Health.Status
  let reason: String
  /// It would be failing, if it were not for the few answers or messages it was judged by.
  var isThin = false

  init(_ status: Health.Status, _ reason: String) {
    self.status = status
    self.reason = reason
  }

  /// Compares a share of something with two thresholds; nil when it is below both.
  ///
  /// - Parameters:
  ///   - what: as in `http 5xx`.
  ///   - sample: how many the share is of, and what these are.
  init?(
    _ what: String, _ ratio: Double, _ thresholds: HealthRules.Thresholds,
    of sample: (count: Double, unit: String), minimum: Double
  ) {
    if ratio <= 0 { return nil }
    if ratio >= thresholds.failing {
      let reason = "\(what) \(Percent.text(ratio)) >= \(Percent.limit(thresholds.failing))"
      guard sample.count < minimum else {
        self.init(.failing, reason)
        return
      }
      let few = "of only \(Int(sample.count)) \(sample.unit) (fewer than \(Int(minimum)))"
      self.init(.degraded, "\(reason), \(few)")
      isThin = true
      return
    }
    guard ratio >= thresholds.degraded else { return nil }
    let sign = thresholds.degraded > 0 ? ">=" : ">"
    self.init(
      .degraded, "\(what) \(Percent.text(ratio)) \(sign) \(Percent.limit(thresholds.degraded))")
  }
}
