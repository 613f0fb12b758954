#include "cweb.h"
#include "lazy.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static __typeof__(&gnutls_hmac_fast) hmac_fast;
static __typeof__(&gnutls_rnd) rnd;
static __typeof__(&gnutls_memcmp) compare;
static __typeof__(&gnutls_record_send) record_send;
static __typeof__(&gnutls_x509_privkey_init) privkey_init;
static __typeof__(&gnutls_x509_privkey_deinit) privkey_deinit;
static __typeof__(&gnutls_x509_privkey_generate) privkey_generate;
static __typeof__(&gnutls_x509_privkey_export) privkey_export;
static __typeof__(&gnutls_x509_crt_init) crt_init;
static __typeof__(&gnutls_x509_crt_deinit) crt_deinit;
static __typeof__(&gnutls_x509_crt_set_version) crt_set_version;
static __typeof__(&gnutls_x509_crt_set_serial) crt_set_serial;
static __typeof__(&gnutls_x509_crt_set_activation_time) crt_set_activation_time;
static __typeof__(&gnutls_x509_crt_set_expiration_time) crt_set_expiration_time;
static __typeof__(&gnutls_x509_crt_set_key) crt_set_key;
static __typeof__(&gnutls_x509_crt_set_dn_by_oid) crt_set_dn_by_oid;
static __typeof__(&gnutls_x509_crt_set_subject_alt_name) crt_set_subject_alt_name;
static __typeof__(&gnutls_x509_crt_set_basic_constraints) crt_set_basic_constraints;
static __typeof__(&gnutls_x509_crt_sign2) crt_sign2;
static __typeof__(&gnutls_x509_crt_export) crt_export;

int cweb_load_crypto(char *problem, size_t size) {
  static const char *const files[] = {"libgnutls.so.30", NULL};
  const lazy_symbol symbols[] = {
      {"gnutls_hmac_fast", (void **)&hmac_fast},
      {"gnutls_rnd", (void **)&rnd},
      {"gnutls_memcmp", (void **)&compare},
      {"gnutls_record_send", (void **)&record_send},
      {"gnutls_x509_privkey_init", (void **)&privkey_init},
      {"gnutls_x509_privkey_deinit", (void **)&privkey_deinit},
      {"gnutls_x509_privkey_generate", (void **)&privkey_generate},
      {"gnutls_x509_privkey_export", (void **)&privkey_export},
      {"gnutls_x509_crt_init", (void **)&crt_init},
      {"gnutls_x509_crt_deinit", (void **)&crt_deinit},
      {"gnutls_x509_crt_set_version", (void **)&crt_set_version},
      {"gnutls_x509_crt_set_serial", (void **)&crt_set_serial},
      {"gnutls_x509_crt_set_activation_time", (void **)&crt_set_activation_time},
      {"gnutls_x509_crt_set_expiration_time", (void **)&crt_set_expiration_time},
      {"gnutls_x509_crt_set_key", (void **)&crt_set_key},
      {"gnutls_x509_crt_set_dn_by_oid", (void **)&crt_set_dn_by_oid},
      {"gnutls_x509_crt_set_subject_alt_name", (void **)&crt_set_subject_alt_name},
      {"gnutls_x509_crt_set_basic_constraints", (void **)&crt_set_basic_constraints},
      {"gnutls_x509_crt_sign2", (void **)&crt_sign2},
      {"gnutls_x509_crt_export", (void **)&crt_export},
      {NULL, NULL},
  };
  return lazy_open(files, symbols, problem, size);
}

int cweb_hmac_sha256(const void *key, size_t key_size, const void *text, size_t size,
                     uint8_t *digest) {
  return hmac_fast(GNUTLS_MAC_SHA256, key, key_size, text, size, digest);
}

int cweb_random(void *bytes, size_t size) { return rnd(GNUTLS_RND_KEY, bytes, size); }

int cweb_compare(const void *left, const void *right, size_t size) {
  return compare(left, right, size);
}

void cweb_tls_send(void *session, const void *bytes, size_t size) {
  if (record_send != NULL) record_send(session, bytes, size);
}

static int fill(gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key, int64_t now,
                int64_t seconds_valid) {
  static const uint8_t loopback[] = {127, 0, 0, 1};
  uint8_t serial[16];
  if (rnd(GNUTLS_RND_NONCE, serial, sizeof serial) != 0) return -1;
  serial[0] &= 0x7F;
  int failed = crt_set_version(certificate, 3) < 0 ||
               crt_set_serial(certificate, serial, sizeof serial) < 0 ||
               crt_set_activation_time(certificate, (time_t)(now - 60)) < 0 ||
               crt_set_expiration_time(certificate, (time_t)(now + seconds_valid)) < 0 ||
               crt_set_key(certificate, key) < 0 ||
               crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, "localhost", 9) < 0 ||
               crt_set_subject_alt_name(certificate, GNUTLS_SAN_DNSNAME, "localhost", 9,
                                        GNUTLS_FSAN_APPEND) < 0 ||
               crt_set_subject_alt_name(certificate, GNUTLS_SAN_IPADDRESS, loopback,
                                        sizeof loopback, GNUTLS_FSAN_APPEND) < 0 ||
               crt_set_basic_constraints(certificate, 1, -1) < 0 ||
               crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0) < 0;
  return failed ? -1 : 0;
}

int cweb_certificate(int64_t now, int64_t seconds_valid, char **certificate_text,
                     char **key_text) {
  enum { size = 16 * 1024 };
  gnutls_x509_privkey_t key = NULL;
  gnutls_x509_crt_t certificate = NULL;
  char *texts[2] = {calloc(1, size), calloc(1, size)};
  size_t sizes[2] = {size - 1, size - 1};
  int failed = texts[0] == NULL || texts[1] == NULL || privkey_init(&key) < 0 ||
               crt_init(&certificate) < 0 ||
               privkey_generate(key, GNUTLS_PK_ECDSA,
                                GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0) < 0 ||
               fill(certificate, key, now, seconds_valid) < 0 ||
               crt_export(certificate, GNUTLS_X509_FMT_PEM, texts[0], &sizes[0]) < 0 ||
               privkey_export(key, GNUTLS_X509_FMT_PEM, texts[1], &sizes[1]) < 0;
  if (certificate != NULL) crt_deinit(certificate);
  if (key != NULL) privkey_deinit(key);
  if (failed) {
    free(texts[0]);
    free(texts[1]);
    return -1;
  }
  *certificate_text = texts[0];
  *key_text = texts[1];
  return 0;
}

void cweb_free(void *pointer) { free(pointer); }
