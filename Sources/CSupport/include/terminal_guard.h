// Gives the terminal back on every way out, also on those no Swift code runs on: signals that end
// or stop the process, and crashes.
//
// One terminal a process, and the state below is its own: all functions but
// cs_terminal_guard_wake() are called from one thread, signals may arrive on any.
#ifndef CSUPPORT_TERMINAL_GUARD_H
#define CSUPPORT_TERMINAL_GUARD_H

#include <stddef.h>

/// What has happened to the terminal since last asked.
enum {
  CS_TERMINAL_RESIZED = 1,
  CS_TERMINAL_RESUMED = 2,
  CS_TERMINAL_WOKEN = 4,
};

/// Remembers the settings of the terminal before anything changes them. Returns 0, or -1 when
/// `descriptor` is no terminal.
int cs_terminal_guard_remember(int descriptor);

/// Takes the settings as they are now for the program's own and starts to watch: on SIGINT, SIGTERM,
/// SIGHUP and SIGQUIT, on crashes and on exit the remembered settings come back and `leave` is
/// written; when stopped, too; when continued the program's own settings and `enter` come back.
/// Returns 0, or -1 when the byte strings are too long or a descriptor is missing.
int cs_terminal_guard_watch(
    const char *enter, size_t enter_length, const char *leave, size_t leave_length);

/// Stops watching and brings the remembered settings back.
void cs_terminal_guard_release(void);

/// A descriptor that becomes readable when there is something to ask for; -1 when not watching.
int cs_terminal_guard_descriptor(void);

/// What has happened since last asked: CS_TERMINAL_ flags.
int cs_terminal_guard_news(void);

/// Makes the descriptor readable and CS_TERMINAL_WOKEN news. May be called from any thread until
/// cs_terminal_guard_release().
void cs_terminal_guard_wake(void);

/// Whether the terminal belongs to somebody else now, so that nothing may be written to it.
int cs_terminal_guard_is_away(void);

/// Stops the process as Ctrl-Z does for others; returns when it is continued.
void cs_terminal_guard_suspend(void);

/// The size of the terminal in cells; 0 and 0 when nobody knows.
void cs_terminal_size(int *columns, int *rows);

#endif
