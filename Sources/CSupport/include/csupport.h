// The little C that needs state.
#ifndef CSUPPORT_H
#define CSUPPORT_H

/// Ignores SIGPIPE, so that a closed output pipe is an error value and not the end of the process.
void cs_ignore_broken_pipe(void);

/// Makes an interrupt end the process with status 130 and a termination with 143, as a shell
/// would report them, so that a parent that is no shell sees the promised status too.
void cs_exit_on_signals(void);

#endif
