#include "csupport.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void cs_ignore_broken_pipe(void) {
  struct sigaction action = {0};
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, NULL);
}

static void leave(int signal) { _exit(128 + signal); }

void cs_exit_on_signals(void) {
  struct sigaction action = {0};
  action.sa_handler = leave;
  const int signals[] = {SIGINT, SIGTERM};
  for (size_t index = 0; index < sizeof signals / sizeof *signals; index++) {
    struct sigaction before;
    // What the parent had us ignore, as nohup and background jobs do, stays ignored.
    if (sigaction(signals[index], NULL, &before) == 0 && before.sa_handler == SIG_DFL) {
      sigaction(signals[index], &action, NULL);
    }
  }
}

static const char bug[] =
    "archadvisor: error: this is a bug in archadvisor; please report the command line, the answers "
    "and what 'archadvisor doctor' prints\n";

static void leave_for_bug(int signal) {
  (void)signal;
  ssize_t written = write(STDERR_FILENO, bug, sizeof bug - 1);
  (void)written;
  _exit(70);
}

void cs_exit_on_bugs(void) {
  // Whoever asks the Swift runtime for a backtrace shall get it.
  const char *backtrace = getenv("SWIFT_BACKTRACE");
  if (backtrace && strstr(backtrace, "enable=yes")) return;
  // A stack that is used up leaves no room for a handler, so it has one of its own.
  static char room[16384];
  const stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
  sigaltstack(&stack, NULL);
  struct sigaction action = {0};
  action.sa_handler = leave_for_bug;
  action.sa_flags = SA_ONSTACK;
  const int signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
  for (size_t index = 0; index < sizeof signals / sizeof *signals; index++) {
    sigaction(signals[index], &action, NULL);
  }
}
