import Glibc

/// Seconds of the wall clock.
func now() -> Int64 { Int64(time(nil)) }
