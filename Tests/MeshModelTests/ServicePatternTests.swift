import MeshModel
import Testing

@Suite("Which services a threshold is for")
struct ServicePatternTests {
  @Test(
    "a star stands for any letters, also for none",
    arguments: [
      ("payment", "payment", true), ("payment", "pay", false), ("pay", "payment", false),
      ("pay*", "payment", true), ("pay*", "pay", true), ("*ment", "payment", true),
      ("p*t", "payment", true), ("p*t", "pt", true), ("pt*t", "pt", false), ("*", "", true),
      ("*", "x", true), ("a*b*c", "abc", true), ("a*b*c", "aXbYc", true),
      ("a*b*c", "acb", false), ("**", "x", true), ("", "", true), ("", "x", false),
      ("a*a", "a", false),
    ])
  func matches(_ pattern: String, _ name: String, _ fits: Bool) {
    var rules = HealthRules()
    var limits = HealthRules.Limits()
    limits.minimumSample = 1
    rules.exceptions = [(pattern, limits)]
    #expect((rules.limits(for: name).minimumSample == 1) == fits)
  }
}
