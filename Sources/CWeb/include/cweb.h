// libmicrohttpd, libcurl and GnuTLS, bound when first needed.
//
// Together they cost some ten milliseconds at load, which every start of the program would pay if
// they were linked. So they are opened by the commands that use them, and each function of theirs
// that we call stands here as a wrapper of the same shape. Call the matching cweb_load_* first.
#ifndef CWEB_H
#define CWEB_H

// The types and constants only; the functions themselves are not linked.
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <microhttpd.h>
#include <stddef.h>
#include <stdint.h>

/// Each opens one library: 0, or -1 with the reason in `problem`.
int cweb_load_server(char *problem, size_t size);
int cweb_load_client(char *problem, size_t size);
int cweb_load_multi(char *problem, size_t size);
int cweb_load_crypto(char *problem, size_t size);

// libmicrohttpd

typedef struct cweb_server_options {
  /// 0 lets the system choose.
  uint16_t port;
  /// A socket that listens already, or -1 to make one on 127.0.0.1.
  int listening;
  /// PEM texts, or NULL for plain HTTP.
  const char *certificate;
  const char *key;
  unsigned int connection_limit;
  /// Seconds without a byte before a connection is closed.
  unsigned int idle_timeout;
} cweb_server_options;

typedef struct cweb_server cweb_server;

/// Told the target of a request as it came, as far as its first zero byte. What it gives back is the
/// state that `handler` and `completed` get for that request.
typedef void *(*cweb_target_callback)(void *context, const char *target,
                                      struct MHD_Connection *connection);

/// A server with one thread a connection; NULL when the port is taken.
cweb_server *cweb_server_start(const cweb_server_options *options, cweb_target_callback begins,
                               MHD_AccessHandlerCallback handler,
                               MHD_RequestCompletedCallback completed, void *context);
/// The request of a connection is there in full: what comes is the answer.
void cweb_server_begins(struct MHD_Connection *connection);
/// The answer is gone, or the connection is.
void cweb_server_ends(struct MHD_Connection *connection);
/// A unix socket that listens at a path only its owner may use; -1 with errno when the system
/// refuses. What stood at the path is replaced.
int cweb_listen_unix(const char *path);
/// A socket that listens on a port of 127.0.0.1, 0 for any; -1 with errno when the system refuses.
/// It survives whoever serves it: programs started later may inherit it.
int cweb_listen_loopback(uint16_t port);
/// The port a socket listens on.
uint16_t cweb_listening_port(int descriptor);
uint16_t cweb_server_port(cweb_server *server);
/// Stops listening and leaves open connections alone.
int cweb_server_quiesce(cweb_server *server);
unsigned int cweb_server_connections(cweb_server *server);
void cweb_server_stop(cweb_server *server);
/// Whether a head was what libmicrohttpd made of it: no zero byte that cut a text short, no line that
/// ended in a bare line feed, none that was folded, one blank around the target.
///
/// - Parameters: what the handler was called with first, and the size of the target as `begins` saw it.
int cweb_head_is_whole(struct MHD_Connection *connection, const char *method, const char *target,
                       const char *version, size_t target_size);
int cweb_values(struct MHD_Connection *connection, enum MHD_ValueKind kind,
                MHD_KeyValueIterator iterator, void *context);
struct MHD_Response *cweb_response_create(const void *body, size_t size);
int cweb_response_header(struct MHD_Response *response, const char *name, const char *value);
int cweb_respond(struct MHD_Connection *connection, unsigned int status,
                 struct MHD_Response *response);
void cweb_response_destroy(struct MHD_Response *response);

// libcurl

CURL *cweb_easy_create(void);
void cweb_easy_reset(CURL *easy);
void cweb_easy_destroy(CURL *easy);
int cweb_easy_set_long(CURL *easy, CURLoption option, long value);
int cweb_easy_set_text(CURL *easy, CURLoption option, const char *value);
int cweb_easy_set_pointer(CURL *easy, CURLoption option, const void *value);
int cweb_easy_set_write(CURL *easy, CURLoption option, curl_write_callback callback);
/// Called before a request is sent, each time that is done; CURL_PREREQFUNC_ABORT prevents it.
int cweb_easy_set_prereq(CURL *easy, curl_prereq_callback callback);
int cweb_easy_perform(CURL *easy);
long cweb_easy_get_long(CURL *easy, CURLINFO info);
const char *cweb_easy_problem(int code);
struct curl_slist *cweb_list_append(struct curl_slist *list, const char *text);
void cweb_list_free(struct curl_slist *list);

CURLM *cweb_multi_create(void);
void cweb_multi_destroy(CURLM *multi);
void cweb_multi_set_long(CURLM *multi, CURLMoption option, long value);
int cweb_multi_add(CURLM *multi, CURL *easy);
void cweb_multi_remove(CURLM *multi, CURL *easy);
/// Does what can be done without waiting.
void cweb_multi_perform(CURLM *multi);
/// Waits until one of the transfers or one of the other descriptors can go on.
void cweb_multi_wait(CURLM *multi, struct curl_waitfd *also, unsigned int count,
                     int milliseconds);
/// The next transfer that has ended, with how it ended; NULL when there is none.
CURL *cweb_multi_finished(CURLM *multi, int *code);

// GnuTLS

/// Sends bytes through a session of TLS; nothing before `cweb_load_crypto`.
void cweb_tls_send(void *session, const void *bytes, size_t size);

/// HMAC-SHA256; `digest` takes 32 bytes.
int cweb_hmac_sha256(const void *key, size_t key_size, const void *text, size_t size,
                     uint8_t *digest);
int cweb_random(void *bytes, size_t size);
/// 0 when the bytes are the same; takes the same time whatever they hold.
int cweb_compare(const void *left, const void *right, size_t size);
/// A fresh key and a certificate for 127.0.0.1 and localhost that it signs itself, both as PEM.
/// `now` is in seconds of the wall clock; the texts are freed with cweb_free.
int cweb_certificate(int64_t now, int64_t seconds_valid, char **certificate, char **key);
void cweb_free(void *pointer);

#endif
