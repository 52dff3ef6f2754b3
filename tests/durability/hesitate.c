/* Lets each thread of a process hesitate once, for twenty milliseconds, after the mutex that it gives back HESITATE_AT-th,
 * as a busy machine does at any moment. What must not depend on two threads' order is then tried in an order that hardly ever
 * happens by itself. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

static int (*give_back)(pthread_mutex_t *);
static long hesitate_at;
static _Thread_local long given_back;

__attribute__((constructor)) static void find(void) {
    give_back = (int (*)(pthread_mutex_t *))dlsym(RTLD_NEXT, "pthread_mutex_unlock");
    const char *at = getenv("HESITATE_AT");
    hesitate_at = at ? strtol(at, NULL, 10) : 0;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex) {
    if (!give_back) find();
    int answer = give_back(mutex);
    given_back++;
    if (given_back == hesitate_at) {
        struct timespec moment = {0, 20 * 1000 * 1000};
        nanosleep(&moment, NULL);
    }
    return answer;
}
