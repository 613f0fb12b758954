// The little C that needs state.
#ifndef CSUPPORT_H
#define CSUPPORT_H

/// Ignores SIGPIPE, so that a closed output pipe is an error value and not the end of the process.
void cs_ignore_broken_pipe(void);

#endif
