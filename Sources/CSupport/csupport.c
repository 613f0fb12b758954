#include "csupport.h"

#include <signal.h>
#include <stddef.h>

void cs_ignore_broken_pipe(void) {
  struct sigaction action = {0};
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, NULL);
}
