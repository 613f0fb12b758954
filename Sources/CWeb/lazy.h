// Opens a library and looks up its functions.
#ifndef CWEB_LAZY_H
#define CWEB_LAZY_H

#include <stddef.h>

typedef struct lazy_symbol {
  const char *name;
  void **function;
} lazy_symbol;

/// 0, or -1 with the reason in `problem`. Safe to call again.
int lazy_open(const char *const *files, const lazy_symbol *symbols, char *problem, size_t size);

#endif
