/* SPDX-License-Identifier: ISC */
#include "lib/stream/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/stream/utf8.h"

/* Room that is asked for at a time; text beyond it goes by another way. */
#define STRETCH 1024

/* What a key or a value that is not text takes at most. */
#define SHORT 64

/* A stretch of the output's buffer that is being written on. */
struct pen {
	struct bt_out	*out;
	char		*begin, *p, *end;
};

static void
lift(struct pen *pen)
{
	if (pen->begin == NULL)
		return;
	bt_out_used(pen->out, (size_t)(pen->p - pen->begin));
	pen->begin = pen->p = pen->end = NULL;
}

/* Room for n bytes, n at most STRETCH. */
static inline void
need(struct pen *pen, size_t n)
{
	if ((size_t)(pen->end - pen->p) >= n)
		return;
	lift(pen);
	pen->begin = pen->p = bt_out_room(pen->out, STRETCH);
	pen->end = pen->begin + STRETCH;
}

static inline void
put_byte(struct pen *pen, char ch)
{
	need(pen, 1);
	*pen->p++ = ch;
}

static void
put(struct pen *pen, const char *s, size_t n)
{
	if (n > STRETCH) {
		lift(pen);
		bt_out_write(pen->out, s, n);
		return;
	}
	if (n == 0)
		return;
	need(pen, n);
	memcpy(pen->p, s, n);
	pen->p += n;
}

/* What needs no escape in JSON and stands alone: most of what there is. */
static inline bool
is_plain(char ch)
{
	return (unsigned char)ch >= 0x20 && (unsigned char)ch < 0x80 &&
	    ch != '"' && ch != '\\';
}

static void
put_escape(struct pen *pen, char ch)
{
	static const char set[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
	static const char hex[] = "0123456789abcdef";
	const char *p = memchr(set, ch, sizeof(set) - 1);

	if (p != NULL) {
		put_byte(pen, '\\');
		put_byte(pen, names[p - set]);
	} else {
		put(pen, "\\u00", 4);
		put_byte(pen, hex[(unsigned char)ch >> 4]);
		put_byte(pen, hex[(unsigned char)ch & 15]);
	}
}

/* JSON is UTF-8 or nothing: what is not becomes U+FFFD. */
static void
put_json_text(struct pen *pen, struct bt_span text)
{
	size_t i = 0, n;

	put_byte(pen, '"');
	while (i < text.n) {
		for (n = 0; i + n < text.n && is_plain(text.s[i + n]); n++)
			continue;
		put(pen, text.s + i, n);
		if ((i += n) == text.n)
			break;
		n = bt_utf8(text.s + i, text.n - i);
		if (n == 0)
			put(pen, "\xef\xbf\xbd", 3);
		else if (n == 1)
			put_escape(pen, text.s[i]);
		else
			put(pen, text.s + i, n);
		i += n == 0 ? 1 : n;
	}
	put_byte(pen, '"');
}

/* Whatever the delimiter of the table is. */
static inline bool
is_special(char ch)
{
	return ch == ',' || ch == ';' || ch == '\t' || ch == '"' ||
	    ch == '\n' || ch == '\r';
}

static bool
wants_quotes(struct bt_span text)
{
	size_t i;

	if (text.n == 0)
		return false;
	if (text.s[0] == ' ' || text.s[text.n - 1] == ' ')
		return true;
	for (i = 0; i < text.n; i++)
		if (is_special(text.s[i]))
			return true;
	return false;
}

static void
put_csv_text(struct pen *pen, struct bt_span text)
{
	const char *p;
	size_t n;

	if (!wants_quotes(text)) {
		put(pen, text.s, text.n);
		return;
	}
	put_byte(pen, '"');
	while ((p = memchr(text.s, '"', text.n)) != NULL) {
		n = (size_t)(p - text.s) + 1;
		put(pen, text.s, n);
		put_byte(pen, '"');
		text.s += n;
		text.n -= n;
	}
	put(pen, text.s, text.n);
	put_byte(pen, '"');
}

static void
put_text(struct pen *pen, enum bt_format format, struct bt_span text)
{
	if (format == BT_CSV)
		put_csv_text(pen, text);
	else
		put_json_text(pen, text);
}

static void
put_nothing(struct pen *pen, enum bt_format format)
{
	if (format == BT_NDJSON)
		put(pen, "null", 4);
}

static void
put_real(struct pen *pen, enum bt_format format, double x)
{
	if (!isfinite(x)) {
		put_nothing(pen, format);
		return;
	}
	need(pen, SHORT);
	pen->p += bt_num_format(pen->p, x);
}

static void
put_count(struct pen *pen, size_t n)
{
	need(pen, SHORT);
	if (n < 10)
		*pen->p++ = (char)('0' + n);
	else
		pen->p += bt_num_format_int(pen->p, (long long)n);
}

static void
put_time(struct pen *pen, const struct bt_record_rule *rule, int64_t t,
    struct bt_time_day *day)
{
	if (t == BT_TIME_NONE) {
		put_nothing(pen, rule->format);
		return;
	}
	need(pen, SHORT);
	if (rule->format == BT_NDJSON)
		*pen->p++ = '"';
	pen->p += bt_time_format_day(pen->p, t, rule->date_only, day);
	if (rule->format == BT_NDJSON)
		*pen->p++ = '"';
}

static void
put_value(struct pen *pen, const struct bt_record_rule *rule,
    enum bt_col_type type, const void *v)
{
	struct bt_time_day day = { 0 };

	switch (type) {
	case BT_COL_REAL:
		put_real(pen, rule->format, *(const double *)v);
		break;
	case BT_COL_COUNT:
		put_count(pen, *(const size_t *)v);
		break;
	case BT_COL_TIME:
		put_time(pen, rule, *(const int64_t *)v, &day);
		break;
	case BT_COL_TEXT:
		if (((const struct bt_span *)v)->s == NULL)
			put_nothing(pen, rule->format);
		else
			put_text(pen, rule->format,
			    *(const struct bt_span *)v);
		break;
	case BT_COL_BOOL:
		if (*(const bool *)v)
			put(pen, "true", 4);
		else
			put(pen, "false", 5);
		break;
	}
}

void
bt_record_header(struct bt_out *out, const struct bt_record_rule *rule,
    const struct bt_col *cols)
{
	struct pen pen = { out, NULL, NULL, NULL };
	const struct bt_col *c;

	if (rule->format != BT_CSV)
		return;
	for (c = cols; c->name != NULL; c++) {
		if (c != cols)
			put_byte(&pen, ',');
		put(&pen, c->name, strlen(c->name));
	}
	put_byte(&pen, '\n');
	lift(&pen);
}

/* Keys are ours, and short. */
static inline void
put_key(struct pen *pen, const char *name, char before)
{
	char *p;

	need(pen, SHORT);
	p = pen->p;
	*p++ = before;
	*p++ = '"';
	while (*name != '\0')
		*p++ = *name++;
	*p++ = '"';
	*p++ = ':';
	pen->p = p;
}

void
bt_record_write(struct bt_out *out, const struct bt_record_rule *rule,
    const struct bt_col *cols, const void *row)
{
	struct pen pen = { out, NULL, NULL, NULL };
	const struct bt_col *c;
	char before = '{';

	if (rule->format == BT_NDJSON && rule->type != NULL) {
		put_key(&pen, "type", before);
		put_json_text(&pen, bt_span(rule->type));
		before = ',';
	}
	for (c = cols; c->name != NULL; c++) {
		if (rule->format == BT_NDJSON)
			put_key(&pen, c->name, before);
		else if (c != cols)
			put_byte(&pen, ',');
		before = ',';
		put_value(&pen, rule, c->type, (const char *)row + c->off);
	}
	if (rule->format == BT_NDJSON)
		put_byte(&pen, '}');
	put_byte(&pen, '\n');
	lift(&pen);
}

/* What stands before a value, and what the last one was. */
struct cell {
	enum bt_col_type	 type;
	size_t			 off;
	size_t			 lead, nlead;	/* in the leads */
	double			 real;		/* NAN: none yet */
	size_t			 n;
	char			 text[BT_NUM_MAX];
};

struct bt_record_table {
	struct bt_record_rule	 rule;
	struct bt_time_day	 day;
	struct bt_buf		 leads;
	size_t			 n;
	struct cell		*cells;
};

/* Leads are copied so many bytes at a time, as there are behind the last. */
#define LEAD 32

static int
add_lead(struct bt_record_table *t, const struct bt_col *c,
    struct bt_err *err)
{
	const char *type = t->n == 0 ? t->rule.type : NULL;

	if (t->rule.format == BT_CSV)
		return bt_buf_add(&t->leads, ",", t->n > 0, err);
	return bt_buf_printf(&t->leads, err, "%s%s%s%s\"%s\":",
	    t->n == 0 ? "{" : ",", type == NULL ? "" : "\"type\":\"",
	    type == NULL ? "" : type, type == NULL ? "" : "\",", c->name);
}

static int
add_cells(struct bt_record_table *t, const struct bt_col *cols,
    struct bt_err *err)
{
	static const char padding[LEAD];
	const struct bt_col *c;
	struct cell *cell;
	size_t n = 0;

	while (cols[n].name != NULL)
		n++;
	if ((t->cells = bt_calloc(n, sizeof(*t->cells), err)) == NULL)
		return -1;
	for (c = cols; c->name != NULL; c++, t->n++) {
		cell = &t->cells[t->n];
		cell->type = c->type;
		cell->off = c->off;
		cell->real = NAN;
		cell->lead = t->leads.n;
		if (add_lead(t, c, err) == -1)
			return -1;
		cell->nlead = t->leads.n - cell->lead;
	}
	return bt_buf_add(&t->leads, padding, sizeof(padding), err);
}

struct bt_record_table *
bt_record_table_new(const struct bt_record_rule *rule,
    const struct bt_col *cols, struct bt_err *err)
{
	struct bt_record_table *t;

	if ((t = bt_calloc(1, sizeof(*t), err)) == NULL)
		return NULL;
	t->rule = *rule;
	if (add_cells(t, cols, err) == -1) {
		bt_record_table_free(t);
		return NULL;
	}
	return t;
}

void
bt_record_table_free(struct bt_record_table *t)
{
	if (t == NULL)
		return;
	bt_buf_free(&t->leads);
	free(t->cells);
	free(t);
}

static inline void
put_lead(struct pen *pen, const char *s, size_t n)
{
	if (n > LEAD) {
		put(pen, s, n);
		return;
	}
	need(pen, LEAD);
	memcpy(pen->p, s, LEAD);
	pen->p += n;
}

/* A number that the row before had, too, is there as text. */
static inline void
put_real_again(struct pen *pen, enum bt_format format, struct cell *cell,
    double x)
{
	if (x != cell->real) {
		if (!isfinite(x)) {
			put_nothing(pen, format);
			return;
		}
		cell->real = x;
		cell->n = bt_num_format(cell->text, x);
	}
	need(pen, BT_NUM_MAX);
	memcpy(pen->p, cell->text, BT_NUM_MAX);
	pen->p += cell->n;
}

void
bt_record_table_write(struct bt_record_table *t, struct bt_out *out,
    const void *row)
{
	struct pen pen = { out, NULL, NULL, NULL };
	struct cell *cell = t->cells;
	const void *v;

	for (; cell < t->cells + t->n; cell++) {
		put_lead(&pen, t->leads.s + cell->lead, cell->nlead);
		v = (const char *)row + cell->off;
		if (cell->type == BT_COL_REAL)
			put_real_again(&pen, t->rule.format, cell,
			    *(const double *)v);
		else if (cell->type == BT_COL_TIME)
			put_time(&pen, &t->rule, *(const int64_t *)v,
			    &t->day);
		else
			put_value(&pen, &t->rule, cell->type, v);
	}
	if (t->rule.format == BT_NDJSON)
		put_byte(&pen, '}');
	put_byte(&pen, '\n');
	lift(&pen);
}

void
bt_json_text(struct bt_out *out, struct bt_span text)
{
	struct pen pen = { out, NULL, NULL, NULL };

	if (text.s == NULL)
		put_nothing(&pen, BT_NDJSON);
	else
		put_json_text(&pen, text);
	lift(&pen);
}

void
bt_json_real(struct bt_out *out, double x)
{
	struct pen pen = { out, NULL, NULL, NULL };

	put_real(&pen, BT_NDJSON, x);
	lift(&pen);
}

void
bt_json_time(struct bt_out *out, int64_t t, bool date_only)
{
	const struct bt_record_rule rule = { BT_NDJSON, NULL, date_only };
	struct pen pen = { out, NULL, NULL, NULL };

	put_value(&pen, &rule, BT_COL_TIME, &t);
	lift(&pen);
}

void
bt_csv_cell(struct bt_out *out, struct bt_span text)
{
	struct pen pen = { out, NULL, NULL, NULL };

	if (text.s != NULL)
		put_csv_text(&pen, text);
	lift(&pen);
}
