// LMDB, as it is.
#include <lmdb.h>
