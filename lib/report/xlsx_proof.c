/* SPDX-License-Identifier: ISC */
#include "lib/report/xlsx_proof.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "lib/base/mem.h"

#define END 22			/* bytes of the end record, no comment */
#define ENTRY 46		/* of a directory entry before its name */
#define LOCAL 30		/* of a local header before its name */
#define CHUNK 65536
#define EDGE 64			/* kept of the last chunk: tags may cross */
#define NAME 64

static const char open_tag[] = "<sheetData>", close_tag[] = "</sheetData>";
static const char sheet_prefix[] = "xl/worksheets/sheet";

/* A part of the file as the directory lists it. */
struct part {
	char		name[NAME];
	uint64_t	packed, at;	/* bytes; of its local header */
};

/* What is seen of a part while it streams by. */
struct seen {
	char		text[EDGE + CHUNK + 1];	/* edge, then a chunk */
	size_t		edge;
	uint64_t	done;			/* bytes before text */
	uint64_t	open, close;		/* where the tags end, begin */
	char		root[NAME];
	bool		whole;
};

struct proof {
	FILE		*file;
	const uint64_t	*rows;
	size_t		 sheets;
	unsigned char	 in[CHUNK];
	struct seen	 seen;
};

static uint64_t
number(const unsigned char *p, int bytes)
{
	uint64_t v = 0;

	while (bytes-- > 0)
		v = v << 8 | p[bytes];
	return v;
}

static bool
read_at(struct proof *p, uint64_t at, void *buf, size_t n)
{
	return fseeko(p->file, (off_t)at, SEEK_SET) == 0 &&
	    fread(buf, 1, n, p->file) == n;
}

/* The name of the root: behind the declaration. */
static void
find_root(struct seen *s)
{
	const char *root;
	size_t n;

	if (strncmp(s->text, "<?xml ", 6) != 0 ||
	    (root = strstr(s->text, "?>")) == NULL ||
	    (root = strchr(root, '<')) == NULL)
		return;
	n = strcspn(++root, " />");
	if (n < NAME)
		(void)snprintf(s->root, NAME, "%.*s", (int)n, root);
}

static void
find_tags(struct seen *s)
{
	const char *tag;

	if (s->open == 0 && (tag = strstr(s->text, open_tag)) != NULL)
		s->open = s->done + (uint64_t)(tag - s->text) +
		    sizeof(open_tag) - 1;
	if (s->close == 0 && (tag = strstr(s->text, close_tag)) != NULL)
		s->close = s->done + (uint64_t)(tag - s->text);
}

/* A chunk of n bytes was put behind the edge. */
static void
see(struct seen *s, size_t n)
{
	char end[NAME + 4];
	size_t have = s->edge + n, last = have, tail;

	s->text[have] = '\0';
	if (s->done == 0 && s->edge == 0)
		find_root(s);
	find_tags(s);
	tail = (size_t)snprintf(end, sizeof(end), "</%s>", s->root);
	while (last > 0 && s->text[last - 1] == '\n')
		last--;
	s->whole = s->root[0] != '\0' && last >= tail &&
	    memcmp(s->text + last - tail, end, tail) == 0;
	s->edge = have < EDGE ? have : EDGE;
	memmove(s->text, s->text + have - s->edge, s->edge);
	s->done += have - s->edge;
}

/* All of a part's text through see(); false if it does not inflate. */
static bool
inflate_part(struct proof *p, const struct part *part, z_stream *z)
{
	uint64_t left = part->packed;
	int status = Z_OK;
	size_t n;

	while (status == Z_OK) {
		if (z->avail_in == 0 && left > 0) {
			n = left < CHUNK ? (size_t)left : CHUNK;
			if (fread(p->in, 1, n, p->file) != n)
				return false;
			z->next_in = p->in;
			z->avail_in = (unsigned)n;
			left -= n;
		}
		z->next_out = (unsigned char *)p->seen.text + p->seen.edge;
		z->avail_out = CHUNK;
		status = inflate(z, Z_NO_FLUSH);
		see(&p->seen, CHUNK - z->avail_out);
	}
	return status == Z_STREAM_END;
}

/* The number of the sheet that this part is, or 0. */
static size_t
sheet_of(const char *name)
{
	const size_t n = sizeof(sheet_prefix) - 1;

	if (strncmp(name, sheet_prefix, n) != 0)
		return 0;
	return (size_t)strtoul(name + n, NULL, 10);
}

static bool
is_whole(struct proof *p, const struct part *part)
{
	const size_t sheet = sheet_of(part->name);
	struct seen *s = &p->seen;
	unsigned char head[LOCAL];
	z_stream z = { 0 };
	bool good;

	s->edge = 0;
	s->done = s->open = s->close = 0;
	s->root[0] = '\0';
	s->whole = false;
	if (!read_at(p, part->at, head, LOCAL) ||
	    fseeko(p->file, (off_t)(number(head + 26, 2) +
	    number(head + 28, 2)), SEEK_CUR) == -1 ||
	    inflateInit2(&z, -MAX_WBITS) != Z_OK)
		return false;
	good = inflate_part(p, part, &z) && s->whole;
	(void)inflateEnd(&z);
	if (!good || sheet == 0)
		return good;
	/* An empty sheet is <sheetData/>. */
	return sheet <= p->sheets && s->close - s->open ==
	    p->rows[sheet - 1];
}

/* Each part of the directory; false with its name in part. */
static bool
prove(struct proof *p, struct part *part)
{
	unsigned char end[END], entry[ENTRY];
	uint64_t at, count, n;

	if (fseeko(p->file, -END, SEEK_END) == -1 ||
	    fread(end, 1, END, p->file) != END)
		return false;
	count = number(end + 10, 2);
	at = number(end + 16, 4);
	for (; count > 0; count--) {
		if (!read_at(p, at, entry, ENTRY))
			return false;
		n = number(entry + 28, 2);
		if (n >= NAME || fread(part->name, 1, n, p->file) != n)
			return false;
		part->name[n] = '\0';
		part->packed = number(entry + 20, 4);
		part->at = number(entry + 42, 4);
		if (!is_whole(p, part))
			return false;
		at += ENTRY + n + number(entry + 30, 2) +
		    number(entry + 32, 2);
	}
	return true;
}

int
bt_xlsx_proof(const char *path, const uint64_t *rows, size_t sheets,
    struct bt_err *err)
{
	struct proof *p = bt_calloc(1, sizeof(*p), err);
	struct part part = { .name = "the directory" };
	int status = -1;

	if (p == NULL)
		return -1;
	p->rows = rows;
	p->sheets = sheets;
	if ((p->file = fopen(path, "rb")) == NULL)
		(void)bt_err_sys(err, "read", path);
	else if (prove(p, &part))
		status = 0;
	else
		(void)bt_err_set(err, BT_ESYS, "cannot build the workbook "
		    "'%.200s': it was cut in %s: is there no space left?",
		    path, part.name);
	if (p->file != NULL)
		(void)fclose(p->file);
	free(p);
	return status;
}
