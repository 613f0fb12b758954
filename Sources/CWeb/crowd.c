#include "crowd.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

struct cweb_guest {
  int descriptor;
  int is_served;
  int is_sent_away;
  cweb_guest *before;
  cweb_guest *behind;
};

// A ring: behind `ring` stands who has waited longest, before it who has come last.
struct cweb_crowd {
  pthread_mutex_t lock;
  pthread_cond_t is_empty;
  cweb_guest ring;
  unsigned int room;
  unsigned int count;
  int is_closed;
};

cweb_crowd *cweb_crowd_create(unsigned int room) {
  cweb_crowd *crowd = calloc(1, sizeof *crowd);
  if (crowd == NULL) return NULL;
  pthread_mutex_init(&crowd->lock, NULL);
  pthread_cond_init(&crowd->is_empty, NULL);
  crowd->ring.before = crowd->ring.behind = &crowd->ring;
  crowd->room = room;
  return crowd;
}

void cweb_crowd_destroy(cweb_crowd *crowd) {
  if (crowd == NULL) return;
  pthread_cond_destroy(&crowd->is_empty);
  pthread_mutex_destroy(&crowd->lock);
  free(crowd);
}

static void put_last(cweb_crowd *crowd, cweb_guest *guest) {
  guest->before = crowd->ring.before;
  guest->behind = &crowd->ring;
  guest->before->behind = guest;
  crowd->ring.before = guest;
}

static void take_out(cweb_guest *guest) {
  guest->before->behind = guest->behind;
  guest->behind->before = guest->before;
}

// The descriptor is open for as long as its guest is in the ring.
static void send_longest_away(cweb_crowd *crowd) {
  for (cweb_guest *guest = crowd->ring.behind; guest != &crowd->ring; guest = guest->behind) {
    if (guest->is_served || guest->is_sent_away) continue;
    guest->is_sent_away = 1;
    shutdown(guest->descriptor, SHUT_RDWR);
    return;
  }
}

cweb_guest *cweb_crowd_enter(cweb_crowd *crowd, int descriptor) {
  cweb_guest *guest = calloc(1, sizeof *guest);
  if (guest == NULL) return NULL;
  guest->descriptor = descriptor;
  pthread_mutex_lock(&crowd->lock);
  if (++crowd->count > crowd->room) send_longest_away(crowd);
  put_last(crowd, guest);
  if (crowd->is_closed) shutdown(descriptor, SHUT_RDWR);
  pthread_mutex_unlock(&crowd->lock);
  return guest;
}

void cweb_crowd_leave(cweb_crowd *crowd, cweb_guest *guest) {
  pthread_mutex_lock(&crowd->lock);
  take_out(guest);
  if (--crowd->count == 0) pthread_cond_broadcast(&crowd->is_empty);
  pthread_mutex_unlock(&crowd->lock);
  free(guest);
}

void cweb_crowd_serve(cweb_crowd *crowd, cweb_guest *guest, int is_served) {
  pthread_mutex_lock(&crowd->lock);
  guest->is_served = is_served;
  if (!is_served) {
    // Its next wait begins now.
    take_out(guest);
    put_last(crowd, guest);
  }
  pthread_mutex_unlock(&crowd->lock);
}

void cweb_crowd_close(cweb_crowd *crowd) {
  pthread_mutex_lock(&crowd->lock);
  crowd->is_closed = 1;
  for (cweb_guest *guest = crowd->ring.behind; guest != &crowd->ring; guest = guest->behind) {
    shutdown(guest->descriptor, SHUT_RDWR);
  }
  while (crowd->count > 0) pthread_cond_wait(&crowd->is_empty, &crowd->lock);
  pthread_mutex_unlock(&crowd->lock);
}
