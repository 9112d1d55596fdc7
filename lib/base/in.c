/* SPDX-License-Identifier: ISC */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "lib/base/hash.h"
#include "lib/base/in.h"
#include "lib/base/mem.h"

#define SIZE 262144			/* of a read; pipes as fast as files */
#define MAGIC 4

/*
 * Unpack what is in raw into [buf, buf + size).  Returns the count, 0 if more
 * raw bytes are needed, -1 with *err.
 */
typedef long	unpack_fn(struct bt_in *, void *buf, size_t size,
		    struct bt_err *);

struct packing {
	const char	*name;
	unsigned char	 magic[MAGIC];
	unsigned char	 mask[MAGIC];
	int		(*start)(struct bt_in *, struct bt_err *);
	unpack_fn	*unpack;
	const char	*tool;		/* unpack NULL: what can undo it */
};

struct bt_in {
	int			 fd;
	bool			 started;	/* the magic has been seen */
	bool			 inside;	/* of a packed member */
	bool			 eof;		/* of the file */
	char			 held[BT_IN_AHEAD]; /* unpacked, and only */
	size_t			 nheld;		/* looked at so far */
	const struct packing	*packing;	/* NULL: plain */
	z_stream		 gz;
	ZSTD_DStream		*zst;
	struct bt_hash		*hash;
	char			*name;
	size_t			 pos, len;	/* what is left of raw */
	unsigned char		 raw[SIZE];
};

const char *
bt_in_name(const struct bt_in *in)
{
	return in->name;
}

void
bt_in_hash(const struct bt_in *in, char text[33])
{
	bt_hash_text(in->hash, text);
}

void
bt_in_unhashed(struct bt_in *in)
{
	bt_hash_free(in->hash);
	in->hash = NULL;
}

/* An error about the content. */
static int
fail(const struct bt_in *in, struct bt_err *err, const char *what,
    const char *why)
{
	(void)bt_err_set(err, BT_EDATA, "%s: %s", what, why);
	return bt_err_at(err, in->name, 0, 0);
}

static void *
gz_alloc(void *err, unsigned n, unsigned size)
{
	return bt_calloc(n, size, err);
}

static void
gz_free(void *err, void *p)
{
	(void)err;
	free(p);
}

static int
gz_start(struct bt_in *in, struct bt_err *err)
{
	in->gz.zalloc = gz_alloc;
	in->gz.zfree = gz_free;
	in->gz.opaque = err;
	if (inflateInit2(&in->gz, MAX_WBITS + 16) == Z_OK)
		return 0;
	return bt_err_set(err, BT_ESYS, "cannot read gzip: zlib refuses");
}

static long
gz_unpack(struct bt_in *in, void *buf, size_t size, struct bt_err *err)
{
	z_stream *gz = &in->gz;
	int rc;

	if (!in->inside)
		(void)inflateReset(gz);
	in->inside = true;
	gz->opaque = err;
	gz->next_in = in->raw + in->pos;
	gz->avail_in = (unsigned)(in->len - in->pos);
	gz->next_out = buf;
	gz->avail_out = size < UINT_MAX ? (unsigned)size : UINT_MAX;
	rc = inflate(gz, Z_NO_FLUSH);
	in->pos = in->len - gz->avail_in;
	if (rc == Z_STREAM_END)
		in->inside = false;
	else if (rc != Z_OK && rc != Z_BUF_ERROR)
		return fail(in, err, "gzip data damaged",
		    gz->msg != NULL ? gz->msg : "cannot go on");
	return (char *)gz->next_out - (char *)buf;
}

static int
zst_start(struct bt_in *in, struct bt_err *err)
{
	if (bt_fault_hit("alloc") || (in->zst = ZSTD_createDStream()) == NULL)
		return bt_err_set(err, BT_ESYS,
		    "out of memory: cannot read zstd");
	return 0;
}

static long
zst_unpack(struct bt_in *in, void *buf, size_t size, struct bt_err *err)
{
	ZSTD_inBuffer from = { in->raw, in->len, in->pos };
	ZSTD_outBuffer to = { buf, size, 0 };
	size_t rc;

	rc = ZSTD_decompressStream(in->zst, &to, &from);
	in->pos = from.pos;
	if (ZSTD_isError(rc))
		return fail(in, err, "zstd data damaged",
		    ZSTD_getErrorName(rc));
	in->inside = rc != 0;
	return (long)to.pos;
}

#define ALL { 0xff, 0xff, 0xff, 0xff }

static const struct packing packings[] = {
	{ "gzip", { 0x1f, 0x8b }, { 0xff, 0xff }, gz_start, gz_unpack,
	    NULL },
	{ "zstd", { 0x28, 0xb5, 0x2f, 0xfd }, ALL, zst_start, zst_unpack,
	    NULL },
	{ "zstd", { 0x50, 0x2a, 0x4d, 0x18 }, { 0xf0, 0xff, 0xff, 0xff },
	    zst_start, zst_unpack, NULL },	/* a skippable frame */
	{ "xz", { 0xfd, '7', 'z', 'X' }, ALL, NULL, NULL, "xz -dc" },
	{ "bzip2", { 'B', 'Z', 'h', '0' }, { 0xff, 0xff, 0xff, 0xf0 }, NULL,
	    NULL, "bzip2 -dc" },
	{ "zip", { 'P', 'K', 3, 4 }, ALL, NULL, NULL, "unzip -p" },
};

/* Do the n bytes at p agree with the magic, as far as they go? */
static bool
agrees(const struct packing *p, const unsigned char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n && i < MAGIC; i++)
		if ((s[i] & p->mask[i]) != p->magic[i])
			return false;
	return true;
}

static const struct packing *
find_packing(const unsigned char *s, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof(packings) / sizeof(packings[0]); i++)
		if (agrees(&packings[i], s, n))
			return &packings[i];
	return NULL;
}

/* read(2) that is not disturbed by signals. */
static long
read_some(struct bt_in *in, void *buf, size_t size, struct bt_err *err)
{
	ssize_t n;

	if (size > LONG_MAX)
		size = LONG_MAX;
	while ((n = read(in->fd, buf, size)) == -1 && errno == EINTR)
		continue;
	if (n == -1)
		return bt_err_sys(err, "read", in->name);
	in->eof = n == 0;
	return (long)n;
}

/* More bytes into raw, behind those that are there. */
static int
fill(struct bt_in *in, struct bt_err *err)
{
	long n;

	if (in->pos > 0) {
		memmove(in->raw, in->raw + in->pos, in->len - in->pos);
		in->len -= in->pos;
		in->pos = 0;
	}
	if ((n = read_some(in, in->raw + in->len, SIZE - in->len, err)) == -1)
		return -1;
	in->len += (size_t)n;
	return 0;
}

/*
 * See what it is.  A pipe may give the magic byte by byte; a live feed is not
 * kept waiting once its first bytes cannot be the beginning of one.
 */
static int
start(struct bt_in *in, struct bt_err *err)
{
	while (!in->eof && in->len < MAGIC &&
	    find_packing(in->raw, in->len) != NULL)
		if (fill(in, err) == -1)
			return -1;
	in->started = true;
	if (in->len >= MAGIC)
		in->packing = find_packing(in->raw, in->len);
	if (in->packing == NULL)
		return 0;
	if (in->packing->unpack == NULL) {
		(void)bt_err_set(err, BT_EDATA, "packed by %s; want plain "
		    "text, gzip or zstd: unpack it into a pipe with '%s'",
		    in->packing->name, in->packing->tool);
		return bt_err_at(err, in->name, 0, 0);
	}
	return in->packing->start(in, err);
}

/* Between members: 1 if another one begins, 0 at the end, -1 with *err. */
static int
next_member(struct bt_in *in, struct bt_err *err)
{
	const struct packing *next;

	while (!in->eof && in->len - in->pos < MAGIC)
		if (fill(in, err) == -1)
			return -1;
	if (in->pos == in->len)
		return 0;
	next = find_packing(in->raw + in->pos, in->len - in->pos);
	if (next == NULL || next->unpack != in->packing->unpack)
		return fail(in, err, in->packing->name,
		    "other bytes follow the end of the packed data");
	return 1;
}

static long
unpack(struct bt_in *in, void *buf, size_t size, struct bt_err *err)
{
	long n;
	int rc;

	for (;;) {
		if (!in->inside && (rc = next_member(in, err)) != 1)
			return rc;
		if ((n = in->packing->unpack(in, buf, size, err)) != 0)
			return n;
		if (!in->inside || in->pos < in->len)
			continue;
		if (in->eof)
			return fail(in, err, in->packing->name,
			    "packed data cut short; want the whole file");
		if (fill(in, err) == -1)
			return -1;
	}
}

static long
read_packed(struct bt_in *in, void *buf, size_t size, struct bt_err *err)
{
	char *p = buf;
	size_t held = in->nheld;
	long n;

	if (held == 0)
		return unpack(in, buf, size, err);
	if (held > size)
		held = size;
	memcpy(p, in->held, held);
	in->nheld -= held;
	memmove(in->held, in->held + held, in->nheld);
	if (size == held)
		return (long)held;
	n = unpack(in, p + held, size - held, err);
	return n == -1 ? -1 : n + (long)held;
}

/* What start() has read first; then straight into the caller's memory. */
static long
read_plain(struct bt_in *in, void *buf, size_t size, struct bt_err *err)
{
	const size_t have = in->len - in->pos;

	if (have == 0)
		return in->eof ? 0 : read_some(in, buf, size, err);
	if (size > have)
		size = have;
	memcpy(buf, in->raw + in->pos, size);
	in->pos += size;
	return (long)size;
}

long
bt_in_read(struct bt_in *in, void *buf, size_t size, struct bt_err *err)
{
	long n;

	if (size == 0)
		return 0;
	if (!in->started && start(in, err) == -1)
		return -1;
	n = in->packing != NULL ? read_packed(in, buf, size, err) :
	    read_plain(in, buf, size, err);
	if (n > 0 && in->hash != NULL)
		bt_hash_add(in->hash, buf, (size_t)n);
	return n;
}

/* See that n bytes can be looked at, or all there are; where they are. */
static int
look(struct bt_in *in, size_t n, const char **at, size_t *have,
    struct bt_err *err)
{
	long got = 1;

	if (!in->started && start(in, err) == -1)
		return -1;
	while (in->packing == NULL && in->len - in->pos < n && !in->eof)
		if (fill(in, err) == -1)
			return -1;
	while (in->packing != NULL && in->nheld < n && got > 0) {
		if ((got = unpack(in, in->held + in->nheld, n - in->nheld,
		    err)) == -1)
			return -1;
		in->nheld += (size_t)got;
	}
	*at = in->packing == NULL ? (const char *)in->raw + in->pos : in->held;
	*have = in->packing == NULL ? in->len - in->pos : in->nheld;
	return 0;
}

int
bt_in_peek(struct bt_in *in, char *byte, struct bt_err *err)
{
	const char *at;
	size_t have;

	if (look(in, 1, &at, &have, err) == -1)
		return -1;
	if (have == 0)
		return 0;
	*byte = *at;
	return 1;
}

int
bt_in_begins(struct bt_in *in, const char *text, struct bt_err *err)
{
	const size_t n = strlen(text) < BT_IN_AHEAD ? strlen(text) :
	    BT_IN_AHEAD;
	const char *at;
	size_t i, have = 0;

	/* One byte more only where those before fit: a feed is not kept. */
	for (i = 0; i < n; i++) {
		if (look(in, i + 1, &at, &have, err) == -1)
			return -1;
		if (have <= i || at[i] != text[i])
			return 0;
	}
	return 1;
}

static int
open_path(struct bt_in *in, const char *path, struct bt_err *err)
{
	struct stat st;

	if ((in->fd = open(path, O_RDONLY | O_CLOEXEC)) == -1)
		return bt_err_sys(err, "open", path);
	if (fstat(in->fd, &st) == -1)
		return bt_err_sys(err, "open", path);
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return bt_err_sys(err, "read", path);
	}
	return 0;
}

struct bt_in *
bt_in_open(const char *path, struct bt_err *err)
{
	const bool std = path == NULL || strcmp(path, "-") == 0;
	struct bt_in *in;

	if ((in = bt_calloc(1, sizeof(*in), err)) == NULL)
		return NULL;
	in->fd = std ? STDIN_FILENO : -1;
	if ((in->name = bt_strdup(std ? "stdin" : path, err)) == NULL ||
	    (in->hash = bt_hash_new(err)) == NULL ||
	    (!std && open_path(in, path, err) == -1)) {
		bt_in_close(in);
		return NULL;
	}
	return in;
}

void
bt_in_close(struct bt_in *in)
{
	if (in == NULL)
		return;
	if (in->fd > STDERR_FILENO)
		(void)close(in->fd);
	(void)inflateEnd(&in->gz);	/* harmless if never begun */
	(void)ZSTD_freeDStream(in->zst);
	bt_hash_free(in->hash);
	free(in->name);
	free(in);
}
