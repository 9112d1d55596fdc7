/* SPDX-License-Identifier: ISC */
#include "lib/stream/flat.h"

#include <string.h>

#include "lib/stream/utf8.h"

#define ONES 0x0101010101010101U
#define TOPS 0x8080808080808080U

/* Eight bytes, the first one lowest. */
static inline uint64_t
load(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	return x;
}

/*
 * Tops of the bytes that are 0; bytes behind the first one may be marked by
 * error (the borrow), the first one never is (Warren, "Hacker's Delight",
 * section 6-1).
 */
static inline uint64_t
zeros(uint64_t x)
{
	return (x - ONES) & ~x & TOPS;
}

/* Behind the digits at p. */
static inline const char *
digits(const char *p)
{
	uint64_t x, other;

	for (;; p += 8) {
		x = load(p) ^ ONES * '0';
		other = ((x + ONES * (0x80 - 10)) | x) & TOPS;
		if (other != 0)
			return p + (__builtin_ctzll(other) >> 3);
	}
}

/*
 * Behind the number at p by JSON's grammar, or NULL.  What might overflow
 * (an exponent of three digits) is for jansson to decide.
 */
static inline const char *
number(const char *p)
{
	const char *q;

	if (*p == '-')
		p++;
	q = digits(p);
	if (q == p || (*p == '0' && q != p + 1) || q - p > 200)
		return NULL;
	p = q;
	if (*p == '.') {
		q = digits(p + 1);
		if (q == p + 1)
			return NULL;
		p = q;
	}
	if (*p == 'e' || *p == 'E') {
		p += p[1] == '-' || p[1] == '+' ? 2 : 1;
		q = digits(p);
		if (q == p || q - p > 2)
			return NULL;
		p = q;
	}
	return p;
}

/* The closing quote of the string that begins at p, or NULL. */
static inline const char *
string(const char *p, const char *end)
{
	uint64_t x, stop;
	size_t n;

	for (;;) {
		x = load(p);
		stop = zeros(x ^ ONES * '"') | zeros(x ^ ONES * '\\') |
		    ((x - ONES * 0x20) & ~x & TOPS) | (x & TOPS);
		if (stop == 0) {
			p += 8;
			continue;
		}
		p += __builtin_ctzll(stop) >> 3;
		if (*p == '"')
			return p;
		if ((unsigned char)*p < 0x80 ||
		    (n = bt_utf8(p, (size_t)(end - p))) == 0)
			return NULL;
		p += n;
	}
}

const char *
bt_flat_string(const char *p, const char *end)
{
	return string(p, end);
}

static inline const char *
skip(const char *p)
{
	if ((unsigned char)*p > ' ')
		return p;
	while (*p == ' ' || *p == '\t' || *p == '\r')
		p++;
	return p;
}

/* Behind the value at p, or NULL. */
static inline const char *
value(const char *p, const char *end, struct bt_member *m)
{
	const char *q;

	m->value.s = p;
	if (*p == '"') {
		m->kind = BT_JSON_STRING;
		if ((q = string(++p, end)) == NULL)
			return NULL;
		m->value.s = p;
		m->value.n = (size_t)(q - p);
		return q + 1;
	}
	if (*p == '-' || (*p >= '0' && *p <= '9')) {
		m->kind = BT_JSON_NUMBER;
		q = number(p);
	} else if (memcmp(p, "true", 4) == 0) {
		m->kind = BT_JSON_TRUE;
		q = p + 4;
	} else if (memcmp(p, "false", 5) == 0) {
		m->kind = BT_JSON_FALSE;
		q = p + 5;
	} else if (memcmp(p, "null", 4) == 0) {
		m->kind = BT_JSON_NULL;
		q = p + 4;
	} else {
		return NULL;
	}
	if (q != NULL)
		m->value.n = (size_t)(q - p);
	return q;
}

/* Behind the lead at p if it is the one that is expected, or NULL. */
static inline const char *
follow(const struct bt_lead *l, const char *p, const char *end,
    struct bt_span *key)
{
	if ((((load(p) ^ l->word[0]) & l->mask[0]) |
	    ((load(p + 8) ^ l->word[1]) & l->mask[1])) != 0)
		return NULL;
	if (l->n > 16 && ((size_t)(end - p) < l->n ||
	    memcmp(p + 16, l->text + 16, l->n - 16) != 0))
		return NULL;
	key->s = p + l->key;
	key->n = l->nkey;
	return p + l->n;
}

/* Behind any lead, or NULL. */
static const char *
lead(const char *p, const char *end, bool first, struct bt_span *key)
{
	const char *q;

	if (*p != (first ? '{' : ','))
		return NULL;
	p = skip(p + 1);
	if (*p != '"' || (q = string(++p, end)) == NULL)
		return NULL;
	key->s = p;
	key->n = (size_t)(q - p);
	p = skip(q + 1);
	return *p == ':' ? skip(p + 1) : NULL;
}

static bool
twice(const struct bt_member *m, size_t n)
{
	size_t i, j;

	for (i = 1; i < n; i++)
		for (j = 0; j < i; j++)
			if (m[i].key.n == m[j].key.n && memcmp(m[i].key.s,
			    m[j].key.s, m[i].key.n) == 0)
				return true;
	return false;
}

static void
keep_lead(struct bt_lead *l, struct bt_span text, struct bt_span key)
{
	size_t i;

	memset(l, 0, sizeof(*l));
	memcpy(l->text, text.s, text.n);
	l->n = text.n;
	l->key = (size_t)(key.s - text.s);
	l->nkey = key.n;
	for (i = 0; i < text.n && i < 16; i++)
		l->mask[i / 8] |= (uint64_t)0xff << i % 8 * 8;
	l->word[0] = load(l->text);
	l->word[1] = load(l->text + 8);
}

static bool
fits(const struct bt_shape *s, const struct bt_span *leads, size_t n)
{
	size_t i;

	if (s->n != n)
		return false;
	for (i = 0; i < n; i++)
		if (s->lead[i].n != leads[i].n || memcmp(s->lead[i].text,
		    leads[i].s, leads[i].n) != 0)
			return false;
	return true;
}

/* The shape of a line that the last shape did not fit. */
static struct bt_shape *
learn(struct bt_flat *f, const struct bt_span *leads)
{
	struct bt_shape *s;
	size_t i;

	for (i = 0; i < f->n; i++)
		if (leads[i].n > sizeof(s->lead[i].text))
			return NULL;
	for (i = 0; i < f->nshapes; i++)
		if (fits(&f->shapes[i], leads, f->n))
			return &f->shapes[i];
	if (f->nshapes < BT_FLAT_SHAPES) {
		s = &f->shapes[f->nshapes++];
	} else {
		s = &f->shapes[f->oldest];
		f->oldest = (f->oldest + 1) % BT_FLAT_SHAPES;
	}
	s->n = f->n;
	s->cols = NULL;
	for (i = 0; i < f->n; i++)
		keep_lead(&s->lead[i], leads[i], f->members[i].key);
	return s;
}

bool
bt_flat_scan(struct bt_flat *f, const char *s, const char *end)
{
	struct bt_span leads[BT_FLAT_MEMBERS];
	const struct bt_shape *shape = f->shape;
	const char *p = skip(s), *q;
	struct bt_member *m;
	bool fit = shape != NULL;

	for (f->n = 0; *p != '}' || f->n == 0; f->n++) {
		if (f->n == BT_FLAT_MEMBERS)
			return false;
		m = &f->members[f->n];
		q = fit && f->n < shape->n ?
		    follow(&shape->lead[f->n], p, end, &m->key) : NULL;
		if (q == NULL) {
			fit = false;
			q = lead(p, end, f->n == 0, &m->key);
			if (q == NULL)
				return false;
		}
		leads[f->n].s = p;
		leads[f->n].n = (size_t)(q - p);
		if ((p = value(q, end, m)) == NULL)
			return false;
		p = skip(p);
	}
	if (skip(p + 1) != end)
		return false;
	if (!fit || f->n != shape->n) {
		if (twice(f->members, f->n))
			return false;
		f->shape = learn(f, leads);
	}
	return true;
}
