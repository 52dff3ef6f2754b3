/* What stands between the program under test and its disk.
 *
 * Loaded with LD_PRELOAD. It looks only at files under FAULT_ROOT. It writes what is done to them to FAULT_LOG, in the
 * order in which it is done, together with what the program says on standard output; and at the FAULT_AT-th change it
 * does what FAULT_KIND says:
 *
 *   kill    the program is gone just before the change
 *   torn    half of a write reaches the file, then the program is gone
 *   eio     the change fails with EIO
 *   enospc  half of a write reaches the file, then it fails with ENOSPC
 *   lost    a flush fails with EIO, and what it should have flushed never reaches the disk (written down as such in the
 *           log), though later flushes succeed and reading shows it: what Linux does after a failed write-back
 *
 * With FAULT_STICKY=1 every change from the FAULT_AT-th on fails. With FAULT_WHILE nothing happens but while a file of this
 * path exists: a disk that goes bad under a program that is open, and is mended.
 *
 * The log: records of one letter, three numbers of 8 bytes (little-endian) and as many bytes as the last number says.
 *   C inode . path      a new file           W inode offset bytes   a write
 *   T inode length .    cut or grown         S inode . .            flushed (a file or a folder)
 *   L inode . .         a flush lost         R . . old NUL new      renamed
 *   U . . path          removed              A . . text             said on standard output
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES_MAX 4096

enum kind { NONE, KILL, TORN, EIO_, ENOSPC_, LOST };

static char root[PATH_MAX];
static int log_fd = -1;
static long at = -1, changes = 0;
static int sticky = 0;
static const char *during = NULL;
static enum kind kind = NONE;
static ino_t inode_of[FILES_MAX];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void __attribute__((constructor)) begin(void) {
    const char *value = getenv("FAULT_ROOT");
    if (value == NULL || realpath(value, root) == NULL) { root[0] = 0; return; }
    if ((value = getenv("FAULT_AT"))) at = atol(value);
    if ((value = getenv("FAULT_STICKY"))) sticky = atoi(value);
    during = getenv("FAULT_WHILE");
    if ((value = getenv("FAULT_KIND"))) {
        if (!strcmp(value, "kill")) kind = KILL;
        if (!strcmp(value, "torn")) kind = TORN;
        if (!strcmp(value, "eio")) kind = EIO_;
        if (!strcmp(value, "enospc")) kind = ENOSPC_;
        if (!strcmp(value, "lost")) kind = LOST;
    }
    if ((value = getenv("FAULT_LOG"))) {
        int fd = syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        /* Out of the way of the descriptors that a shell hands over. */
        log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 900);
        syscall(SYS_close, fd);
    }
}

static void put(const void *bytes, size_t length) {
    const char *from = bytes;
    while (length > 0) {
        long done = syscall(SYS_write, log_fd, from, length);
        if (done <= 0) abort(); /* A log with a hole would prove nothing. */
        from += done;
        length -= done;
    }
}

static void note(char what, uint64_t inode, uint64_t number, const void *bytes, uint64_t length) {
    if (log_fd < 0) return;
    unsigned char head[25];
    head[0] = what;
    memcpy(head + 1, &inode, 8);
    memcpy(head + 9, &number, 8);
    memcpy(head + 17, &length, 8);
    put(head, sizeof head);
    put(bytes, length);
}

static int within(const char *path, char *full) {
    if (root[0] == 0 || path == NULL) return 0;
    if (path[0] == '/') strncpy(full, path, PATH_MAX - 1);
    else {
        if (getcwd(full, PATH_MAX / 2) == NULL) return 0;
        strcat(full, "/");
        strncat(full, path, PATH_MAX / 2 - 1);
    }
    full[PATH_MAX - 1] = 0;
    size_t length = strlen(root);
    return strncmp(full, root, length) == 0 && (full[length] == '/' || full[length] == 0);
}

static ino_t known(int fd) { return fd >= 0 && fd < FILES_MAX ? inode_of[fd] : 0; }

/* Counts a change; what is to be done to it. */
static enum kind next(void) {
    changes++;
    if (kind == NONE || at < 0) return NONE;
    int now = sticky ? changes >= at : changes == at;
    if (!now || (during != NULL && syscall(SYS_access, during, F_OK) != 0)) return NONE;
    if (kind == KILL) kill(getpid(), SIGKILL);
    return kind;
}

static int refused(enum kind now) {
    errno = now == ENOSPC_ ? ENOSPC : EIO;
    return -1;
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX] = {0};
    if (!within(path, full)) return syscall(SYS_openat, folder, path, flags, mode);
    pthread_mutex_lock(&lock);
    struct stat before;
    int is_new = (flags & O_CREAT) && stat(full, &before) != 0;
    int cuts = (flags & O_TRUNC) && !is_new;
    int fd = -1;
    if (is_new || cuts) {
        enum kind now = next();
        if (now == TORN) kill(getpid(), SIGKILL);
        if (now == EIO_ || now == ENOSPC_) { pthread_mutex_unlock(&lock); return refused(now); }
    }
    fd = syscall(SYS_openat, folder, path, flags, mode);
    struct stat after;
    if (fd >= 0 && fd < FILES_MAX && fstat(fd, &after) == 0) {
        inode_of[fd] = after.st_ino;
        if (is_new) note('C', after.st_ino, 0, full, strlen(full));
        if (cuts) note('T', after.st_ino, 0, "", 0);
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

#define MODE(flags) mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int f, const char *path, int flags, ...) { MODE(flags) return opened(f, path, flags, mode); }
int openat64(int f, const char *path, int flags, ...) { MODE(flags) return opened(f, path, flags | O_LARGEFILE, mode); }

int close(int fd) {
    pthread_mutex_lock(&lock);
    if (fd >= 0 && fd < FILES_MAX) inode_of[fd] = 0;
    pthread_mutex_unlock(&lock);
    return fd == log_fd ? 0 : syscall(SYS_close, fd);
}

static ssize_t written(int fd, const void *bytes, size_t length, off_t where) {
    if (fd == STDOUT_FILENO && root[0]) {
        pthread_mutex_lock(&lock);
        ssize_t said = syscall(SYS_write, fd, bytes, length);
        if (said > 0) note('A', 0, 0, bytes, said);
        pthread_mutex_unlock(&lock);
        return said;
    }
    ino_t inode = known(fd);
    if (inode == 0)
        return where < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, where);
    pthread_mutex_lock(&lock);
    off_t offset = where;
    if (where < 0) {
        int append = fcntl(fd, F_GETFL) & O_APPEND;
        offset = lseek(fd, 0, append ? SEEK_END : SEEK_CUR);
    }
    enum kind now = next();
    size_t part = now == TORN || now == ENOSPC_ ? length / 2 : length;
    ssize_t done = -1;
    if (now == EIO_) { pthread_mutex_unlock(&lock); return refused(now); }
    if (part > 0)
        done = where < 0 ? syscall(SYS_write, fd, bytes, part) : syscall(SYS_pwrite64, fd, bytes, part, where);
    if (done > 0) note('W', inode, offset, bytes, done);
    if (now == TORN) kill(getpid(), SIGKILL);
    pthread_mutex_unlock(&lock);
    return now == ENOSPC_ ? refused(now) : done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return written(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t where) { return written(fd, bytes, length, where); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t where) { return written(fd, bytes, length, where); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (fd != STDOUT_FILENO && known(fd) == 0) return syscall(SYS_writev, fd, parts, count);
    /* A short write is a right of the system: the first part that holds anything, and the caller goes on. */
    for (int i = 0; i < count; i++)
        if (parts[i].iov_len > 0) return written(fd, parts[i].iov_base, parts[i].iov_len, -1);
    return 0;
}

static int flushed(int fd, long call) {
    ino_t inode = known(fd);
    if (inode == 0) return syscall(call, fd);
    pthread_mutex_lock(&lock);
    enum kind now = next();
    int done = 0;
    if (now == TORN) kill(getpid(), SIGKILL);
    if (now == LOST) note('L', inode, 0, "", 0);
    if (now == NONE) {
        done = syscall(call, fd);
        if (done == 0) note('S', inode, 0, "", 0);
    } else done = refused(now);
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int fd) { return flushed(fd, SYS_fsync); }
int fdatasync(int fd) { return flushed(fd, SYS_fdatasync); }

static int cut(int fd, off_t length) {
    ino_t inode = known(fd);
    if (inode == 0) return syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&lock);
    enum kind now = next();
    int done;
    if (now == TORN) kill(getpid(), SIGKILL);
    if (now == EIO_ || now == ENOSPC_) done = refused(now);
    else {
        done = syscall(SYS_ftruncate, fd, length);
        if (done == 0) note('T', inode, length, "", 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

int rename(const char *old, const char *new) {
    char from[PATH_MAX] = {0}, to[PATH_MAX] = {0}, both[2 * PATH_MAX];
    if (!within(old, from) || !within(new, to)) return syscall(SYS_rename, old, new);
    pthread_mutex_lock(&lock);
    enum kind now = next();
    int done;
    if (now == TORN) kill(getpid(), SIGKILL);
    if (now == EIO_ || now == ENOSPC_) done = refused(now);
    else {
        done = syscall(SYS_rename, old, new);
        size_t first = strlen(from) + 1;
        memcpy(both, from, first);
        memcpy(both + first, to, strlen(to));
        if (done == 0) note('R', 0, 0, both, first + strlen(to));
    }
    pthread_mutex_unlock(&lock);
    return done;
}

static int removed(int folder, const char *path, int flags) {
    char full[PATH_MAX] = {0};
    if (!within(path, full)) return syscall(SYS_unlinkat, folder, path, flags);
    pthread_mutex_lock(&lock);
    enum kind now = next();
    int done;
    if (now == TORN) kill(getpid(), SIGKILL);
    if (now == EIO_ || now == ENOSPC_) done = refused(now);
    else {
        done = syscall(SYS_unlinkat, folder, path, flags);
        if (done == 0) note('U', 0, 0, full, strlen(full));
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return removed(folder, path, flags); }
