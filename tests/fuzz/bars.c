/* SPDX-License-Identifier: ISC */
/*
 * Bars from any bytes: read by the short way and by libcsv alone, the answer
 * must be the same market or the same refusal; what is read keeps the rules;
 * the checks take it; and what bt-validate --clean makes of the bytes is read
 * again without a complaint.
 */
#include <string.h>

#include "lib/market/bars.h"
#include "lib/market/clean.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const struct bt_extra extras[] = {
	{ "", BT_EXTRA_PLACE, false, NULL },
	{ "weight", BT_EXTRA_REAL, false, NULL },
	{ "tag", BT_EXTRA_TEXT, false, NULL },
};

static int
read_bars(const char *path, bool strict, struct bt_clean *clean,
    struct bt_bars_result *result, struct bt_err *err)
{
	struct bt_bars_settings settings = { .strict_csv = strict,
	    .symbol = "S" };
	struct bt_bars_read ask = { .settings = &settings, .paths = &path,
	    .npaths = 1, .extras = extras, .nextras = 3, .keep_text = true };

	if (clean != NULL) {
		ask.complain = bt_clean_hear;
		ask.arg = clean;
	}
	return bt_bars_read(&ask, result, err);
}

static void
check_rules(const struct bt_market *m)
{
	const struct bt_bars *b;
	size_t i, k;

	for (i = 0; i < bt_market_symbols(m); i++) {
		b = bt_market_bars(m, i);
		MUST(b->n > 0 && b->symbol[0] != '\0');
		for (k = 0; k < b->n; k++) {
			MUST(b->low[k] > 0 && b->low[k] <= b->open[k] &&
			    b->low[k] <= b->close[k]);
			MUST(b->open[k] <= b->high[k] &&
			    b->close[k] <= b->high[k]);
			MUST(b->volume[k] >= 0);
			MUST(k == 0 || b->time[k] > b->time[k - 1]);
		}
	}
}

static void
check_same(const struct bt_market *a, const struct bt_market *b)
{
	const struct bt_bars *x, *y;
	size_t i, n;

	MUST(bt_market_symbols(a) == bt_market_symbols(b));
	for (i = 0; i < bt_market_symbols(a); i++) {
		x = bt_market_bars(a, i);
		y = bt_market_bars(b, i);
		n = x->n * sizeof(*x->close);
		MUST(strcmp(x->symbol, y->symbol) == 0 && x->n == y->n);
		MUST(memcmp(x->time, y->time, n) == 0);
		MUST(memcmp(x->open, y->open, n) == 0);
		MUST(memcmp(x->high, y->high, n) == 0);
		MUST(memcmp(x->low, y->low, n) == 0);
		MUST(memcmp(x->close, y->close, n) == 0);
		MUST(memcmp(x->volume, y->volume, n) == 0);
	}
}

static void
check_ways(const char *path)
{
	struct bt_err err[2] = { BT_ERR_INIT, BT_ERR_INIT };
	struct bt_bars_result r[2];
	int rc[2];

	rc[0] = read_bars(path, false, NULL, &r[0], &err[0]);
	rc[1] = read_bars(path, true, NULL, &r[1], &err[1]);
	MUST(rc[0] == rc[1]);
	if (rc[0] == 0) {
		check_rules(r[0].market);
		check_same(r[0].market, r[1].market);
		MUST(bt_rowtext_rows(r[0].text) ==
		    bt_market_rows(r[0].market));
	} else {
		MUST(err[0].text[0] != '\0' && err[0].code == err[1].code);
		MUST(err[0].line == err[1].line);
	}
	bt_bars_result_free(&r[0]);
	bt_bars_result_free(&r[1]);
}

/* The checks take whatever the reader lets through. */
static void
check_quality(const char *path)
{
	struct bt_bars_settings settings = { .symbol = "S" };
	struct bt_quality_settings set;
	struct bt_bars_read ask = { .settings = &settings, .paths = &path,
	    .npaths = 1, .extras = extras, .nextras = 3,
	    .complain = bt_quality_hear };
	struct bt_err err = BT_ERR_INIT;
	struct bt_bars_result result;

	MUST(bt_opt_defaults(bt_quality_opts, &set, &err) == 0);
	set.calendar = "nyse";
	MUST((ask.arg = bt_quality_new(&set, &err)) != NULL);
	if (bt_bars_read(&ask, &result, &err) == 0) {
		MUST(bt_quality_check(ask.arg, &ask, &result, &err) == 0);
		bt_bars_result_free(&result);
	}
	bt_quality_free(ask.arg);
}

/* Clean the input into the file out; false if that cannot be done. */
static bool
clean(const char *path, const char *out_path)
{
	struct bt_quality_settings set = { .calendar = "none", .limit = 3 };
	struct bt_bars_read ask = { .paths = &path, .npaths = 1 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_clean c = { .widen = 0.05 };
	struct bt_bars_result result;
	struct bt_out *out;
	int rc;

	MUST((c.quality = bt_quality_new(&set, &err)) != NULL);
	if ((rc = read_bars(path, false, &c, &result, &err)) == 0) {
		MUST((out = bt_out_open(out_path, &err)) != NULL);
		MUST(bt_clean_write(&c, &ask, &result, out, &err) == 0);
		MUST(bt_out_close(out, &err) == 0);
		bt_bars_result_free(&result);
	}
	bt_quality_free(c.quality);
	return rc == 0;
}

static void
write_file(const char *path, const uint8_t *data, size_t n)
{
	FILE *fp = fopen(path, "w");

	MUST(fp != NULL);
	MUST(fwrite(data, 1, n, fp) == n);
	MUST(fclose(fp) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_bars_result result;
	char path[64], cleaned[80];

	(void)snprintf(path, sizeof(path), "/tmp/bt-fuzz-bars-%ld",
	    (long)getpid());
	(void)snprintf(cleaned, sizeof(cleaned), "%s-clean", path);
	write_file(path, data, n);
	check_ways(path);
	check_quality(path);
	if (clean(path, cleaned)) {
		MUST(read_bars(cleaned, false, NULL, &result, &err) == 0);
		check_rules(result.market);
		bt_bars_result_free(&result);
		(void)unlink(cleaned);
	}
	(void)unlink(path);
	return 0;
}
