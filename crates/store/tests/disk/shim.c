/* Loaded into a process with LD_PRELOAD, this notes in order whatever the process does to files
 * under DISK_ROOT, and plays a disk that fails. It changes nothing else.
 *
 * DISK_TRACE   file the notes go to (disk.rs reads them)
 * DISK_ROOT    directory that is watched
 * DISK_MARKS   what is written to this file becomes a mark between the notes
 * DISK_FAULTS  directory of switches: while `full` exists nothing is free and writes under
 *              DISK_ROOT fail with ENOSPC, `tight` only reports that nothing is free, `broken`
 *              makes every sync fail with EIO
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static const char *root, *marks, *faults;

__attribute__((constructor)) static void begin(void) {
    root = getenv("DISK_ROOT");
    marks = getenv("DISK_MARKS");
    faults = getenv("DISK_FAULTS");
    const char *path = getenv("DISK_TRACE");
    if (path) trace = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}
#define REAL(name, ...) ((__typeof__(&name))real(#name))(__VA_ARGS__)

static int under_root(const char *path) {
    size_t length = root ? strlen(root) : 0;
    return length && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static int path_of(int fd, char *path, size_t room) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, room - 1);
    path[length < 0 ? 0 : length] = 0;
    return length >= 0;
}

static int watched(int fd) {
    char path[4096];
    int saved = errno, yes = path_of(fd, path, sizeof path) && under_root(path);
    errno = saved;
    return yes;
}

static uint64_t inode_of_fd(int fd) {
    struct stat info;
    return fstat(fd, &info) ? 0 : info.st_ino;
}

static uint64_t inode_of(const char *path) {
    struct stat info;
    return lstat(path, &info) ? 0 : info.st_ino;
}

static uint64_t inode_of_parent(const char *path) {
    char parent[4096];
    snprintf(parent, sizeof parent, "%s", path);
    char *slash = strrchr(parent, '/');
    if (!slash) return 0;
    *slash = 0;
    return inode_of(parent);
}

static const char *name_in(const char *path) { return strrchr(path, '/') + 1; }

/* One note: kind, three numbers, length of the bytes, the bytes. The caller holds `order`. */
static void note(char kind, uint64_t a, uint64_t b, uint64_t c, const void *bytes, uint64_t length) {
    if (trace < 0) return;
    struct { uint64_t kind, a, b, c, length; } head = {kind, a, b, c, length};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)bytes, length}};
    ssize_t wrote = syscall(SYS_writev, trace, parts, 2);
    if (wrote != (ssize_t)(sizeof head + length)) abort();
}

static int fault(const char *name) {
    if (!faults) return 0;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", faults, name);
    int saved = errno, yes = !syscall(SYS_faccessat, AT_FDCWD, path, F_OK, 0);
    errno = saved;
    return yes;
}

static void lock(void) { pthread_mutex_lock(&order); }
static void unlock(void) { pthread_mutex_unlock(&order); }

/* A write is noted once it is done: a sync that began before does not cover it. */
static ssize_t wrote(int fd, const void *bytes, ssize_t length, uint64_t at) {
    if (length > 0) {
        lock();
        note('W', inode_of_fd(fd), at, 0, bytes, length);
        unlock();
    }
    return length;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    if (!watched(fd)) return REAL(pwrite64, fd, bytes, length, at);
    if (fault("full")) return errno = ENOSPC, -1;
    return wrote(fd, bytes, REAL(pwrite64, fd, bytes, length, at), at);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length) {
    char path[4096];
    if (marks && path_of(fd, path, sizeof path) && !strcmp(path, marks)) {
        lock();
        note('M', 0, 0, 0, bytes, length);
        unlock();
        return length;
    }
    if (!watched(fd)) return REAL(write, fd, bytes, length);
    if (fault("full")) return errno = ENOSPC, -1;
    off_t at = lseek(fd, 0, SEEK_CUR);
    return wrote(fd, bytes, REAL(write, fd, bytes, length), at);
}

int ftruncate64(int fd, off64_t length) {
    if (!watched(fd)) return REAL(ftruncate64, fd, length);
    lock();
    int outcome = REAL(ftruncate64, fd, length);
    if (!outcome) note('T', inode_of_fd(fd), length, 0, 0, 0);
    unlock();
    return outcome;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

/* A sync counts from its return, for what was noted before its call. */
static int synced(int fd, char *name, uint64_t data_only) {
    static uint64_t last;
    if (!watched(fd)) return ((int (*)(int))real(name))(fd);
    if (fault("broken")) return errno = EIO, -1;
    lock();
    uint64_t number = ++last;
    note('B', inode_of_fd(fd), number, data_only, 0, 0);
    unlock();
    int outcome = ((int (*)(int))real(name))(fd);
    if (outcome) return outcome;
    lock();
    note('E', inode_of_fd(fd), number, data_only, 0, 0);
    unlock();
    return 0;
}
int fsync(int fd) { return synced(fd, "fsync", 0); }
int fdatasync(int fd) { return synced(fd, "fdatasync", 1); }

int rename(const char *from, const char *to) {
    if (!under_root(from)) return REAL(rename, from, to);
    char names[8192];
    lock();
    int outcome = REAL(rename, from, to);
    int length = snprintf(names, sizeof names, "%s/%s", name_in(from), name_in(to));
    if (!outcome) note('R', inode_of_parent(from), inode_of_parent(to), 0, names, length);
    unlock();
    return outcome;
}

int unlink(const char *path) {
    if (!under_root(path)) return REAL(unlink, path);
    lock();
    int outcome = REAL(unlink, path);
    if (!outcome) note('U', inode_of_parent(path), 0, 0, name_in(path), strlen(name_in(path)));
    unlock();
    return outcome;
}

/* Relative to a directory only `remove_dir_all` works, which the store uses for leftovers. */
int unlinkat(int dir, const char *name, int flags) {
    if (dir == AT_FDCWD || !watched(dir)) return REAL(unlinkat, dir, name, flags);
    lock();
    int outcome = REAL(unlinkat, dir, name, flags);
    if (!outcome) note('U', inode_of_fd(dir), 0, 0, name, strlen(name));
    unlock();
    return outcome;
}

int rmdir(const char *path) {
    if (!under_root(path)) return REAL(rmdir, path);
    lock();
    int outcome = REAL(rmdir, path);
    if (!outcome) note('U', inode_of_parent(path), 0, 0, name_in(path), strlen(name_in(path)));
    unlock();
    return outcome;
}

int mkdir(const char *path, mode_t mode) {
    if (!under_root(path)) return REAL(mkdir, path, mode);
    lock();
    int outcome = REAL(mkdir, path, mode);
    if (!outcome) note('C', inode_of_parent(path), inode_of(path), 1, name_in(path), strlen(name_in(path)));
    unlock();
    return outcome;
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (!under_root(path) || !(flags & (O_CREAT | O_TRUNC))) return REAL(open64, path, flags, mode);
    lock();
    uint64_t before = inode_of(path);
    int fd = REAL(open64, path, flags, mode), saved = errno;
    if (fd >= 0 && !before)
        note('C', inode_of_parent(path), inode_of_fd(fd), 0, name_in(path), strlen(name_in(path)));
    else if (fd >= 0 && flags & O_TRUNC)
        note('T', inode_of_fd(fd), 0, 0, 0, 0);
    unlock();
    errno = saved;
    return fd;
}
int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open64(path, flags, mode);
}

int statvfs64(const char *path, struct statvfs64 *info) {
    int outcome = REAL(statvfs64, path, info);
    if (under_root(path) && (fault("full") || fault("tight"))) info->f_bavail = 0;
    return outcome;
}
int statvfs(const char *path, struct statvfs *info) {
    int outcome = REAL(statvfs, path, info);
    if (under_root(path) && (fault("full") || fault("tight"))) info->f_bavail = 0;
    return outcome;
}
