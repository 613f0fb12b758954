#include "cweb.h"
#include "lazy.h"

#undef curl_multi_setopt

static __typeof__(&curl_multi_init) multi_init;
static __typeof__(&curl_multi_cleanup) multi_cleanup;
static __typeof__(&curl_multi_setopt) multi_setopt;
static __typeof__(&curl_multi_add_handle) multi_add_handle;
static __typeof__(&curl_multi_remove_handle) multi_remove_handle;
static __typeof__(&curl_multi_perform) multi_perform;
static __typeof__(&curl_multi_poll) multi_poll;
static __typeof__(&curl_multi_info_read) multi_info_read;

int cweb_load_multi(char *problem, size_t size) {
  static const char *const files[] = {"libcurl.so.4", "libcurl-gnutls.so.4", NULL};
  const lazy_symbol symbols[] = {
      {"curl_multi_init", (void **)&multi_init},
      {"curl_multi_cleanup", (void **)&multi_cleanup},
      {"curl_multi_setopt", (void **)&multi_setopt},
      {"curl_multi_add_handle", (void **)&multi_add_handle},
      {"curl_multi_remove_handle", (void **)&multi_remove_handle},
      {"curl_multi_perform", (void **)&multi_perform},
      {"curl_multi_poll", (void **)&multi_poll},
      {"curl_multi_info_read", (void **)&multi_info_read},
      {NULL, NULL},
  };
  if (cweb_load_client(problem, size) != 0) return -1;
  return lazy_open(files, symbols, problem, size);
}

CURLM *cweb_multi_create(void) { return multi_init(); }
void cweb_multi_destroy(CURLM *multi) { multi_cleanup(multi); }

void cweb_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  multi_setopt(multi, option, value);
}

int cweb_multi_add(CURLM *multi, CURL *easy) { return multi_add_handle(multi, easy); }
void cweb_multi_remove(CURLM *multi, CURL *easy) { multi_remove_handle(multi, easy); }

void cweb_multi_perform(CURLM *multi) {
  int running = 0;
  multi_perform(multi, &running);
}

void cweb_multi_wait(CURLM *multi, struct curl_waitfd *also, unsigned int count,
                     int milliseconds) {
  int ready = 0;
  multi_poll(multi, also, count, milliseconds, &ready);
}

CURL *cweb_multi_finished(CURLM *multi, int *code) {
  int left = 0;
  CURLMsg *message = multi_info_read(multi, &left);
  while (message != NULL && message->msg != CURLMSG_DONE) {
    message = multi_info_read(multi, &left);
  }
  if (message == NULL) return NULL;
  *code = (int)message->data.result;
  return message->easy_handle;
}
