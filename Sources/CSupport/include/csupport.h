// The little C that needs state.
#ifndef CSUPPORT_H
#define CSUPPORT_H

#include "terminal_guard.h"

/// Ignores SIGPIPE, so that a closed output pipe is an error value and not the end of the process.
void cs_ignore_broken_pipe(void);

/// Makes an interrupt end the process with status 130 and a termination with 143, as a shell
/// would report them, so that a parent that is no shell sees the promised status too.
void cs_exit_on_signals(void);

/// Holds SIGTERM, SIGINT and SIGHUP back in this thread and those it starts later, and returns a
/// descriptor that becomes readable when one of them arrives; -1 when the system refuses.
int cs_hold_signals(void);

/// Takes the next signal from that descriptor: its number, or -1 when there is none.
int cs_take_signal(int descriptor);

/// As cs_take_signal, but 0 at once when none waits.
int cs_take_signal_if_any(int descriptor);

/// Names the calling thread for ps(1); at most 15 bytes.
void cs_name_thread(const char *name);

/// POSIX_SPAWN_SETSID, which glibc shows only to those who ask for its extensions.
int cs_spawn_own_session(void);

/// Two connected sockets that programs started later do not inherit; 0, or -1 with errno.
int cs_socket_pair(int ends[2]);
/// The id of the process that listens at a unix socket, if it is one of this user's; -1 otherwise.
/// It need not answer.
int cs_listening_process(const char *path);

/// The macros of wait(2).
int cs_was_signaled(int status);
int cs_end_signal(int status);
int cs_exit_code(int status);

/// Makes a trap or a crash end the process with status 70 and a line that says whose fault it is.
void cs_exit_on_bugs(void);

#endif
