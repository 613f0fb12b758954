#include "terminal_guard.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { longest_sequence = 512 };

static int terminal = -1;
static int news_descriptor = -1;
static struct termios settings_before;
static struct termios settings_inside;
static char enter_bytes[longest_sequence];
static size_t enter_count;
static char leave_bytes[longest_sequence];
static size_t leave_count;

static atomic_int watching;
// The terminal was given back and is not ours now.
static atomic_int away;
static atomic_int news;

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
enum {
  ending_count = sizeof ending_signals / sizeof *ending_signals,
  crash_count = sizeof crash_signals / sizeof *crash_signals,
};
static struct sigaction ending_before[ending_count];
static struct sigaction crash_before[crash_count];
static struct sigaction stop_before, continue_before, resize_before;

// --- What handlers may do: only calls that are safe inside a signal handler.

static void write_all(const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(terminal, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void leave(void) {
  if (!atomic_load(&watching) || atomic_exchange(&away, 1)) return;
  write_all(leave_bytes, leave_count);
  tcsetattr(terminal, TCSANOW, &settings_before);
}

static void tell(int what) {
  uint64_t one = 1;
  atomic_fetch_or(&news, what);
  ssize_t written = write(news_descriptor, &one, sizeof one);
  (void)written;
}

static void come_back(void) {
  if (!atomic_load(&watching)) return;
  if (tcgetpgrp(terminal) != getpgrp()) {
    // Continued in the background: the terminal is the shell's. Shells that bring a running job
    // to the front send it nothing, so stop again and wait to be continued there.
    atomic_store(&away, 1);
    signal(SIGTTOU, SIG_DFL);
    raise(SIGTTOU);
    return;
  }
  tcsetattr(terminal, TCSANOW, &settings_inside);
  write_all(enter_bytes, enter_count);
  atomic_store(&away, 0);
  tell(CS_TERMINAL_RESUMED | CS_TERMINAL_RESIZED);
}

static void set_action(int number, void (*handler)(int), struct sigaction *before) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, before);
}

static void on_end(int number) {
  int error = errno;
  leave();
  for (size_t index = 0; index < ending_count; index++) {
    if (ending_signals[index] == number) sigaction(number, &ending_before[index], NULL);
  }
  raise(number);  // waits until this handler returns, then does what it would have done without us
  errno = error;
}

static void on_stop(int number) {
  int error = errno;
  leave();
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, number);
  set_action(number, SIG_DFL, NULL);
  raise(number);
  sigprocmask(SIG_UNBLOCK, &stop, NULL);  // stops here
  set_action(number, on_stop, NULL);
  if (atomic_load(&away)) come_back();
  errno = error;
}

static void on_continue(int number) {
  (void)number;
  int error = errno;
  come_back();
  errno = error;
}

static void on_resize(int number) {
  (void)number;
  int error = errno;
  tell(CS_TERMINAL_RESIZED);
  errno = error;
}

static void on_crash(int number, siginfo_t *info, void *context) {
  (void)context;
  leave();
  for (size_t index = 0; index < crash_count; index++) {
    if (crash_signals[index] == number) sigaction(number, &crash_before[index], NULL);
  }
  // A fault comes again when this returns, and then meets whoever listened before us; a signal
  // somebody sent, or a breakpoint, does not.
  if (info->si_code <= 0 || number == SIGTRAP) raise(number);
}

// --- What the program calls.

int cs_terminal_guard_remember(int descriptor) {
  terminal = descriptor;
  return tcgetattr(descriptor, &settings_before);
}

static void on_exit_release(void) { leave(); }

static void watch_crashes(void) {
  struct sigaction action = {0};
  action.sa_sigaction = on_crash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (size_t index = 0; index < crash_count; index++) {
    sigaction(crash_signals[index], &action, &crash_before[index]);
  }
  // A stack that has overflowed cannot hold the handler.
  stack_t before;
  if (sigaltstack(NULL, &before) == 0 && (before.ss_flags & SS_DISABLE)) {
    static char space[64 * 1024];
    stack_t stack = {.ss_sp = space, .ss_size = sizeof space};
    sigaltstack(&stack, NULL);
  }
}

int cs_terminal_guard_watch(
    const char *enter, size_t enter_length, const char *leave_with, size_t leave_length) {
  if (enter_length > longest_sequence || leave_length > longest_sequence) return -1;
  if (tcgetattr(terminal, &settings_inside) != 0) return -1;
  // No handler may see half of the bytes.
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);
  memcpy(enter_bytes, enter, enter_length);
  enter_count = enter_length;
  memcpy(leave_bytes, leave_with, leave_length);
  leave_count = leave_length;
  sigprocmask(SIG_SETMASK, &before, NULL);
  if (atomic_load(&watching)) return 0;

  news_descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (news_descriptor < 0) return -1;
  atomic_store(&away, 0);
  atomic_store(&news, 0);
  atomic_store(&watching, 1);
  for (size_t index = 0; index < ending_count; index++) {
    // What the parent had us ignore, as nohup does, stays ignored.
    sigaction(ending_signals[index], NULL, &ending_before[index]);
    if (ending_before[index].sa_handler == SIG_IGN) continue;
    set_action(ending_signals[index], on_end, NULL);
  }
  set_action(SIGTSTP, on_stop, &stop_before);
  set_action(SIGCONT, on_continue, &continue_before);
  set_action(SIGWINCH, on_resize, &resize_before);
  watch_crashes();
  static int registered;
  if (!registered) registered = atexit(on_exit_release) == 0;
  return 0;
}

void cs_terminal_guard_release(void) {
  if (!atomic_exchange(&watching, 0)) return;
  for (size_t index = 0; index < ending_count; index++) {
    sigaction(ending_signals[index], &ending_before[index], NULL);
  }
  for (size_t index = 0; index < crash_count; index++) {
    sigaction(crash_signals[index], &crash_before[index], NULL);
  }
  sigaction(SIGTSTP, &stop_before, NULL);
  sigaction(SIGCONT, &continue_before, NULL);
  sigaction(SIGWINCH, &resize_before, NULL);
  tcsetattr(terminal, TCSADRAIN, &settings_before);
  close(news_descriptor);
  news_descriptor = -1;
}

int cs_terminal_guard_descriptor(void) { return news_descriptor; }

int cs_terminal_guard_news(void) {
  uint64_t count;
  while (read(news_descriptor, &count, sizeof count) > 0) {
  }
  return atomic_exchange(&news, 0);
}

void cs_terminal_guard_wake(void) {
  if (atomic_load(&watching)) tell(CS_TERMINAL_WOKEN);
}

int cs_terminal_guard_is_away(void) { return atomic_load(&away); }

void cs_terminal_guard_suspend(void) { raise(SIGTSTP); }

void cs_terminal_size(int *columns, int *rows) {
  struct winsize size = {0};
  if (ioctl(terminal, TIOCGWINSZ, &size) != 0) memset(&size, 0, sizeof size);
  *columns = size.ws_col;
  *rows = size.ws_row;
}
