/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/report/html_parts.h"
#include "lib/stream/utf8.h"
#include "lib/study/shown.h"

void
bt_html_put(const struct bt_html *h, const char *markup)
{
	bt_out_text(h->out, markup);
}

/* What stands for a byte; NULL: itself. */
typedef const char	*escape_fn(unsigned char, char room[8]);

static const char *
escape_html(unsigned char c, char room[8])
{
	(void)room;
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t':
	case '\n':
		return " ";
	default:
		return c < 0x20 || c == 0x7f ? "\357\277\275" : NULL;
	}
}

static const char *
escape_json(unsigned char c, char room[8])
{
	if (c >= 0x20 && c != 0x7f && strchr("\"\\<>&'", c) == NULL)
		return NULL;
	(void)snprintf(room, 8, "\\u%04x", c);
	return room;
}

static void
put_escaped(const struct bt_html *h, struct bt_span t, escape_fn *escape)
{
	const char *instead;
	size_t begin = 0, i = 0, n;
	char room[8];

	while (i < t.n) {
		n = bt_utf8(t.s + i, t.n - i);
		instead = n == 0 ? "\357\277\275" : n > 1 ? NULL :
		    escape((unsigned char)t.s[i], room);
		if (instead != NULL) {
			bt_out_write(h->out, t.s + begin, i - begin);
			bt_out_text(h->out, instead);
			begin = i + (n == 0 ? 1 : n);
		}
		i += n == 0 ? 1 : n;
	}
	bt_out_write(h->out, t.s + begin, t.n - begin);
}

void
bt_html_text(const struct bt_html *h, struct bt_span text)
{
	put_escaped(h, text, escape_html);
}

void
bt_html_string(const struct bt_html *h, struct bt_span text)
{
	bt_html_put(h, "\"");
	put_escaped(h, text, escape_json);
	bt_html_put(h, "\"");
}

void
bt_html_value(const struct bt_html *h, enum bt_unit unit, double x)
{
	char buf[BT_SHOWN_MAX];
	struct bt_span s = bt_shown(buf, unit, x);
	size_t digits, i;

	if (s.n > 0 && s.s[0] == '-') {
		bt_html_put(h, "\342\210\222");
		s = (struct bt_span){ s.s + 1, s.n - 1 };
	}
	for (digits = 0; digits < s.n && s.s[digits] >= '0' &&
	    s.s[digits] <= '9'; digits++)
		continue;
	for (i = 0; i < digits; i++) {
		if (i > 0 && (digits - i) % 3 == 0)
			bt_html_put(h, ",");
		bt_out_write(h->out, s.s + i, 1);
	}
	bt_out_write(h->out, s.s + digits, s.n - digits);
}

void
bt_html_real(const struct bt_html *h, double x)
{
	char buf[BT_NUM_MAX];

	if (isfinite(x))
		bt_out_write(h->out, buf, bt_num_format(buf, x));
	else
		bt_html_put(h, "null");
}

void
bt_html_time(const struct bt_html *h, int64_t t, bool date_only)
{
	char buf[BT_SHOWN_MAX];

	bt_html_text(h, bt_shown_time(buf, t, date_only));
}

void
bt_html_cell_value(const struct bt_html *h, enum bt_unit unit, double x)
{
	bt_html_put(h, "<td class=\"number\">");
	bt_html_value(h, unit, x);
	bt_html_put(h, "</td>");
}

void
bt_html_cell_text(const struct bt_html *h, struct bt_span text)
{
	bt_html_put(h, "<td>");
	bt_html_text(h, text);
	bt_html_put(h, "</td>");
}

void
bt_html_section(const struct bt_html *h, const char *id, const char *title)
{
	bt_html_put(h, "<section id=\"");
	bt_html_put(h, id);
	bt_html_put(h, "\"><h2>");
	bt_html_put(h, title);
	bt_html_put(h, "</h2>\n");
}

struct bt_span
bt_html_name(const struct bt_document *doc)
{
	const char *slash = strrchr(doc->source, '/');

	return bt_span(slash != NULL ? slash + 1 : doc->source);
}

void
bt_html_head(const struct bt_html *h, struct bt_span title,
    const char *script_hash)
{
	bt_html_put(h, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; script-src '");
	bt_html_put(h, script_hash);
	bt_html_put(h, "'; style-src '");
	bt_html_put(h, bt_html_style_hash);
	bt_html_put(h, "'; img-src data:; base-uri 'none'; "
	    "form-action 'none'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n<meta name=\"generator\" content=\"bt-export "
	    BT_VERSION "\">\n<link rel=\"icon\" href=\"data:,\">\n<title>");
	bt_html_text(h, title);
	bt_html_put(h, "</title>\n<style>");
	bt_html_put(h, bt_html_style);
	bt_html_put(h, "</style>\n</head>\n<body>\n");
}
