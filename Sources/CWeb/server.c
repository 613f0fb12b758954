#include "cweb.h"
#include "lazy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
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
static __typeof__(&MHD_get_connection_values) get_connection_values;
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
      {"MHD_get_connection_values", (void **)&get_connection_values},
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

struct MHD_Daemon *cweb_server_start(const cweb_server_options *options,
                                     MHD_AccessHandlerCallback handler,
                                     MHD_RequestCompletedCallback completed, void *context) {
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
      {MHD_OPTION_END, 0, NULL},
  };
  struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
  return start_daemon(flags, options->port, NULL, NULL, handler, context,
                      MHD_OPTION_ARRAY, place,
                      MHD_OPTION_NOTIFY_COMPLETED, completed, context,
                      MHD_OPTION_CONNECTION_LIMIT, options->connection_limit,
                      MHD_OPTION_CONNECTION_TIMEOUT, options->idle_timeout,
                      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(32 * 1024),
                      // The default of eight megabytes of stack a connection is only address
                      // space, but a handler here needs little of it.
                      MHD_OPTION_THREAD_STACK_SIZE, (size_t)(512 * 1024),
                      MHD_OPTION_ARRAY, options->certificate != NULL ? tls : plain,
                      MHD_OPTION_END);
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

uint16_t cweb_server_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = get_daemon_info(daemon, MHD_DAEMON_INFO_LISTEN_FD);
  return info == NULL ? 0 : cweb_listening_port(info->listen_fd);
}

int cweb_server_quiesce(struct MHD_Daemon *daemon) { return quiesce_daemon(daemon); }

unsigned int cweb_server_connections(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info =
      get_daemon_info(daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
  return info == NULL ? 0 : info->num_connections;
}

void cweb_server_stop(struct MHD_Daemon *daemon) { stop_daemon(daemon); }

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
