/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/report/html_parts.h"

#define FEWEST 10		/* returns that a rolling number is made of */
#define POINTS 800		/* of a rolling line at most */

static void
put_key(const struct bt_html *h, const char *key)
{
	bt_html_put(h, ",\"");
	bt_html_put(h, key);
	bt_html_put(h, "\":");
}

static void
put_bool(const struct bt_html *h, const char *key, bool yes)
{
	put_key(h, key);
	bt_html_put(h, yes ? "true" : "false");
}

/* Two ascending lists of indices as one; frees both. */
static size_t *
merge(size_t *a, size_t na, size_t *b, size_t nb, size_t *n,
    struct bt_err *err)
{
	size_t *list = NULL, i = 0, k = 0, at;

	*n = 0;
	if (a != NULL && b != NULL)
		list = bt_calloc(na + nb, sizeof(*list), err);
	while (list != NULL && (i < na || k < nb)) {
		at = k == nb || (i < na && a[i] <= b[k]) ? a[i] : b[k];
		i += i < na && a[i] == at;
		k += k < nb && b[k] == at;
		list[(*n)++] = at;
	}
	free(a);
	free(b);
	return list;
}

/*
 * The points that a chart of so many columns cannot do without: of each
 * column the first and the last, and the lowest and highest of every curve.
 */
static size_t *
points_of(const struct bt_html *h, const struct bt_document *doc,
    const double *depth, size_t *n)
{
	const double *const curves[] = { depth, doc->benchmark };
	const size_t each = doc->benchmark != NULL ? 8 : 6;
	size_t columns = h->rule->max_points / each, i, more = 0, *list, *other;

	if (h->rule->max_points >= doc->n)
		columns = doc->n;
	else if (columns == 0)
		columns = 1;
	list = bt_decimate(doc->levels.level, doc->n, columns, n, h->err);
	for (i = 0; list != NULL && i < 2; i++) {
		if (curves[i] == NULL)
			continue;
		other = bt_decimate(curves[i], doc->n, columns, &more,
		    h->err);
		list = merge(list, *n, other, more, n, h->err);
	}
	return list;
}

static void
put_time(const struct bt_html *h, const int64_t *time, const size_t *at,
    size_t n)
{
	size_t i;

	if (time != NULL) {
		bt_html_column_time(h, time, at, n);
		return;
	}
	bt_html_put(h, "{\"kind\":\"rows\",\"at\":[");
	for (i = 0; i < n; i++) {
		bt_html_put(h, i > 0 ? "," : "");
		bt_html_real(h, (double)(at != NULL ? at[i] : i));
	}
	bt_html_put(h, "]}");
}

static void
put_points(const struct bt_html *h, const struct bt_document *doc,
    const double *depth, const size_t *at, size_t n)
{
	bt_html_put(h, ",\"curve\":{\"time\":");
	put_time(h, doc->levels.time, at, n);
	put_key(h, "level");
	bt_html_column_f64(h, doc->levels.level, at, n);
	put_key(h, "depth");
	bt_html_column_f32(h, depth, at, n);
	put_key(h, "base");
	bt_html_real(h, isnan(doc->levels.base) ? doc->levels.level[0] :
	    doc->levels.base);
	if (doc->exposure != NULL) {
		put_key(h, "exposure");
		bt_html_column_f32(h, doc->exposure, at, n);
	}
	if (doc->benchmark != NULL) {
		put_key(h, "benchmark");
		bt_html_column_f64(h, doc->benchmark, at, n);
		put_key(h, "against");
		bt_html_string(h, bt_span(doc->benchmark_name));
	}
	bt_html_put(h, "}");
}

static int
put_curve(const struct bt_html *h, const struct bt_document *doc)
{
	double *depth = bt_column(doc->n, h->err);
	size_t n, *at;

	if (depth == NULL)
		return -1;
	bt_underwater_of(&doc->levels, depth);
	if ((at = points_of(h, doc, depth, &n)) != NULL)
		put_points(h, doc, depth, at, n);
	free(depth);
	if (at == NULL)
		return -1;
	free(at);
	return 0;
}

/* The curve as it is measured: its rows, or the last one of each day. */
struct measured {
	struct bt_levels	levels;
	int64_t			*time;
	double			*level;
};

static int
measured_of(const struct bt_document *doc, struct measured *m,
    struct bt_err *err)
{
	const struct bt_levels *c = &doc->levels;
	size_t i, n = 0;

	*m = (struct measured){ .levels = *c };
	if (!doc->study.daily || c->time == NULL)
		return 0;
	m->time = bt_calloc(c->n, sizeof(*m->time), err);
	m->level = bt_column(c->n, err);
	if (m->time == NULL || m->level == NULL)
		return -1;
	for (i = 0; i < c->n; i++) {
		if (i + 1 < c->n && c->time[i] / BT_NS_DAY ==
		    c->time[i + 1] / BT_NS_DAY)
			continue;
		m->time[n] = c->time[i];
		m->level[n++] = c->level[i];
	}
	m->levels = (struct bt_levels){ m->time, m->level, n, c->base };
	return 0;
}

/* Half a year, or a quarter of what there is. */
static size_t
window_of(const struct bt_document *doc, size_t n)
{
	const size_t half = (size_t)(doc->study.periods.per_year / 2.0 + 0.5);

	return half < n / 4 ? half : n / 4;
}

static int
put_windows(const struct bt_html *h, const struct bt_document *doc,
    const struct bt_levels *c, size_t window)
{
	const size_t all = c->n - window, n = all < POINTS ? all : POINTS;
	double *sharpe = bt_column(n, h->err), *volatility = bt_column(n,
	    h->err);
	size_t *at = bt_calloc(n, sizeof(*at), h->err), i;
	const bool ready = at != NULL && sharpe != NULL &&
	    volatility != NULL;

	for (i = 0; ready && i < n; i++) {
		at[i] = n == 1 ? c->n - 1 : window + (size_t)((double)i *
		    (double)(all - 1) / (double)(n - 1) + 0.5);
		bt_rolling_at(c, at[i], window, doc->study.periods.per_year,
		    &sharpe[i], &volatility[i]);
	}
	if (ready) {
		put_key(h, "rolling");
		bt_html_put(h, "{\"window\":");
		bt_html_real(h, (double)window);
		put_key(h, "time");
		put_time(h, c->time, at, n);
		put_key(h, "sharpe");
		bt_html_column_f32(h, sharpe, NULL, n);
		put_key(h, "volatility");
		bt_html_column_f32(h, volatility, NULL, n);
		bt_html_put(h, "}");
	}
	free(at);
	free(sharpe);
	free(volatility);
	return ready ? 0 : -1;
}

static int
put_rolling(const struct bt_html *h, const struct bt_document *doc)
{
	struct measured m;
	size_t window;
	int status;

	if ((doc->study.have & BT_NEEDS_PERIODS) == 0)
		return 0;
	status = measured_of(doc, &m, h->err);
	if (status == 0) {
		window = window_of(doc, m.levels.n);
		if (window >= FEWEST)
			status = put_windows(h, doc, &m.levels, window);
	}
	free(m.time);
	free(m.level);
	return status;
}

static void
put_classes(const struct bt_html *h, const struct bt_document *doc)
{
	size_t i;

	put_key(h, "years");
	for (i = 0; i < doc->nyears; i++) {
		bt_html_put(h, i > 0 ? ",[" : "[[");
		bt_html_real(h, doc->year[i].year);
		bt_html_put(h, ",");
		bt_html_real(h, doc->year[i].ret);
		bt_html_put(h, "]");
	}
	bt_html_put(h, doc->nyears > 0 ? "]" : "[]");
	put_key(h, "bins");
	for (i = 0; i < doc->nbins; i++) {
		bt_html_put(h, i > 0 ? ",[" : "[[");
		bt_html_real(h, doc->bin[i].low);
		bt_html_put(h, ",");
		bt_html_real(h, doc->bin[i].high);
		bt_html_put(h, ",");
		bt_html_real(h, (double)doc->bin[i].count);
		bt_html_put(h, "]");
	}
	bt_html_put(h, doc->nbins > 0 ? "]" : "[]");
}

/* The lines across the distribution, if it is one of what they are of. */
static void
put_risk(const struct bt_html *h, const struct bt_document *doc)
{
	const double var = bt_metric_value(bt_metric_find(
	    bt_span("var_95")), &doc->study);
	const double cvar = bt_metric_value(bt_metric_find(
	    bt_span("cvar_95")), &doc->study);

	if (isnan(var) || isnan(cvar) || doc->study.daily)
		return;
	put_key(h, "risk");
	bt_html_put(h, "[");
	bt_html_real(h, var);
	bt_html_put(h, ",");
	bt_html_real(h, cvar);
	bt_html_put(h, "]");
}

static int
put_rows(const struct bt_html *h, const char *key, const struct bt_col *cols,
    const void *rows, size_t size, size_t n)
{
	if (n == 0)
		return 0;
	put_key(h, key);
	bt_html_put(h, "{\"n\":");
	bt_html_real(h, (double)n);
	if (bt_html_columns(h, cols, rows, size, n) == -1)
		return -1;
	bt_html_put(h, "}");
	return 0;
}

static int
put_run(const struct bt_html *h, const struct bt_document *doc)
{
	bt_html_put(h, "{\"name\":");
	bt_html_string(h, bt_html_name(doc));
	put_bool(h, "dated", doc->levels.time != NULL);
	put_bool(h, "dateOnly", doc->date_only);
	put_bool(h, "money", (doc->study.have & BT_NEEDS_MONEY) != 0);
	put_classes(h, doc);
	put_risk(h, doc);
	if (doc->n > 0 && (put_curve(h, doc) == -1 ||
	    (doc->nbins > 0 && put_rolling(h, doc) == -1)))
		return -1;
	if (h->n == 1 && bt_html_prices(h, doc) == -1)
		return -1;
	if (put_rows(h, "trades", bt_trade_cols, doc->trade,
	    sizeof(*doc->trade), doc->ntrades) == -1 ||
	    put_rows(h, "events", bt_event_cols, doc->event,
	    sizeof(*doc->event), doc->nevents) == -1)
		return -1;
	bt_html_put(h, "}");
	return 0;
}

int
bt_html_data(const struct bt_html *h)
{
	size_t k;

	bt_html_put(h, "<script type=\"application/json\" id=\"data\">\n"
	    "{\"runs\":[");
	for (k = 0; k < h->n; k++) {
		bt_html_put(h, k > 0 ? ",\n" : "");
		if (put_run(h, h->docs[k]) == -1)
			return -1;
	}
	bt_html_put(h, "]}\n</script>\n");
	return 0;
}
