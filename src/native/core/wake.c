/*
 * wake.c: the wake-up descriptor: an eventfd on Linux and Android, a socket pair on other POSIX
 * systems.
 */
#include "wake.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <unistd.h>

#if defined(__linux__)

#include <sys/eventfd.h>

bool
as_wake_open(as_wake *wake)
{
    wake->reader = wake->writer = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return wake->reader >= 0;
}

#else

#include <fcntl.h>
#include <sys/socket.h>

bool
as_wake_open(as_wake *wake)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0) {
        return false;
    }
    wake->reader = ends[0];
    wake->writer = ends[1];
    for (int i = 0; i < 2; i++) {
        if (fcntl(ends[i], F_SETFL, O_NONBLOCK) < 0 || fcntl(ends[i], F_SETFD, FD_CLOEXEC) < 0) {
            int saved = errno;
            as_wake_close(wake);
            errno = saved;
            return false;
        }
    }
    return true;
}

#endif

void
as_wake_close(as_wake *wake)
{
    if (wake->writer != wake->reader) {
        close(wake->writer);
    }
    close(wake->reader);
}

void
as_wake_set(const as_wake *wake)
{
    /* The OS's callback that emits may be about to look at its own errno. */
    int saved = errno;
    const uint64_t one = 1;
    /* It fails only where so much was written already that it is readable anyway. */
    while (write(wake->writer, &one, sizeof one) < 0 && errno == EINTR) {
    }
    errno = saved;
}

void
as_wake_clear(const as_wake *wake)
{
    uint64_t room[8];
    ssize_t count;
    /* One read empties an eventfd; a socket may hold several writes. */
    do {
        count = read(wake->reader, room, sizeof room);
    } while (count == (ssize_t)sizeof room || (count < 0 && errno == EINTR));
}

bool
as_wake_wait(const as_wake *wake, int timeout_ms)
{
    struct pollfd poller = {.fd = wake->reader, .events = POLLIN};
    return poll(&poller, 1, timeout_ms) > 0;
}
