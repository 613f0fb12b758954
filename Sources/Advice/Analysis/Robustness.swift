/// How far a recommendation can be relied on.
public enum Robustness: String, CaseIterable, Sendable {
  case certain
  case robust
  case fragile
  case undetermined
}
