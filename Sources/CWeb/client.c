#include "cweb.h"
#include "lazy.h"

#include <pthread.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo

static __typeof__(&curl_global_init) global_init;
static __typeof__(&curl_easy_init) easy_init;
static __typeof__(&curl_easy_reset) easy_reset;
static __typeof__(&curl_easy_cleanup) easy_cleanup;
static __typeof__(&curl_easy_setopt) easy_setopt;
static __typeof__(&curl_easy_perform) easy_perform;
static __typeof__(&curl_easy_getinfo) easy_getinfo;
static __typeof__(&curl_easy_strerror) easy_strerror;
static __typeof__(&curl_slist_append) slist_append;
static __typeof__(&curl_slist_free_all) slist_free_all;

static pthread_once_t initialized = PTHREAD_ONCE_INIT;

static void initialize(void) { global_init(CURL_GLOBAL_DEFAULT); }

int cweb_load_client(char *problem, size_t size) {
  static const char *const files[] = {"libcurl.so.4", "libcurl-gnutls.so.4", NULL};
  const lazy_symbol symbols[] = {
      {"curl_global_init", (void **)&global_init},
      {"curl_easy_init", (void **)&easy_init},
      {"curl_easy_reset", (void **)&easy_reset},
      {"curl_easy_cleanup", (void **)&easy_cleanup},
      {"curl_easy_setopt", (void **)&easy_setopt},
      {"curl_easy_perform", (void **)&easy_perform},
      {"curl_easy_getinfo", (void **)&easy_getinfo},
      {"curl_easy_strerror", (void **)&easy_strerror},
      {"curl_slist_append", (void **)&slist_append},
      {"curl_slist_free_all", (void **)&slist_free_all},
      {NULL, NULL},
  };
  if (lazy_open(files, symbols, problem, size) != 0) return -1;
  pthread_once(&initialized, initialize);
  return 0;
}

CURL *cweb_easy_create(void) { return easy_init(); }
void cweb_easy_reset(CURL *easy) { easy_reset(easy); }
void cweb_easy_destroy(CURL *easy) { easy_cleanup(easy); }

int cweb_easy_set_long(CURL *easy, CURLoption option, long value) {
  return easy_setopt(easy, option, value);
}

int cweb_easy_set_text(CURL *easy, CURLoption option, const char *value) {
  return easy_setopt(easy, option, value);
}

int cweb_easy_set_pointer(CURL *easy, CURLoption option, const void *value) {
  return easy_setopt(easy, option, value);
}

int cweb_easy_set_write(CURL *easy, CURLoption option, curl_write_callback callback) {
  return easy_setopt(easy, option, callback);
}

int cweb_easy_set_prereq(CURL *easy, curl_prereq_callback callback) {
  return easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
}

int cweb_easy_perform(CURL *easy) { return easy_perform(easy); }

long cweb_easy_get_long(CURL *easy, CURLINFO info) {
  long value = 0;
  easy_getinfo(easy, info, &value);
  return value;
}

const char *cweb_easy_problem(int code) { return easy_strerror((CURLcode)code); }

struct curl_slist *cweb_list_append(struct curl_slist *list, const char *text) {
  return slist_append(list, text);
}

void cweb_list_free(struct curl_slist *list) { slist_free_all(list); }
