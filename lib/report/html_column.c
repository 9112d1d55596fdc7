/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/market/names.h"
#include "lib/report/html_parts.h"

/* Numbers as base64 of their bytes, the lowest first. */
struct base64 {
	struct bt_out	*out;
	unsigned char	 rest[3];
	size_t		 nrest;
};

/* Three bytes are four letters; what is missing at the end is "=". */
static void
put_letters(struct base64 *b)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned x = (unsigned)b->rest[0] << 16 |
	    (unsigned)b->rest[1] << 8 | b->rest[2];
	char *p = bt_out_room(b->out, 4);

	p[0] = letters[x >> 18];
	p[1] = letters[x >> 12 & 63];
	p[2] = b->nrest > 1 ? letters[x >> 6 & 63] : '=';
	p[3] = b->nrest > 2 ? letters[x & 63] : '=';
	bt_out_used(b->out, 4);
	memset(b->rest, 0, sizeof(b->rest));
	b->nrest = 0;
}

static void
push(struct base64 *b, uint64_t x, unsigned bytes)
{
	unsigned i;

	for (i = 0; i < bytes; i++) {
		b->rest[b->nrest++] = (unsigned char)(x >> 8 * i);
		if (b->nrest == 3)
			put_letters(b);
	}
}

static void
finish(struct base64 *b)
{
	if (b->nrest > 0)
		put_letters(b);
	bt_out_text(b->out, "\"");
}

static void
begin(struct base64 *b, const struct bt_html *h, const char *kind)
{
	*b = (struct base64){ .out = h->out };
	bt_html_put(h, "{\"kind\":\"");
	bt_html_put(h, kind);
	bt_html_put(h, "\",\"v\":\"");
}

static void
push_f64(struct base64 *b, double x)
{
	uint64_t bits;

	x = isfinite(x) ? x : (double)NAN;
	memcpy(&bits, &x, sizeof(bits));
	push(b, bits, 8);
}

static void
push_f32(struct base64 *b, float x)
{
	uint32_t bits;

	x = isfinite(x) ? x : (float)NAN;
	memcpy(&bits, &x, sizeof(bits));
	push(b, bits, 4);
}

void
bt_html_column_f64(const struct bt_html *h, const double *x,
    const size_t *at, size_t n)
{
	struct base64 b;
	size_t i;

	begin(&b, h, "f64");
	for (i = 0; i < n; i++)
		push_f64(&b, x[at != NULL ? at[i] : i]);
	finish(&b);
	bt_html_put(h, "}");
}

void
bt_html_column_f32(const struct bt_html *h, const double *x,
    const size_t *at, size_t n)
{
	struct base64 b;
	size_t i;

	begin(&b, h, "f32");
	for (i = 0; i < n; i++)
		push_f32(&b, (float)x[at != NULL ? at[i] : i]);
	finish(&b);
	bt_html_put(h, "}");
}

/* Fields of rows that are so many bytes apart. */
struct field {
	const char	*first;
	size_t		 apart;
	const size_t	*at;
	size_t		 n;
};

static const void *
field_at(const struct field *f, size_t i)
{
	return f->first + (f->at != NULL ? f->at[i] : i) * f->apart;
}

#define NO_TIME UINT32_MAX

/* The longest unit that all times are whole in, and that 32 bits count. */
static int64_t
unit_of(const struct field *f, int64_t first, int64_t last)
{
	static const int64_t units[] = { BT_NS_DAY, 60 * BT_NS_SECOND,
	    BT_NS_SECOND, BT_NS_SECOND / 1000 };
	size_t i, k = 0;
	int64_t t;

	for (i = 0; i < f->n; i++) {
		memcpy(&t, field_at(f, i), sizeof(t));
		while (t != BT_TIME_NONE && k < 3 &&
		    (t - first) % units[k] != 0)
			k++;
	}
	while (k > 0 && (last - first) / units[k] >= NO_TIME)
		k--;
	return units[k];
}

static void
range_of(const struct field *f, int64_t *first, int64_t *last)
{
	size_t i;
	int64_t t;

	*first = INT64_MAX;
	*last = INT64_MIN;
	for (i = 0; i < f->n; i++) {
		memcpy(&t, field_at(f, i), sizeof(t));
		if (t == BT_TIME_NONE)
			continue;
		*first = t < *first ? t : *first;
		*last = t > *last ? t : *last;
	}
	if (*first > *last)
		*first = *last = 0;
}

/* Times as steps from the first one; the script counts milliseconds. */
static void
put_times(const struct bt_html *h, const struct field *f)
{
	const int64_t ms = BT_NS_SECOND / 1000;
	struct base64 b = { .out = h->out };
	int64_t first, last, unit, t;
	size_t i;

	range_of(f, &first, &last);
	unit = unit_of(f, first, last);
	bt_html_put(h, "{\"kind\":\"time\",\"first\":");
	bt_html_real(h, floor((double)first / (double)ms));
	bt_html_put(h, ",\"unit\":");
	bt_html_real(h, (double)(unit / ms));
	bt_html_put(h, ",\"v\":\"");
	for (i = 0; i < f->n; i++) {
		memcpy(&t, field_at(f, i), sizeof(t));
		push(&b, t == BT_TIME_NONE ? NO_TIME :
		    (uint64_t)((t - first) / unit), 4);
	}
	finish(&b);
	bt_html_put(h, "}");
}

void
bt_html_column_time(const struct bt_html *h, const int64_t *t,
    const size_t *at, size_t n)
{
	put_times(h, &(struct field){ (const char *)t, sizeof(*t), at, n });
}

static void
put_reals(const struct bt_html *h, const struct field *f, bool fraction)
{
	struct base64 b;
	size_t i;
	double x;

	begin(&b, h, fraction ? "f32" : "f64");
	for (i = 0; i < f->n; i++) {
		memcpy(&x, field_at(f, i), sizeof(x));
		if (fraction)
			push_f32(&b, (float)x);
		else
			push_f64(&b, x);
	}
	finish(&b);
	bt_html_put(h, "}");
}

static void
put_counts(const struct bt_html *h, const struct field *f, bool is_bool)
{
	struct base64 b;
	size_t i, x;

	begin(&b, h, "u32");
	for (i = 0; i < f->n; i++) {
		if (is_bool)
			x = *(const bool *)field_at(f, i);
		else
			memcpy(&x, field_at(f, i), sizeof(x));
		push(&b, x < UINT32_MAX ? x : UINT32_MAX, 4);
	}
	finish(&b);
	bt_html_put(h, "}");
}

/* Each text once, and the number of its text for each row. */
static int
put_texts(const struct bt_html *h, const struct field *f)
{
	struct base64 b = { .out = h->out };
	struct bt_names names = { 0 };
	const struct bt_span *text;
	struct bt_span t;
	uint32_t id;
	size_t i;

	bt_html_put(h, "{\"kind\":\"text\",\"v\":\"");
	for (i = 0; i < f->n; i++) {
		text = field_at(f, i);
		t = text->s != NULL ? *text : bt_span("");
		if (!bt_names_find(&names, t, &id) &&
		    bt_names_add(&names, t, &id, h->err) == -1) {
			bt_names_free(&names);
			return -1;
		}
		push(&b, id, 4);
	}
	finish(&b);
	bt_html_put(h, ",\"words\":[");
	for (i = 0; i < names.n; i++) {
		bt_html_put(h, i > 0 ? "," : "");
		bt_html_string(h, bt_names_text(&names, (uint32_t)i));
	}
	bt_html_put(h, "]}");
	bt_names_free(&names);
	return 0;
}

int
bt_html_columns(const struct bt_html *h, const struct bt_col *cols,
    const void *rows, size_t size, size_t n)
{
	const struct bt_col *c;
	struct field f;

	for (c = cols; c->name != NULL; c++) {
		f = (struct field){ (const char *)rows + c->off, size, NULL,
		    n };
		bt_html_put(h, ",");
		bt_html_string(h, bt_span(c->name));
		bt_html_put(h, ":");
		if (c->type == BT_COL_TEXT && put_texts(h, &f) == -1)
			return -1;
		else if (c->type == BT_COL_TIME)
			put_times(h, &f);
		else if (c->type == BT_COL_REAL)
			put_reals(h, &f, strcmp(c->unit, "fraction") == 0);
		else if (c->type != BT_COL_TEXT)
			put_counts(h, &f, c->type == BT_COL_BOOL);
	}
	return 0;
}
