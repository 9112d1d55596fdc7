/* SPDX-License-Identifier: ISC */
#include "lib/stream/record_own.h"

#include <math.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/stream/utf8.h"

void
bt_pen_lift(struct bt_pen *pen)
{
	if (pen->begin == NULL)
		return;
	bt_out_used(pen->out, (size_t)(pen->p - pen->begin));
	pen->begin = pen->p = pen->end = NULL;
}

void
bt_pen_put(struct bt_pen *pen, const char *s, size_t n)
{
	if (n > BT_PEN_STRETCH) {
		bt_pen_lift(pen);
		bt_out_write(pen->out, s, n);
		return;
	}
	if (n == 0)
		return;
	bt_pen_need(pen, n);
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
put_escape(struct bt_pen *pen, char ch)
{
	static const char set[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
	static const char hex[] = "0123456789abcdef";
	const char *p = memchr(set, ch, sizeof(set) - 1);

	if (p != NULL) {
		bt_pen_byte(pen, '\\');
		bt_pen_byte(pen, names[p - set]);
	} else {
		bt_pen_put(pen, "\\u00", 4);
		bt_pen_byte(pen, hex[(unsigned char)ch >> 4]);
		bt_pen_byte(pen, hex[(unsigned char)ch & 15]);
	}
}

/* JSON is UTF-8 or nothing: what is not becomes U+FFFD. */
static void
put_json_text(struct bt_pen *pen, struct bt_span text)
{
	size_t i = 0, n;

	bt_pen_byte(pen, '"');
	while (i < text.n) {
		for (n = 0; i + n < text.n && is_plain(text.s[i + n]); n++)
			continue;
		bt_pen_put(pen, text.s + i, n);
		if ((i += n) == text.n)
			break;
		n = bt_utf8(text.s + i, text.n - i);
		if (n == 0)
			bt_pen_put(pen, "\xef\xbf\xbd", 3);
		else if (n == 1)
			put_escape(pen, text.s[i]);
		else
			bt_pen_put(pen, text.s + i, n);
		i += n == 0 ? 1 : n;
	}
	bt_pen_byte(pen, '"');
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
put_csv_text(struct bt_pen *pen, struct bt_span text)
{
	const char *p;
	size_t n;

	if (!wants_quotes(text)) {
		bt_pen_put(pen, text.s, text.n);
		return;
	}
	bt_pen_byte(pen, '"');
	while ((p = memchr(text.s, '"', text.n)) != NULL) {
		n = (size_t)(p - text.s) + 1;
		bt_pen_put(pen, text.s, n);
		bt_pen_byte(pen, '"');
		text.s += n;
		text.n -= n;
	}
	bt_pen_put(pen, text.s, text.n);
	bt_pen_byte(pen, '"');
}

static void
put_text(struct bt_pen *pen, enum bt_format format, struct bt_span text)
{
	if (format == BT_CSV)
		put_csv_text(pen, text);
	else
		put_json_text(pen, text);
}

void
bt_record_nothing(struct bt_pen *pen, enum bt_format format)
{
	if (format == BT_NDJSON)
		bt_pen_put(pen, "null", 4);
}

static void
put_real(struct bt_pen *pen, enum bt_format format, double x)
{
	if (!isfinite(x)) {
		bt_record_nothing(pen, format);
		return;
	}
	bt_pen_need(pen, BT_PEN_SHORT);
	pen->p += bt_num_format(pen->p, x);
}

static void
put_count(struct bt_pen *pen, size_t n)
{
	bt_pen_need(pen, BT_PEN_SHORT);
	if (n < 10)
		*pen->p++ = (char)('0' + n);
	else
		pen->p += bt_num_format_int(pen->p, (long long)n);
}

void
bt_record_time(struct bt_pen *pen, const struct bt_record_rule *rule, int64_t t,
    struct bt_time_day *day)
{
	if (t == BT_TIME_NONE) {
		bt_record_nothing(pen, rule->format);
		return;
	}
	bt_pen_need(pen, BT_PEN_SHORT);
	if (rule->format == BT_NDJSON)
		*pen->p++ = '"';
	pen->p += bt_time_format_day(pen->p, t, rule->date_only, day);
	if (rule->format == BT_NDJSON)
		*pen->p++ = '"';
}

void
bt_record_value(struct bt_pen *pen, const struct bt_record_rule *rule,
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
		bt_record_time(pen, rule, *(const int64_t *)v, &day);
		break;
	case BT_COL_TEXT:
		if (((const struct bt_span *)v)->s == NULL)
			bt_record_nothing(pen, rule->format);
		else
			put_text(pen, rule->format,
			    *(const struct bt_span *)v);
		break;
	case BT_COL_BOOL:
		if (*(const bool *)v)
			bt_pen_put(pen, "true", 4);
		else
			bt_pen_put(pen, "false", 5);
		break;
	}
}

void
bt_record_header(struct bt_out *out, const struct bt_record_rule *rule,
    const struct bt_col *cols)
{
	struct bt_pen pen = { out, NULL, NULL, NULL };
	const struct bt_col *c;

	if (rule->format != BT_CSV)
		return;
	for (c = cols; c->name != NULL; c++) {
		if (c != cols)
			bt_pen_byte(&pen, ',');
		bt_pen_put(&pen, c->name, strlen(c->name));
	}
	bt_pen_byte(&pen, '\n');
	bt_pen_lift(&pen);
}

/* Keys are ours, and short. */
static inline void
put_key(struct bt_pen *pen, const char *name, char before)
{
	char *p;

	bt_pen_need(pen, BT_PEN_SHORT);
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
	struct bt_pen pen = { out, NULL, NULL, NULL };
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
			bt_pen_byte(&pen, ',');
		before = ',';
		bt_record_value(&pen, rule, c->type,
		    (const char *)row + c->off);
	}
	if (rule->format == BT_NDJSON)
		bt_pen_byte(&pen, '}');
	bt_pen_byte(&pen, '\n');
	bt_pen_lift(&pen);
}

void
bt_json_text(struct bt_out *out, struct bt_span text)
{
	struct bt_pen pen = { out, NULL, NULL, NULL };

	if (text.s == NULL)
		bt_record_nothing(&pen, BT_NDJSON);
	else
		put_json_text(&pen, text);
	bt_pen_lift(&pen);
}

void
bt_json_real(struct bt_out *out, double x)
{
	struct bt_pen pen = { out, NULL, NULL, NULL };

	put_real(&pen, BT_NDJSON, x);
	bt_pen_lift(&pen);
}

void
bt_json_time(struct bt_out *out, int64_t t, bool date_only)
{
	const struct bt_record_rule rule = { BT_NDJSON, NULL, date_only };
	struct bt_pen pen = { out, NULL, NULL, NULL };

	bt_record_value(&pen, &rule, BT_COL_TIME, &t);
	bt_pen_lift(&pen);
}

void
bt_csv_cell(struct bt_out *out, struct bt_span text)
{
	struct bt_pen pen = { out, NULL, NULL, NULL };

	if (text.s != NULL)
		put_csv_text(&pen, text);
	bt_pen_lift(&pen);
}
