#include "chunkline.h"
#include "cweb.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>

static _Thread_local int descriptor = -1;
static _Thread_local void *session = NULL;

void cweb_chunkline_expect(int new_descriptor, void *new_session) {
  descriptor = new_descriptor;
  session = new_session;
}

#define BODY "{\"error\":\"a chunk says more before its data than its size; send a Content-Length\"}\n"

static const char answer[] =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n"
    "Content-Length: 83\r\n\r\n" BODY;

_Static_assert(sizeof BODY - 1 == 83, "the length in the head is that of the body");

// Whoever still sends would never see an answer to which the system adds a reset because bytes were left
// unread. A megabyte or half a second is enough for who stops.
static void read_rest(void) {
  char bytes[16 * 1024];
  struct pollfd watched = {descriptor, POLLIN, 0};
  for (int turn = 0; turn < 64; turn++) {
    if (poll(&watched, 1, 500) != 1) return;
    if (recv(descriptor, bytes, sizeof bytes, MSG_DONTWAIT) <= 0) return;
  }
}

void cweb_chunkline_log(void *context, const char *format, va_list values) {
  (void)context;
  static const char error[] = "Error processing request (HTTP response code is %u";
  if (descriptor < 0 || strncmp(format, error, sizeof error - 1) != 0) return;
  if (va_arg(values, unsigned int) != MHD_HTTP_INTERNAL_SERVER_ERROR) return;
  if (session != NULL) {
    cweb_tls_send(session, answer, sizeof answer - 1);
  } else {
    send(descriptor, answer, sizeof answer - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  shutdown(descriptor, SHUT_WR);
  read_rest();
}
