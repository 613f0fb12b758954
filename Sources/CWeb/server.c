#include "chunkline.h"
#include "crowd.h"
#include "cweb.h"
#include "lazy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static __typeof__(&MHD_start_daemon) start_daemon;
static __typeof__(&MHD_stop_daemon) stop_daemon;
static __typeof__(&MHD_quiesce_daemon) quiesce_daemon;
static __typeof__(&MHD_get_daemon_info) get_daemon_info;
static __typeof__(&MHD_get_connection_info) get_connection_info;
static __typeof__(&MHD_get_connection_values) get_connection_values;
static __typeof__(&MHD_get_version) get_version;
static __typeof__(&MHD_create_response_from_buffer) create_response_from_buffer;
static __typeof__(&MHD_add_response_header) add_response_header;
static __typeof__(&MHD_queue_response) queue_response;
static __typeof__(&MHD_destroy_response) destroy_response;

int cweb_load_server(char *problem, size_t size) {
  static const char *const files[] = {"libmicrohttpd.so.12", "libmicrohttpd.so", NULL};
  const lazy_symbol symbols[] = {
      {"MHD_start_daemon", (void **)&start_daemon},
      {"MHD_stop_daemon", (void **)&stop_daemon},
      {"MHD_quiesce_daemon", (void **)&quiesce_daemon},
      {"MHD_get_daemon_info", (void **)&get_daemon_info},
      {"MHD_get_connection_info", (void **)&get_connection_info},
      {"MHD_get_connection_values", (void **)&get_connection_values},
      {"MHD_get_version", (void **)&get_version},
      {"MHD_create_response_from_buffer", (void **)&create_response_from_buffer},
      {"MHD_add_response_header", (void **)&add_response_header},
      {"MHD_queue_response", (void **)&queue_response},
      {"MHD_destroy_response", (void **)&destroy_response},
      {NULL, NULL},
  };
  return lazy_open(files, symbols, problem, size);
}

static void loopback(struct sockaddr_in *address, uint16_t port) {
  memset(address, 0, sizeof *address);
  address->sin_family = AF_INET;
  address->sin_port = htons(port);
  address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
}

struct cweb_server {
  struct MHD_Daemon *daemon;
  cweb_crowd *crowd;
  int is_quiesced;
};

// What libmicrohttpd keeps with a connection of ours.
typedef struct place {
  cweb_crowd *crowd;
  cweb_guest *guest;
} place;

static place *place_of(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == NULL ? NULL : info->socket_context;
}

static void came_or_went(void *crowd, struct MHD_Connection *connection, void **kept,
                         enum MHD_ConnectionNotificationCode what) {
  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    const union MHD_ConnectionInfo *info =
        get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    place *made = calloc(1, sizeof *made);
    if (info == NULL || made == NULL) {
      free(made);
      return;
    }
    made->crowd = crowd;
    made->guest = cweb_crowd_enter(crowd, info->connect_fd);
    *kept = made;
  } else if (*kept != NULL) {
    place *made = *kept;
    if (made->guest != NULL) cweb_crowd_leave(made->crowd, made->guest);
    free(made);
    *kept = NULL;
  }
}

void cweb_server_begins(struct MHD_Connection *connection) {
  place *known = place_of(connection);
  if (known != NULL && known->guest != NULL) cweb_crowd_serve(known->crowd, known->guest, 1);
}

void cweb_server_ends(struct MHD_Connection *connection) {
  place *known = place_of(connection);
  if (known != NULL && known->guest != NULL) cweb_crowd_serve(known->crowd, known->guest, 0);
}

// Up to 0.9.77 libmicrohttpd takes any head for a text of C: what stands behind a zero byte is lost, a
// line may end in a bare line feed, and a folded one is put together. From 1.0 on it refuses all that
// itself when it is told to be strict, and then does not keep the bytes where they were.
static int is_lenient_library(void) { return get_version()[0] == '0'; }

// A head on its way through memory: libmicrohttpd leaves it where it came, puts a zero in the place of
// each byte that ends a text, and hands out pointers into it. So texts that do not follow one another
// without a gap have something between them that nobody has seen.
typedef struct walk {
  const char *end;
  int is_whole;
} walk;

enum { line_end = 2 };

static enum MHD_Result walk_over(void *context, enum MHD_ValueKind kind, const char *name,
                                 const char *value) {
  (void)kind;
  walk *walk = context;
  if (name != walk->end + line_end || value == NULL) {
    walk->is_whole = 0;
    return MHD_NO;
  }
  const char *blank = name + strlen(name) + 1;
  while (blank < value && (*blank == ' ' || *blank == '\t')) blank++;
  if (blank != value) {
    walk->is_whole = 0;
    return MHD_NO;
  }
  walk->end = value + strlen(value);
  return MHD_YES;
}

int cweb_head_is_whole(struct MHD_Connection *connection, const char *method, const char *target,
                       const char *version, size_t target_size) {
  if (!is_lenient_library()) return 1;
  const union MHD_ConnectionInfo *size =
      get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  const union MHD_ConnectionInfo *socket =
      get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  const union MHD_ConnectionInfo *session =
      get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
  if (size == NULL || socket == NULL) return 0;
  cweb_chunkline_expect(socket->connect_fd, session == NULL ? NULL : session->tls_session);
  if (target != method + strlen(method) + 1) return 0;
  if (version != target + target_size + 1) return 0;
  walk walk = {version + strlen(version), 1};
  get_connection_values(connection, MHD_HEADER_KIND, walk_over, &walk);
  return walk.is_whole && walk.end + 2 * line_end == method + size->header_size;
}

cweb_server *cweb_server_start(const cweb_server_options *options, cweb_target_callback begins,
                               MHD_AccessHandlerCallback handler,
                               MHD_RequestCompletedCallback completed, void *context) {
  cweb_server *server = calloc(1, sizeof *server);
  if (server == NULL) return NULL;
  server->crowd = cweb_crowd_create(options->connection_limit);
  struct sockaddr_in address;
  loopback(&address, options->port);

  unsigned int flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
                       MHD_USE_POLL | MHD_USE_ITC;
  if (options->certificate != NULL) flags |= MHD_USE_TLS;
  struct MHD_OptionItem place[] = {
      {options->listening < 0 ? MHD_OPTION_SOCK_ADDR : MHD_OPTION_LISTEN_SOCKET,
       options->listening, options->listening < 0 ? (void *)&address : NULL},
      {MHD_OPTION_END, 0, NULL},
  };
  struct MHD_OptionItem tls[] = {
      {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)options->certificate},
      {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)options->key},
      // Older ones are not to be used any more (RFC 8996).
      {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
      {MHD_OPTION_END, 0, NULL},
  };
  struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
  struct MHD_OptionItem told[] = {
      {MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)cweb_chunkline_log, NULL},
      {MHD_OPTION_END, 0, NULL},
  };
  struct MHD_OptionItem strict[] = {{MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL}, {MHD_OPTION_END, 0, NULL}};
  if (is_lenient_library()) flags |= MHD_USE_ERROR_LOG;
  if (server->crowd != NULL) {
    server->daemon = start_daemon(flags, options->port, NULL, NULL, handler, context,
                                  MHD_OPTION_ARRAY, is_lenient_library() ? told : strict,
                                  MHD_OPTION_ARRAY, place,
                                  MHD_OPTION_NOTIFY_CONNECTION, came_or_went, server->crowd,
                                  MHD_OPTION_URI_LOG_CALLBACK, begins, context,
                                  MHD_OPTION_NOTIFY_COMPLETED, completed, context,
                                  // Who is sent away needs a moment to be gone, in which there has to be
                                  // room for newcomers.
                                  MHD_OPTION_CONNECTION_LIMIT, 2 * options->connection_limit,
                                  MHD_OPTION_CONNECTION_TIMEOUT, options->idle_timeout,
                                  MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(32 * 1024),
                                  // The default of eight megabytes of stack a connection is only address
                                  // space, but a handler here needs little of it.
                                  MHD_OPTION_THREAD_STACK_SIZE, (size_t)(512 * 1024),
                                  MHD_OPTION_ARRAY, options->certificate != NULL ? tls : plain,
                                  MHD_OPTION_END);
  }
  if (server->daemon == NULL) {
    cweb_crowd_destroy(server->crowd);
    free(server);
    return NULL;
  }
  return server;
}

int cweb_listen_loopback(uint16_t port) {
  struct sockaddr_in address;
  loopback(&address, port);
  // Non-blocking, because several processes may wait for the same connection.
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return -1;
  int yes = 1;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) == 0 &&
      listen(descriptor, 512) == 0) {
    return descriptor;
  }
  int reason = errno;
  close(descriptor);
  errno = reason;
  return -1;
}

uint16_t cweb_listening_port(int descriptor) {
  struct sockaddr_in address;
  socklen_t size = sizeof address;
  if (getsockname(descriptor, (struct sockaddr *)&address, &size) != 0) return 0;
  return ntohs(address.sin_port);
}

int cweb_listen_unix(const char *path) {
  struct sockaddr_un address;
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(address.sun_path, path);
  int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  unlink(path);
  // The folder around it is closed to others as well; this mask is set and put back while only one
  // thread runs.
  mode_t before = umask(0177);
  int failed = bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0 ||
               listen(descriptor, 64) != 0;
  umask(before);
  if (failed) {
    int reason = errno;
    close(descriptor);
    errno = reason;
    return -1;
  }
  return descriptor;
}

uint16_t cweb_server_port(cweb_server *server) {
  const union MHD_DaemonInfo *info = get_daemon_info(server->daemon, MHD_DAEMON_INFO_LISTEN_FD);
  return info == NULL ? 0 : cweb_listening_port(info->listen_fd);
}

int cweb_server_quiesce(cweb_server *server) {
  server->is_quiesced = 1;
  return quiesce_daemon(server->daemon);
}

unsigned int cweb_server_connections(cweb_server *server) {
  const union MHD_DaemonInfo *info =
      get_daemon_info(server->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
  return info == NULL ? 0 : info->num_connections;
}

// A daemon that stops says of an error's answer that it took it, and did not: up to 0.9.77 the connection's
// thread then reads an answer that is not there. So the daemon stops when no connection is left.
void cweb_server_stop(cweb_server *server) {
  int listening = server->is_quiesced ? -1 : quiesce_daemon(server->daemon);
  cweb_crowd_close(server->crowd);
  stop_daemon(server->daemon);
  // The daemon leaves a socket that it no longer accepts from to its owner.
  if (listening >= 0) close(listening);
  cweb_crowd_destroy(server->crowd);
  free(server);
}

int cweb_values(struct MHD_Connection *connection, enum MHD_ValueKind kind,
                MHD_KeyValueIterator iterator, void *context) {
  return get_connection_values(connection, kind, iterator, context);
}

struct MHD_Response *cweb_response_create(const void *body, size_t size) {
  return create_response_from_buffer(size, (void *)body, MHD_RESPMEM_MUST_COPY);
}

int cweb_response_header(struct MHD_Response *response, const char *name, const char *value) {
  return add_response_header(response, name, value) == MHD_YES;
}

int cweb_respond(struct MHD_Connection *connection, unsigned int status,
                 struct MHD_Response *response) {
  return queue_response(connection, status, response) == MHD_YES;
}

void cweb_response_destroy(struct MHD_Response *response) { destroy_response(response); }
