#include "lazy.h"

#include <dlfcn.h>
#include <stdio.h>

int lazy_open(const char *const *files, const lazy_symbol *symbols, char *problem, size_t size) {
  void *library = NULL;
  for (const char *const *file = files; *file != NULL && library == NULL; file++) {
    library = dlopen(*file, RTLD_NOW | RTLD_LOCAL);
  }
  if (library == NULL) {
    snprintf(problem, size, "%s", dlerror());
    return -1;
  }
  for (const lazy_symbol *symbol = symbols; symbol->name != NULL; symbol++) {
    *symbol->function = dlsym(library, symbol->name);
    if (*symbol->function == NULL) {
      snprintf(problem, size, "%s", dlerror());
      return -1;
    }
  }
  return 0;
}
