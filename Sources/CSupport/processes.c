#define _GNU_SOURCE
#include "csupport.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

int cs_hold_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
  return signalfd(-1, &set, SFD_CLOEXEC);
}

int cs_take_signal(int descriptor) {
  struct signalfd_siginfo information;
  if (read(descriptor, &information, sizeof information) != sizeof information) return -1;
  return (int)information.ssi_signo;
}

int cs_was_signaled(int status) { return WIFSIGNALED(status); }
int cs_end_signal(int status) { return WTERMSIG(status); }
int cs_exit_code(int status) { return WEXITSTATUS(status); }

void cs_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
