import Filter
import MeshModel
import Testing

@Suite("Thresholds of health from the command line")
struct HealthLimitsTests {
  @Test("for all services and for some")
  func read() throws {
    let rules = try HealthLimits.rules([
      "5xx=1%,5%", "search*:p99=1.5s", "search*:n=5", "a:b:4xx=0.5,50",
    ])
    #expect(rules.standard.serverErrors == .init(degraded: 0.01, failing: 0.05))
    #expect(rules.standard.clientErrors == HealthRules().standard.clientErrors)
    let search = rules.limits(for: "search-eu")
    #expect(search.slow == 1500 && search.minimumSample == 5)
    #expect(search.serverErrors == .init(degraded: 0.01, failing: 0.05))
    #expect(rules.limits(for: "a:b").clientErrors == .init(degraded: 0.005, failing: 0.5))
    #expect(rules.limits(for: "a").clientErrors == rules.standard.clientErrors)
    let mail = try HealthLimits.rules(["mail:messages=1%,5%", "age=500ms,90s", "mail:dead=0"])
    #expect(mail.limits(for: "mail").messageFailures == .init(degraded: 0.01, failing: 0.05))
    #expect(mail.standard.messageAge == .init(degraded: 0.5, failing: 90))
    #expect(mail.limits(for: "mail").deadLetters == nil && mail.standard.deadLetters == 1)
    #expect(try HealthLimits.rules([]) == HealthRules())
  }

  @Test("what is said goes before what was known, and leaves the rest of that as it was")
  func over() throws {
    var known = HealthRules()
    var limits = HealthRules.Limits()
    limits.slow = 100
    limits.minimumSample = 7
    known.exceptions = [("pay*", limits), ("*", HealthRules.Limits())]
    let rules = try HealthLimits.rules(["payment:5xx=1,2", "p95=50ms"], over: known)
    let payment = rules.limits(for: "payment")
    #expect(payment.serverErrors.failing == 0.02 && payment.slow == 100)
    #expect(payment.minimumSample == 7 && payment.slow95 == 50)
    #expect(rules.limits(for: "payer").serverErrors.failing == 0.1)
    #expect(rules.limits(for: "payer").slow == 100)
    #expect(rules.limits(for: "order").slow95 == 50)
  }

  @Test(
    "what is none is refused",
    arguments: [
      "", "5xx", "5xx=1%", "5xx=10%,1%", "5xx=1%,101%", "5xx=nan,inf", "5xx=-1,5", "p99=300",
      "p99=ms", "n=", "n=1e9", ":5xx=1,2", "6xx=1,2", "4xx=1,2,3", "p99=.5s", "age=5s", "age=5s,1s",
      "age=5,9", "dead=-1", "messages=5",
    ])
  func refuses(_ text: String) {
    #expect(throws: HealthLimits.Problem.self) { try HealthLimits.rules([text]) }
  }

  @Test("the nearest one is offered for a misspelt one")
  func nearest() {
    let problem = #expect(throws: HealthLimits.Problem.self) {
      try HealthLimits.rules(["payment:p9=300ms"])
    }
    #expect(problem?.sentence.hasPrefix("there is no limit 'p9'; did you mean 'p99'?") == true)
  }
}
