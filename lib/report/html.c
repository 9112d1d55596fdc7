/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/report/format.h"
#include "lib/report/html_parts.h"
#include "lib/study/shown.h"

/* A run of which all runs have something: a part is shown if any has it. */
static bool
any(const struct bt_html *h, bool (*has)(const struct bt_document *))
{
	size_t k;

	for (k = 0; k < h->n; k++)
		if (has(h->docs[k]))
			return true;
	return false;
}

static bool
has_curve(const struct bt_document *doc)
{
	return doc->n > 0;
}

static bool
has_exposure(const struct bt_document *doc)
{
	return doc->n > 0 && doc->exposure != NULL;
}

static bool
has_years(const struct bt_document *doc)
{
	return doc->nyears > 0;
}

static bool
has_bins(const struct bt_document *doc)
{
	return doc->nbins > 0;
}

static bool
has_periods(const struct bt_document *doc)
{
	return doc->nbins > 0 && (doc->study.have & BT_NEEDS_PERIODS) != 0;
}

static bool
has_trades(const struct bt_document *doc)
{
	return doc->ntrades > 0;
}

static bool
has_prices(const struct bt_document *doc)
{
	return doc->nprices > 0;
}

static bool
has_run(const struct bt_document *doc)
{
	return doc->has_summary;
}

static void
put_facts(const struct bt_html *h, const struct bt_document *doc)
{
	const struct bt_study *s = &doc->study;

	bt_html_put(h, "<p>");
	if (s->from != BT_TIME_NONE) {
		bt_html_time(h, s->from, doc->date_only);
		bt_html_put(h, " to ");
		bt_html_time(h, s->to, doc->date_only);
		bt_html_put(h, " \302\267 ");
	}
	bt_html_value(h, BT_UNIT_COUNT, (double)doc->n);
	bt_html_put(h, " rows");
	if ((s->have & BT_NEEDS_PERIODS) != 0) {
		bt_html_put(h, s->daily ? " \302\267 returns by day, " :
		    " \302\267 returns by bar, ");
		bt_html_value(h, BT_UNIT_COUNT, s->periods.per_year);
		bt_html_put(h, " a year, risk-free rate ");
		bt_html_value(h, BT_UNIT_FRACTION, s->risk_free);
	}
	if (doc->benchmark_name != NULL) {
		bt_html_put(h, " \302\267 benchmark ");
		bt_html_text(h, bt_span(doc->benchmark_name));
	}
	if (doc->has_summary && doc->status != BT_COMPLETED) {
		bt_html_put(h, " \302\267 <span class=\"status\">");
		bt_html_put(h, bt_status_name(doc->status));
		bt_html_put(h, "</span>");
	}
	bt_html_put(h, "</p>\n");
}

/* A section that the script fills. */
struct drawn {
	const char	*id, *host, *title, *note;
	bool		(*has)(const struct bt_document *);
};

static const struct drawn equity = { "equity", "chart-equity",
    "Equity and drawdown", "Drag to zoom; Shift and drag, or drag the axis, "
    "to move; after a click the wheel zooms; double click for everything. "
    "Keys: arrows, + \342\210\222 0.", has_curve };
static const struct drawn price = { "price", "chart-price",
    "Price and trades", "Triangles are entries, long up and short down; dots "
    "are exits, in the colour of the result. Zoom in for candles.",
    has_prices };
static const struct drawn years = { "years", "chart-years",
    "Yearly returns", NULL, has_years };
static const struct drawn returns = { "returns", "chart-returns",
    "Distribution of returns", NULL, has_bins };
static const struct drawn rolling = { "rolling", "chart-rolling",
    "Rolling Sharpe ratio and volatility", NULL, has_periods };
static const struct drawn exposure = { "exposure", "chart-exposure",
    "Exposure", NULL, has_exposure };
static const struct drawn trades = { "trades", "table-trades", "Trades",
    NULL, has_trades };
static const struct drawn events = { "events", "table-events", "Events",
    "What was asked for and did not happen as asked.", has_run };

static void
put_drawn(const struct bt_html *h, const struct drawn *d)
{
	if (!any(h, d->has))
		return;
	bt_html_section(h, d->id, d->title);
	bt_html_put(h, "<div id=\"");
	bt_html_put(h, d->host);
	bt_html_put(h, "\"><noscript>This needs a browser that runs the "
	    "page's own script.</noscript></div>\n");
	if (d->note != NULL) {
		bt_html_put(h, "<p class=\"note\">");
		bt_html_put(h, d->note);
		bt_html_put(h, "</p>\n");
	}
	bt_html_put(h, "</section>\n");
}

static void
put_pair(const struct bt_html *h)
{
	if (!any(h, has_years) && !any(h, has_bins))
		return;
	bt_html_put(h, h->n == 1 && any(h, has_years) && any(h, has_bins) ?
	    "<div class=\"pair\">\n" : "<div>\n");
	put_drawn(h, &years);
	if (h->n == 1)
		put_drawn(h, &returns);
	bt_html_put(h, "</div>\n");
}

static void
put_single(const struct bt_html *h)
{
	bt_html_cards(h);
	put_drawn(h, &equity);
	put_drawn(h, &price);
	bt_html_months(h);
	put_pair(h);
	put_drawn(h, &rolling);
	bt_html_drawdowns(h);
	put_drawn(h, &trades);
	bt_html_metrics(h);
	put_drawn(h, &exposure);
	put_drawn(h, &events);
	bt_html_config(h);
}

static void
put_comparison(const struct bt_html *h)
{
	put_drawn(h, &equity);
	bt_html_metrics(h);
	put_pair(h);
	put_drawn(h, &rolling);
	put_drawn(h, &exposure);
	put_drawn(h, &trades);
	put_drawn(h, &events);
	bt_html_config(h);
}

int
bt_format_html(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	const struct bt_html h = { out, docs, ndocs, rule, err };
	const struct bt_span title = bt_span(ndocs == 1 ? docs[0]->title :
	    rule->title != NULL ? rule->title : "Comparison of runs");

	if (docs[0]->trials != NULL)
		return bt_html_trials(&h);
	bt_html_head(&h, title, bt_html_script_hash);
	bt_html_put(&h, "<header><div><h1>");
	bt_html_text(&h, title);
	bt_html_put(&h, "</h1>\n");
	if (ndocs == 1)
		put_facts(&h, docs[0]);
	bt_html_put(&h, "</div></header>\n<main>\n");
	if (ndocs == 1)
		put_single(&h);
	else
		put_comparison(&h);
	bt_html_put(&h, "</main>\n<footer>Losses are negative. Made by "
	    "bt-export " BT_VERSION ".</footer>\n");
	if (bt_html_data(&h) == -1)
		return -1;
	bt_html_put(&h, "<script>");
	bt_html_put(&h, bt_html_script);
	bt_html_put(&h, "</script>\n</body>\n</html>\n");
	return 0;
}
