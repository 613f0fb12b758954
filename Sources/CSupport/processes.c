#define _GNU_SOURCE
#include "csupport.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
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

int cs_socket_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends); }

int cs_was_signaled(int status) { return WIFSIGNALED(status); }
int cs_end_signal(int status) { return WTERMSIG(status); }
int cs_exit_code(int status) { return WEXITSTATUS(status); }

void cs_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

int cs_take_signal_if_any(int descriptor) {
  struct pollfd watched = {.fd = descriptor, .events = POLLIN};
  return poll(&watched, 1, 0) > 0 ? cs_take_signal(descriptor) : 0;
}

int cs_spawn_own_session(void) { return POSIX_SPAWN_SETSID; }

int cs_listening_process(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) return -1;
  strcpy(address.sun_path, path);
  // Without waiting: the queue of a process that is stopped may be full.
  int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return -1;
  // These are the credentials of whoever called listen(2).
  struct ucred peer;
  socklen_t size = sizeof peer;
  int known = connect(descriptor, (struct sockaddr *)&address, sizeof address) == 0 &&
              getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0;
  close(descriptor);
  return known && peer.uid == geteuid() && peer.pid > 0 ? (int)peer.pid : -1;
}
