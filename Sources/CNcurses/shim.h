// ncurses for Swift: what it offers as macros, as globals or with variable arguments, as functions.
// `TerminalCurses` is the only target that imports this.
#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>

static inline SCREEN *nc_open(void) { return newterm(NULL, stdout, stdin); }
static inline WINDOW *nc_screen(void) { return stdscr; }
static inline int nc_colors(void) { return COLORS; }
static inline int nc_color_pairs(void) { return COLOR_PAIRS; }
static inline int nc_key_function(int number) { return KEY_F(number); }
static inline const char *nc_codeset(void) { return nl_langinfo(CODESET); }

static const attr_t NC_BOLD = A_BOLD;
static const attr_t NC_DIM = A_DIM;
static const attr_t NC_UNDERLINE = A_UNDERLINE;
static const attr_t NC_REVERSE = A_REVERSE;

static const mmask_t NC_MOUSE_PRESS = BUTTON1_PRESSED;
static const mmask_t NC_MOUSE_WHEEL_UP = BUTTON4_PRESSED;
static const mmask_t NC_MOUSE_WHEEL_DOWN = BUTTON5_PRESSED;

/// How many colours a named terminal shows, 0 for none; -1 when the database does not know it.
static inline int nc_colors_of(const char *name) {
  int error = 0;
  if (setupterm(name, 1, &error) != OK) return -1;
  int colors = tigetnum("colors");
  return colors < 0 ? 0 : colors;
}

/// A terminal's string for a capability, such as "rmcup"; NULL when it has none.
static inline const char *nc_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

/// Fills a cell with a character, at most two combining marks (0 for none), and its looks.
static inline void nc_fill(
    cchar_t *cell, uint32_t base, uint32_t first, uint32_t second, attr_t attributes, int pair) {
  const wchar_t text[] = {(wchar_t)base, (wchar_t)first, (wchar_t)second, 0};
  // Pairs above 32,767 fit only through the last argument.
  setcchar(cell, text, attributes, (short)(pair & 0x7FFF), &pair);
}

#endif
