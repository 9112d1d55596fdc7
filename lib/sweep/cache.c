/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE		/* flock() */
#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/hash.h"
#include "lib/base/mem.h"
#include "lib/sweep/cache.h"

/*
 * A file: magic, how many values a record has, and the hash of the base; then
 * records: key, status, length of the reason, reason, values, and the first
 * half of the hash of all that.  Numbers are the machine's own: a file from a
 * machine of another byte order has another number of values.
 */
#define MAGIC "btcache1"
enum { MAGIC_SIZE = 8, COUNT_SIZE = 8, HEAD = MAGIC_SIZE + COUNT_SIZE +
	BT_HASH_SIZE };
enum { STATUS_AT = BT_CACHE_KEY, LENGTH_AT = STATUS_AT + 4,
	REASON_AT = LENGTH_AT + 4, VALUES_AT = REASON_AT + BT_CACHE_REASON };
enum { CHECK = 8 };
enum { NO_REASON = UINT16_MAX };
enum { CHUNK = 256 };		/* records read or written at a time */

/* Where a key stands: the number of its record, from 1; 0: free. */
struct slot {
	uint64_t	key, record;
};

struct bt_cache {
	int		 fd;
	char		*path;
	size_t		 nvalues, size;		/* of a record */
	struct slot	*slot;
	size_t		 nslots, used;		/* a power of two */
	unsigned char	*buf;			/* CHUNK records */
	size_t		 pending;		/* of them, to be written */
	struct bt_cache_state state;
	char		 trouble[BT_ERR_TEXT];
};

static void
give_up(struct bt_cache *c, const char *why)
{
	if (c->state.trouble != NULL)
		return;
	(void)snprintf(c->trouble, sizeof(c->trouble), "%s", why);
	c->state.trouble = c->trouble;
}

static uint64_t
first_word(const unsigned char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return word;
}

static void
checksum(const struct bt_cache *c, const unsigned char *record,
    unsigned char check[CHECK])
{
	unsigned char digest[BT_HASH_SIZE];

	bt_hash_bytes(record, c->size - CHECK, digest);
	memcpy(check, digest, CHECK);
}

static bool
is_whole(const struct bt_cache *c, const unsigned char *record)
{
	unsigned char check[CHECK];

	checksum(c, record, check);
	return memcmp(check, record + c->size - CHECK, CHECK) == 0;
}

static off_t
place(const struct bt_cache *c, uint64_t record)
{
	return (off_t)(HEAD + (record - 1) * c->size);
}

/* All of n bytes, or not. */
static bool
read_all(const struct bt_cache *c, void *buf, size_t n, off_t at)
{
	char *p = buf;
	ssize_t got;

	for (; n > 0; p += got, at += got, n -= (size_t)got)
		while ((got = pread(c->fd, p, n, at)) <= 0)
			if (got == 0 || errno != EINTR)
				return false;
	return true;
}

static bool
write_all(const struct bt_cache *c, const void *buf, size_t n, off_t at)
{
	const char *p = buf;
	ssize_t done;

	for (; n > 0; p += done, at += done, n -= (size_t)done) {
		if (bt_fault_hit("write")) {
			errno = ENOSPC;
			return false;
		}
		while ((done = pwrite(c->fd, p, n, at)) == -1)
			if (errno != EINTR)
				return false;
	}
	return true;
}

/* The slot of a key, or the free one where it would go. */
static struct slot *
probe(const struct bt_cache *c, uint64_t key)
{
	size_t i = (size_t)key & (c->nslots - 1);

	while (c->slot[i].record != 0 && c->slot[i].key != key)
		i = (i + 1) & (c->nslots - 1);
	return &c->slot[i];
}

static int
grow(struct bt_cache *c, struct bt_err *err)
{
	struct slot *old = c->slot;
	size_t i, n = c->nslots;

	c->nslots = n == 0 ? 1024 : 2 * n;
	if ((c->slot = bt_calloc(c->nslots, sizeof(*old), err)) == NULL) {
		c->slot = old;
		c->nslots = n;
		return -1;
	}
	for (i = 0; i < n; i++)
		if (old[i].record != 0)
			*probe(c, old[i].key) = old[i];
	free(old);
	return 0;
}

/* The first record of a key is the one that is found. */
static int
note(struct bt_cache *c, uint64_t key, uint64_t record, struct bt_err *err)
{
	struct slot *slot;

	if (2 * c->used >= c->nslots && grow(c, err) == -1)
		return -1;
	slot = probe(c, key);
	if (slot->record == 0) {
		*slot = (struct slot){ key, record };
		c->used++;
	}
	return 0;
}

/* How many whole records the file has room for. */
static uint64_t
records(const struct bt_cache *c)
{
	struct stat st;

	if (fstat(c->fd, &st) == -1 || st.st_size < HEAD)
		return 0;
	return ((uint64_t)st.st_size - HEAD) / c->size;
}

static int
scan(struct bt_cache *c, struct bt_err *err)
{
	const uint64_t all = records(c);
	uint64_t done, n, i;
	const unsigned char *p;

	for (done = 0; done < all; done += n) {
		n = all - done < CHUNK ? all - done : CHUNK;
		if (!read_all(c, c->buf, (size_t)n * c->size,
		    place(c, done + 1)))
			return 0;
		for (i = 0, p = c->buf; i < n; i++, p += c->size) {
			if (!is_whole(c, p))
				c->state.damaged++;
			else if (note(c, first_word(p), done + i + 1,
			    err) == -1)
				return -1;
		}
	}
	return 0;
}

/* A new file gets its head; another one has to have the same. */
static int
begin(struct bt_cache *c, const unsigned char digest[BT_HASH_SIZE],
    struct bt_err *err)
{
	unsigned char want[HEAD] = { 0 }, got[HEAD];
	const uint64_t n = c->nvalues;
	struct stat st;
	bool mine;

	memcpy(want, MAGIC, MAGIC_SIZE);
	memcpy(want + MAGIC_SIZE, &n, sizeof(n));
	memcpy(want + MAGIC_SIZE + COUNT_SIZE, digest, BT_HASH_SIZE);
	(void)flock(c->fd, LOCK_EX);
	if (fstat(c->fd, &st) == 0 && st.st_size == 0 &&
	    !write_all(c, want, HEAD, 0))
		give_up(c, strerror(errno));
	mine = read_all(c, got, HEAD, 0) && memcmp(got, want, HEAD) == 0;
	(void)flock(c->fd, LOCK_UN);
	if (mine)
		return scan(c, err);
	give_up(c, "it is not a cache's, or damaged");
	return grow(c, err);
}

static int
open_file(struct bt_cache *c, const char *dir, const void *base, size_t nbase,
    struct bt_err *err)
{
	unsigned char digest[BT_HASH_SIZE];
	const size_t n = strlen(dir) + 2 * BT_HASH_SIZE + 16;
	size_t i, at;

	bt_hash_bytes(base, nbase, digest);
	if ((c->path = bt_calloc(n, 1, err)) == NULL ||
	    (c->buf = bt_calloc(CHUNK, c->size, err)) == NULL)
		return -1;
	at = (size_t)snprintf(c->path, n, "%s/", dir);
	for (i = 0; i < BT_HASH_SIZE; i++)
		at += (size_t)snprintf(c->path + at, n - at, "%02x",
		    digest[i]);
	(void)snprintf(c->path + at, n - at, ".trials");
	c->state.file = c->path;
	if (mkdir(dir, 0777) == -1 && errno != EEXIST)
		return bt_err_sys(err, "make the cache", dir);
	if ((c->fd = open(c->path, O_RDWR | O_CREAT | O_CLOEXEC,
	    0666)) == -1)
		return bt_err_sys(err, "open the cache", c->path);
	return begin(c, digest, err);
}

struct bt_cache *
bt_cache_open(const char *dir, const void *base, size_t nbase,
    size_t nvalues, struct bt_err *err)
{
	struct bt_cache *c;

	if ((c = bt_calloc(1, sizeof(*c), err)) == NULL)
		return NULL;
	c->fd = -1;
	c->nvalues = nvalues;
	c->size = VALUES_AT + nvalues * sizeof(double) + CHECK;
	if (open_file(c, dir, base, nbase, err) == -1 ||
	    (c->nslots == 0 && grow(c, err) == -1)) {
		bt_cache_free(c);
		return NULL;
	}
	return c;
}

void
bt_cache_free(struct bt_cache *c)
{
	if (c == NULL)
		return;
	bt_cache_flush(c);
	if (c->fd != -1)
		(void)close(c->fd);
	free(c->path);
	free(c->slot);
	free(c->buf);
	free(c);
}

static bool
read_record(struct bt_cache *c, const unsigned char key[BT_CACHE_KEY],
    unsigned char *record)
{
	const struct slot *slot = probe(c, first_word(key));

	if (slot->record == 0)
		return false;
	if (!read_all(c, record, c->size, place(c, slot->record)) ||
	    !is_whole(c, record)) {
		c->state.damaged++;
		return false;
	}
	return memcmp(record, key, BT_CACHE_KEY) == 0;
}

/* The room behind the pending records, which is never all taken. */
static unsigned char *
spare(const struct bt_cache *c)
{
	return c->buf + c->pending * c->size;
}

bool
bt_cache_get(struct bt_cache *c, const unsigned char key[BT_CACHE_KEY],
    struct bt_cache_run *run, double *values)
{
	unsigned char *record = spare(c);
	uint32_t length;

	if (!read_record(c, key, record)) {
		c->state.misses++;
		return false;
	}
	c->state.hits++;
	memcpy(&run->status, record + STATUS_AT, 4);
	memcpy(&length, record + LENGTH_AT, 4);
	run->has_reason = length != NO_REASON;
	memcpy(run->reason, record + REASON_AT, BT_CACHE_REASON);
	run->reason[BT_CACHE_REASON - 1] = '\0';
	memcpy(values, record + VALUES_AT, c->nvalues * sizeof(*values));
	return true;
}

void
bt_cache_put(struct bt_cache *c, const unsigned char key[BT_CACHE_KEY],
    const struct bt_cache_run *run, const double *values)
{
	unsigned char *record = spare(c);
	const uint32_t length = run->has_reason ?
	    (uint32_t)strlen(run->reason) : NO_REASON;

	if (c->state.trouble != NULL ||
	    probe(c, first_word(key))->record != 0)
		return;
	memset(record, 0, c->size);
	memcpy(record, key, BT_CACHE_KEY);
	memcpy(record + STATUS_AT, &run->status, 4);
	memcpy(record + LENGTH_AT, &length, 4);
	if (run->has_reason)
		memcpy(record + REASON_AT, run->reason, length);
	memcpy(record + VALUES_AT, values, c->nvalues * sizeof(*values));
	checksum(c, record, record + c->size - CHECK);
	if (++c->pending == CHUNK - 1)
		bt_cache_flush(c);
}

/*
 * Behind the last whole record: what was cut off there is of a process that
 * is gone, as the lock is ours.
 */
static void
append(struct bt_cache *c)
{
	struct bt_err dull = BT_ERR_INIT;
	const uint64_t n = records(c);
	size_t i;

	if (ftruncate(c->fd, place(c, n + 1)) == -1 || !write_all(c, c->buf,
	    c->pending * c->size, place(c, n + 1))) {
		give_up(c, strerror(errno));
		return;
	}
	for (i = 0; i < c->pending; i++)
		if (note(c, first_word(c->buf + i * c->size), n + i + 1,
		    &dull) == -1)
			give_up(c, dull.text);
}

void
bt_cache_flush(struct bt_cache *c)
{
	if (c->pending == 0)
		return;
	if (c->state.trouble == NULL && flock(c->fd, LOCK_EX) == -1)
		give_up(c, strerror(errno));
	if (c->state.trouble == NULL) {
		append(c);
		(void)flock(c->fd, LOCK_UN);
	}
	c->pending = 0;
}

void
bt_cache_tell(const struct bt_cache *c, struct bt_cache_state *state)
{
	*state = c->state;
}
