/* Make every fsync cost what an honest disk's costs; preloaded by group_commit.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int slowed(const char *name, int file) {
    static long wait_us = -1;
    if (wait_us < 0) {
        const char *asked = getenv("SLOW_FSYNC_US");
        wait_us = asked ? atol(asked) : 0;
    }
    struct timespec wait = {wait_us / 1000000, (wait_us % 1000000) * 1000};
    nanosleep(&wait, 0);
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(file);
}

int fsync(int file) { return slowed("fsync", file); }
int fdatasync(int file) { return slowed("fdatasync", file); }
