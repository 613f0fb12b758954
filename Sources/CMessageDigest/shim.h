// libmd: message digests.
#include <sys/types.h>
#include <sha256.h>
