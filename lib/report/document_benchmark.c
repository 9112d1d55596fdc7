/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/market/bars.h"
#include "lib/report/document_parts.h"

/* What is known of the benchmark: levels at times. */
struct known {
	const int64_t	*time;
	const double	*level;
	size_t		 n;
};

/* The last level known at each of the document's times, scaled. */
static int
align(struct bt_document *doc, const struct known *k, struct bt_err *err)
{
	double scale = (double)NAN;
	size_t i, at = 0;

	if ((doc->benchmark = bt_column(doc->n, err)) == NULL)
		return -1;
	for (i = 0; i < doc->n; i++) {
		while (at < k->n && k->time[at] <= doc->levels.time[i])
			at++;
		if (at > 0 && isnan(scale) && k->level[at - 1] > 0.0)
			scale = doc->levels.level[i] / k->level[at - 1];
		doc->benchmark[i] = at == 0 ? (double)NAN :
		    k->level[at - 1] * scale;
	}
	if (isnan(scale))
		return bt_err_set(err, BT_EDATA,
		    "the benchmark has no value above 0 before "
		    "the run ends");
	return 0;
}

static int
from_curve(struct bt_document *doc, struct bt_input *curve,
    struct bt_err *err)
{
	struct known k = { curve->time, curve->value, curve->n };
	double level = 1.0;
	size_t i;

	if (!curve->dated || curve->n == 0)
		return bt_err_set(err, BT_EDATA,
		    "the benchmark has no column of dates");
	if (curve->curve == BT_CURVE_RETURN)
		for (i = 0; i < curve->n; i++)
			curve->value[i] = level *= 1.0 + curve->value[i];
	return align(doc, &k, err);
}

static int
from_bars(struct bt_document *doc, const char *path, struct bt_err *err)
{
	const struct bt_bars_settings none = { 0 };
	const struct bt_bars_read read = { .settings = &none,
	    .paths = &path, .npaths = 1 };
	struct bt_bars_result got;
	const struct bt_bars *bars;
	int status;

	if (bt_bars_read(&read, &got, err) == -1)
		return -1;
	bars = bt_market_bars(got.market, 0);
	if (bt_market_symbols(got.market) == 1)
		status = align(doc, &(struct known){ bars->time, bars->close,
		    bars->n }, err);
	else
		status = bt_err_set(err, BT_EUSAGE, "--benchmark: '%s' has "
		    "%zu symbols, want one", path,
		    bt_market_symbols(got.market));
	bt_bars_result_free(&got);
	return status;
}

/* A curve has a column of equity or returns; what has not is tried as bars. */
int
bt_document_benchmark(struct bt_document *doc,
    const struct bt_document_rule *rule, struct bt_err *err)
{
	const char *path = rule->benchmark, *slash = strrchr(path, '/');
	struct bt_err why = BT_ERR_INIT;
	struct bt_input curve;
	struct bt_in *in;
	int status;

	if (doc->levels.time == NULL)
		return bt_err_set(err, BT_EUSAGE, "--benchmark: the input has "
		    "no curve with dates to compare with");
	doc->benchmark_name = path = slash != NULL ? slash + 1 : path;
	if ((in = bt_in_open(rule->benchmark, err)) == NULL)
		return -1;
	status = bt_study_read(in, &rule->study, &curve, &why);
	bt_in_close(in);
	if (status == 0)
		status = from_curve(doc, &curve, err);
	else
		status = from_bars(doc, rule->benchmark, err);
	bt_input_free(&curve);
	return status == -1 && err->code == BT_EDATA ?
	    bt_err_at(err, path, 0, 0) : status;
}
