// SQLite, and what of it are macros.
#include <sqlite3.h>

/// Binds a text or bytes that SQLite copies at once. A null pointer is an empty text.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, int size) {
  return sqlite3_bind_text(statement, place, text == 0 ? "" : text, size, SQLITE_TRANSIENT);
}

static inline int csqlite_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int size) {
  return sqlite3_bind_blob(statement, place, bytes, size, SQLITE_TRANSIENT);
}
