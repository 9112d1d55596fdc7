/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/report/html_parts.h"
#include "lib/report/index_parts.h"

/* Of the curve in small, in units of its picture. */
#define WIDTH 120.0
#define HEIGHT 28.0

/* A file's name as part of an address: what is no plain letter is %XX. */
static void
put_address(const struct bt_html *h, const char *name)
{
	static const char plain[] = "-._~/";
	char code[8];
	const char *s, *p;

	for (s = name; *s != '\0'; s++) {
		for (p = plain; *p != '\0' && *p != *s; p++)
			;
		if (*p != '\0' || (*s >= '0' && *s <= '9') ||
		    (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z')) {
			bt_out_write(h->out, s, 1);
			continue;
		}
		(void)snprintf(code, sizeof(code), "%%%02X",
		    (unsigned)(unsigned char)*s);
		bt_html_put(h, code);
	}
}

/* An address that no name can make a scheme of. */
static void
put_link(const struct bt_html *h, const struct bt_index *x,
    const char *file, const char *text)
{
	bt_html_put(h, "<a href=\"");
	if (x->prefix[0] == '\0')
		bt_html_put(h, "./");
	put_address(h, x->prefix);
	put_address(h, file);
	bt_html_put(h, "\">");
	bt_html_text(h, bt_span(text));
	bt_html_put(h, "</a>");
}

static const char *
suffix_of(const char *name)
{
	const char *point = name, *s;

	for (s = name; *s != '\0'; s++)
		if (*s == '.')
			point = s + 1;
	return point;
}

static void
put_shape(const struct bt_html *h, const struct bt_index_run *run)
{
	char point[64];
	size_t i;

	bt_html_put(h, "<td class=\"shape\">");
	if (run->nshape > 1) {
		bt_html_put(h, "<svg width=\"120\" height=\"30\" "
		    "viewBox=\"0 0 120 30\" role=\"img\" "
		    "aria-label=\"the curve\"><polyline fill=\"none\" "
		    "stroke=\"currentColor\" stroke-width=\"1.3\" points=\"");
		for (i = 0; i < run->nshape; i++) {
			(void)snprintf(point, sizeof(point), "%s%.1f,%.1f",
			    i > 0 ? " " : "", WIDTH * (double)i /
			    (double)(run->nshape - 1),
			    1.0 + HEIGHT * (1.0 - run->shape[i]));
			bt_html_put(h, point);
		}
		bt_html_put(h, "\"/></svg>");
	}
	bt_html_put(h, "</td>");
}

static void
put_value(const struct bt_html *h, const struct bt_metric *m, double v)
{
	bt_html_put(h, "<td class=\"number\" data-v=\"");
	if (isfinite(v))
		bt_html_real(h, v);
	bt_html_put(h, "\">");
	bt_html_value(h, m->unit, v);
	bt_html_put(h, "</td>");
}

static void
put_times(const struct bt_html *h, const struct bt_index_run *run)
{
	bt_html_put(h, "<td>");
	bt_html_time(h, run->from, run->date_only);
	bt_html_put(h, "</td><td>");
	bt_html_time(h, run->to, run->date_only);
	bt_html_put(h, "</td>");
}

static void
put_run(const struct bt_html *h, const struct bt_index *x,
    const struct bt_index_run *run)
{
	const char *first = run->report[0];
	size_t i;

	bt_html_put(h, "<tr><td title=\"");
	bt_html_text(h, bt_span(run->title));
	bt_html_put(h, "\">");
	put_link(h, x, first != NULL ? first : run->file, run->file);
	for (i = 1; first != NULL && run->report[i] != NULL; i++) {
		bt_html_put(h, " \302\267 ");
		put_link(h, x, run->report[i], suffix_of(run->report[i]));
	}
	bt_html_put(h, "</td><td>");
	if (run->problem != NULL) {
		bt_html_put(h, "<span class=\"status\">");
		bt_html_text(h, bt_span(run->problem));
		bt_html_put(h, "</span>");
	} else {
		bt_html_put(h, run->status == BT_COMPLETED ? "<span>" :
		    "<span class=\"status\">");
		bt_html_put(h, bt_status_name(run->status));
		bt_html_put(h, "</span>");
	}
	bt_html_put(h, "</td>");
	put_shape(h, run);
	put_times(h, run);
	for (i = 0; i < x->nmetrics; i++)
		put_value(h, x->metric[i], run->value[i]);
	bt_html_put(h, "</tr>\n");
}

static void
put_heads(const struct bt_html *h, const struct bt_index *x)
{
	size_t i;

	bt_html_put(h, "<thead><tr><th scope=\"col\">Run</th>"
	    "<th scope=\"col\">Status</th>"
	    "<th scope=\"col\" class=\"shape\">Curve</th>"
	    "<th scope=\"col\">From</th><th scope=\"col\">To</th>");
	for (i = 0; i < x->nmetrics; i++) {
		bt_html_put(h, "<th scope=\"col\" class=\"number\" title=\"");
		bt_html_text(h, bt_span(x->metric[i]->help));
		bt_html_put(h, "\">");
		bt_html_text(h, bt_span(x->metric[i]->title));
		bt_html_put(h, "</th>");
	}
	bt_html_put(h, "</tr></thead>\n");
}

void
bt_index_html(const struct bt_index *x, struct bt_out *out,
    struct bt_err *err)
{
	const struct bt_html h = { .out = out, .err = err };
	size_t i;

	bt_html_head(&h, bt_span(x->title != NULL ? x->title : "Runs"),
	    bt_html_index_hash);
	bt_html_put(&h, "<header><div><h1>");
	bt_html_text(&h, bt_span(x->title != NULL ? x->title : "Runs"));
	bt_html_put(&h, "</h1>\n<p>");
	bt_html_value(&h, BT_UNIT_COUNT, (double)x->n);
	bt_html_put(&h, " in ");
	bt_html_text(&h, bt_span(x->dir));
	bt_html_put(&h, "</p></div></header>\n<main>\n<section>"
	    "<div class=\"bar\"><label hidden>Filter "
	    "<input id=\"query\" type=\"search\"></label></div>\n"
	    "<div class=\"wide\" tabindex=\"0\"><table class=\"data\">\n");
	put_heads(&h, x);
	bt_html_put(&h, "<tbody>\n");
	for (i = 0; i < x->n; i++)
		put_run(&h, x, &x->run[i]);
	bt_html_put(&h, "</tbody></table></div></section>\n</main>\n"
	    "<footer>Losses are negative. Made by bt-export " BT_VERSION
	    ".</footer>\n<script>");
	bt_html_put(&h, bt_html_index);
	bt_html_put(&h, "</script>\n</body>\n</html>\n");
}
