/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/report/html_parts.h"
#include "lib/study/shown.h"

#define WORST 10		/* drawdowns in their table */
#define SHADES 5
#define ABREAST 4		/* runs in a table of half the width */

static bool
is_wanted(const struct bt_html *h, const struct bt_metric *m)
{
	size_t i, k;

	for (i = 0; i < h->rule->nmetrics; i++)
		if (h->rule->metric[i] == m)
			break;
	for (k = 0; i < h->rule->nmetrics && k < h->n; k++)
		if ((m->needs & ~h->docs[k]->study.have) == 0)
			return true;
	return false;
}

/* What someone who has five seconds wants to know. */
void
bt_html_cards(const struct bt_html *h)
{
	static const struct {
		const char	*name;
		bool		 coloured;
	} cards[] = {
		{ "total_return", true }, { "cagr", true },
		{ "sharpe", false }, { "max_drawdown", false },
		{ "volatility", false }, { "final_equity", false },
		{ "trades", false }, { "win_rate", false },
		{ "profit_factor", false }, { "exposure", false },
	};
	const struct bt_metric *m;
	size_t i;
	double x;

	bt_html_put(h, "<dl class=\"cards\">\n");
	for (i = 0; i < sizeof(cards) / sizeof(cards[0]); i++) {
		m = bt_metric_find(bt_span(cards[i].name));
		if (!is_wanted(h, m))
			continue;
		x = bt_metric_value(m, &h->docs[0]->study);
		bt_html_put(h, "<div><dt>");
		bt_html_put(h, m->title);
		bt_html_put(h, "</dt><dd");
		if (cards[i].coloured && !isnan(x) && x != 0.0)
			bt_html_put(h, x > 0.0 ? " class=\"gain\"" :
			    " class=\"loss\"");
		bt_html_put(h, ">");
		bt_html_value(h, m->unit, x);
		bt_html_put(h, "</dd></div>\n");
	}
	bt_html_put(h, "</dl>\n");
}

/* The definition waits behind the name, for the pointer and the keyboard. */
static void
put_name(const struct bt_html *h, const struct bt_metric *m)
{
	bt_html_put(h, "<th scope=\"row\"><span class=\"tip\">"
	    "<span tabindex=\"0\" aria-describedby=\"m-");
	bt_html_put(h, m->name);
	bt_html_put(h, "\">");
	bt_html_text(h, bt_span(m->title));
	bt_html_put(h, "</span><span role=\"tooltip\" id=\"m-");
	bt_html_put(h, m->name);
	bt_html_put(h, "\">");
	bt_html_text(h, bt_span(m->help));
	if (m->formula != NULL) {
		bt_html_put(h, "<em>= ");
		bt_html_text(h, bt_span(m->formula));
		bt_html_put(h, "</em>");
	}
	if (h->n == 1 && isnan(bt_metric_value(m, &h->docs[0]->study))) {
		bt_html_put(h, "<em>n/a: ");
		bt_html_text(h, bt_span(bt_metric_why(m,
		    &h->docs[0]->study)));
		bt_html_put(h, "</em>");
	}
	bt_html_put(h, "</span></span></th>");
}

static void
put_metric(const struct bt_html *h, const struct bt_metric *m)
{
	const struct bt_study *s;
	double x;
	size_t k;

	bt_html_put(h, "<tr>");
	put_name(h, m);
	for (k = 0; k < h->n; k++) {
		s = &h->docs[k]->study;
		x = bt_metric_value(m, s);
		if (isnan(x)) {
			bt_html_put(h, "<td class=\"number\" title=\"");
			bt_html_text(h, bt_span(bt_metric_why(m, s)));
			bt_html_put(h, "\">n/a</td>");
		} else
			bt_html_cell_value(h, m->unit, x);
	}
	bt_html_put(h, "</tr>\n");
}

static void
put_runs(const struct bt_html *h)
{
	size_t k;

	if (h->n == 1)
		return;
	bt_html_put(h, "<thead><tr><td></td>");
	for (k = 0; k < h->n; k++) {
		bt_html_put(h, "<th scope=\"col\" class=\"number\">");
		bt_html_text(h, bt_html_name(h->docs[k]));
		bt_html_put(h, "</th>");
	}
	bt_html_put(h, "</tr></thead>");
}

static void
put_group(const struct bt_html *h, const struct bt_metric_group *g)
{
	const struct bt_metric *m;
	bool any = false;

	for (m = g->rows; m->name != NULL; m++) {
		if (!is_wanted(h, m))
			continue;
		if (!any) {
			bt_html_put(h, "<div><h3>");
			bt_html_put(h, g->name);
			bt_html_put(h, "</h3><table>");
			put_runs(h);
			bt_html_put(h, "<tbody>\n");
		}
		any = true;
		put_metric(h, m);
	}
	if (any)
		bt_html_put(h, "</tbody></table></div>\n");
}

void
bt_html_metrics(const struct bt_html *h)
{
	const struct bt_metric_group *g;
	size_t i;

	bt_html_section(h, "metrics", "Metrics");
	bt_html_put(h, h->n == 1 ? "<div class=\"groups\">\n" :
	    h->n <= ABREAST ? "<div class=\"groups many\">\n" :
	    "<div class=\"wide\">\n");
	for (i = 0; (g = bt_metric_group_at(i)) != NULL; i++)
		put_group(h, g);
	bt_html_put(h, "</div>\n<p class=\"note\">Point at a name, or move "
	    "to it with the Tab key, for its definition.</p>\n</section>\n");
}

static void
put_shade(const struct bt_html *h, double ret, double most)
{
	char buf[BT_SHOWN_MAX], class[32];
	int shade = most > 0.0 ?
	    (int)ceil(SHADES * sqrt(fabs(ret) / most)) : 0;
	struct bt_span s = bt_shown_bare(buf, BT_UNIT_FRACTION, ret, 1);

	shade = shade > SHADES ? SHADES : shade;
	(void)snprintf(class, sizeof(class), "<td class=\"%c%d\">",
	    ret < 0.0 ? 'd' : 'u', shade);
	bt_html_put(h, class);
	if (s.s[0] == '-') {
		bt_html_put(h, "\342\210\222");
		s = (struct bt_span){ s.s + 1, s.n - 1 };
	}
	bt_html_text(h, s);
	bt_html_put(h, "</td>");
}

static double
largest(const struct bt_month *m, size_t n)
{
	double most = 0.0;
	size_t i;

	for (i = 0; i < n; i++)
		most = fmax(most, fabs(m[i].ret));
	return most;
}

static void
put_year(const struct bt_html *h, const struct bt_document *doc, size_t y,
    size_t *at)
{
	const double most = largest(doc->month, doc->nmonths);
	char year[16];
	int month;

	(void)snprintf(year, sizeof(year), "%d", doc->year[y].year);
	bt_html_put(h, "<tr><th scope=\"row\">");
	bt_html_put(h, year);
	bt_html_put(h, "</th>");
	for (month = 1; month <= 12; month++)
		if (*at < doc->nmonths &&
		    doc->month[*at].year == doc->year[y].year &&
		    doc->month[*at].month == month)
			put_shade(h, doc->month[(*at)++].ret, most);
		else
			bt_html_put(h, "<td></td>");
	put_shade(h, doc->year[y].ret, largest(doc->year, doc->nyears));
	bt_html_put(h, "</tr>\n");
}

void
bt_html_months(const struct bt_html *h)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
		"Year" };
	const struct bt_document *doc = h->docs[0];
	size_t i, at = 0;

	if (doc->nmonths == 0)
		return;
	bt_html_section(h, "months", "Monthly returns, %");
	bt_html_put(h, "<div class=\"wide\" tabindex=\"0\">"
	    "<table class=\"heat\"><thead><tr><td></td>");
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		bt_html_put(h, "<th scope=\"col\">");
		bt_html_put(h, names[i]);
		bt_html_put(h, "</th>");
	}
	bt_html_put(h, "</tr></thead><tbody>\n");
	for (i = 0; i < doc->nyears; i++)
		put_year(h, doc, i, &at);
	bt_html_put(h, "</tbody></table></div>\n</section>\n");
}

static void
put_drawdown(const struct bt_html *h, const struct bt_document *doc,
    size_t i)
{
	const struct bt_episode *e = &doc->drawdown[i];

	bt_html_put(h, "<tr>");
	bt_html_cell_value(h, BT_UNIT_COUNT, (double)i + 1.0);
	bt_html_cell_value(h, BT_UNIT_FRACTION, e->depth);
	bt_html_put(h, "<td>");
	bt_html_time(h, e->from, doc->date_only);
	bt_html_put(h, "</td><td>");
	bt_html_time(h, e->trough, doc->date_only);
	bt_html_put(h, "</td><td>");
	if (e->to == BT_TIME_NONE)
		bt_html_put(h, "not recovered");
	else
		bt_html_time(h, e->to, doc->date_only);
	bt_html_put(h, "</td>");
	bt_html_cell_value(h, BT_UNIT_COUNT, e->days);
	bt_html_cell_value(h, BT_UNIT_COUNT, (double)e->bars);
	bt_html_put(h, "</tr>\n");
}

void
bt_html_drawdowns(const struct bt_html *h)
{
	const struct bt_document *doc = h->docs[0];
	size_t i;

	if (doc->ndrawdowns == 0)
		return;
	bt_html_section(h, "drawdowns", "Worst drawdowns");
	bt_html_put(h, "<div class=\"wide\" tabindex=\"0\"><table><thead>"
	    "<tr><th scope=\"col\" class=\"number\">#</th>"
	    "<th scope=\"col\" class=\"number\">Depth</th>"
	    "<th scope=\"col\">High</th><th scope=\"col\">Low</th>"
	    "<th scope=\"col\">Recovered</th>"
	    "<th scope=\"col\" class=\"number\">Days</th>"
	    "<th scope=\"col\" class=\"number\">Bars</th></tr></thead>"
	    "<tbody>\n");
	for (i = 0; i < doc->ndrawdowns && i < WORST; i++)
		put_drawdown(h, doc, i);
	bt_html_put(h, "</tbody></table></div>\n");
	if (doc->ndrawdowns > WORST) {
		bt_html_put(h, "<p class=\"note\">The ten deepest of ");
		bt_html_value(h, BT_UNIT_COUNT, (double)doc->ndrawdowns);
		bt_html_put(h, ".</p>\n");
	}
	bt_html_put(h, "</section>\n");
}
