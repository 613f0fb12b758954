// The connections of a server, and which of them has to go when there are too many.
//
// A connection waits while it is not known what it wants: its request has not arrived in full. Clients
// that send theirs byte by byte, or not at all, would keep all others out; so when a server is full,
// each newcomer takes the place of whoever has waited longest. Who is being answered stays.
#ifndef CWEB_CROWD_H
#define CWEB_CROWD_H

#include <microhttpd.h>
#include <stddef.h>

typedef struct cweb_crowd cweb_crowd;
typedef struct cweb_guest cweb_guest;

/// At most `room` connections are left in peace; NULL without memory.
cweb_crowd *cweb_crowd_create(unsigned int room);
void cweb_crowd_destroy(cweb_crowd *crowd);
/// A connection came; NULL without memory, and then it is not counted.
cweb_guest *cweb_crowd_enter(cweb_crowd *crowd, int descriptor);
void cweb_crowd_leave(cweb_crowd *crowd, cweb_guest *guest);
/// Its request is there in full, or its answer is gone.
void cweb_crowd_serve(cweb_crowd *crowd, cweb_guest *guest, int is_served);
/// Ends every connection, also those that come from now on, and waits until they are gone.
void cweb_crowd_close(cweb_crowd *crowd);

#endif
