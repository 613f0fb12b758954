// An answer for who sends the size line of a chunk without end.
//
// Up to 0.9.77 libmicrohttpd calls it a fault of ours, 500, when such a line does not fit into the memory
// of a connection, and asks nobody; from 1.0 on it says 413. It tells its log first, on the thread of the
// connection. So the right answer is given from there, and the connection has ended when it comes to its own.
#ifndef CWEB_CHUNKLINE_H
#define CWEB_CHUNKLINE_H

#include <stdarg.h>

/// From now on this thread works on a request that came by this socket, and by this session of GnuTLS when
/// it is not NULL. Every connection has to have a thread of its own.
void cweb_chunkline_expect(int descriptor, void *session);
/// The log of a server, as libmicrohttpd calls it.
void cweb_chunkline_log(void *context, const char *format, va_list values);

#endif
