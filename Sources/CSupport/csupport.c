#include "csupport.h"

#include <signal.h>
#include <stddef.h>
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
