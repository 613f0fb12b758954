extension BreakerSettings {
  /// What Hystrix does unless told otherwise: half of at least 20 calls in 10 s, one probe after 5 s.
  public static var hystrix: BreakerSettings {
    var settings = BreakerSettings()
    settings.consecutiveFailures = nil
    return settings
  }

  /// What resilience4j does unless told otherwise: half of the latest 100 calls failed or all of
  /// them slow (there, from 60 s on), ten probes after 60 s.
  ///
  /// One failed probe opens this breaker again, where resilience4j takes the rate over all ten.
  public static var resilience4j: BreakerSettings {
    var settings = BreakerSettings()
    settings.window = .calls(100)
    settings.minimumCalls = 100
    settings.slowCallRatePercent = 100
    settings.consecutiveFailures = nil
    settings.openDuration = .seconds(60)
    settings.permittedProbes = 10
    settings.successesToClose = 10
    return settings
  }

  /// What Linkerd does unless told otherwise: seven failures in a row, then one real request as a
  /// probe after 1 s, 2 s, 4 s and so on to a minute.
  public static var linkerd: BreakerSettings {
    var settings = BreakerSettings()
    settings.failureRatePercent = nil
    settings.consecutiveFailures = 7
    settings.openDuration = .seconds(1)
    settings.growth = BreakerGrowth(factor: 2, cap: .seconds(60))
    return settings
  }
}
