internal import Glibc

/// Keeps signals that would end the process waiting until a file is in place or gone again.
struct SignalPause {
  private var before = sigset_t()

  init() {
    var paused = sigset_t()
    sigemptyset(&paused)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&paused, signal) }
    pthread_sigmask(SIG_BLOCK, &paused, &before)
  }

  /// Lets the signals through; one that came meanwhile arrives now.
  mutating func end() { pthread_sigmask(SIG_SETMASK, &before, nil) }
}
