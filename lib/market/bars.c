/* SPDX-License-Identifier: ISC */
#include "lib/market/bars.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/base/mem.h"
#include "lib/base/zone.h"
#include "lib/market/reader.h"

#define ZONES "/usr/share/zoneinfo"

#define TEXT(name, field, arg, help) \
	BT_OPT_TEXT_ROW(0, name, struct bt_bars_settings, field, arg, NULL, \
	    help)
#define FLAG(name, field, help) \
	BT_OPT_FLAG_ROW(0, name, struct bt_bars_settings, field, help)

const struct bt_opt bt_bars_opts[] = {
	TEXT("symbols", symbols, "A,B,...", "read only these symbols"),
	TEXT("from", from, "DATE", "leave out bars before this date or time"),
	TEXT("to", to, "DATE", "leave out bars after this date or time"),
	TEXT("range", range, "PERIOD", "only the last 1M, 3M, 6M, 1Y, 2Y, "
	    "5Y ... of the data (D, W, M, Y)"),
	TEXT("symbol", symbol, "NAME", "symbol of input without a symbol "
	    "column (default: the file's name)"),
	TEXT("date-format", date_format, "FORMAT", "format of the times, as "
	    "for strptime(3): %d/%m/%Y"),
	TEXT("tz", tz, "ZONE", "time zone of times without an offset "
	    "(default UTC)"),
	TEXT("delimiter", delimiter, "CHAR", "field separator, or 'tab' "
	    "(default: told by the header line)"),
	FLAG("decimal-comma", decimal_comma, "numbers are written 1,5"),
	FLAG("adjusted", adjusted, "scale open, high, low and close by "
	    "adjclose / close"),
	FLAG("strict-csv", strict_csv, "read every row with libcsv"),
	BT_OPT_END
};

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static void
cut_suffix(struct bt_span *name, const char *const *suffixes)
{
	size_t n;

	for (; *suffixes != NULL; suffixes++) {
		n = strlen(*suffixes);
		if (name->n > n && strncasecmp(name->s + name->n - n,
		    *suffixes, n) == 0) {
			name->n -= n;
			return;
		}
	}
}

struct bt_span
bt_bars_name(const char *path)
{
	static const char *const packed[] = { ".gz", ".zst", NULL };
	struct bt_span name = bt_span(base_name(path));

	cut_suffix(&name, packed);
	return name;
}

struct bt_span
bt_bars_symbol(const char *path)
{
	static const char *const plain[] = { ".csv", ".txt", ".tsv",
	    ".ndjson", ".jsonl", ".json", NULL };
	struct bt_span name = bt_bars_name(path);

	cut_suffix(&name, plain);
	return name;
}

/* CSV or NDJSON?  A byte order mark or spaces may come first in CSV only. */
static int
read_either(struct bt_reader *r, struct bt_in *in, struct bt_err *err)
{
	char byte;
	int got;

	if ((got = bt_in_peek(in, &byte, err)) == -1)
		return -1;
	if (got == 0) {
		(void)bt_err_set(err, BT_EDATA, "is empty");
		return bt_err_at(err, bt_in_name(in), 0, 0);
	}
	if (byte == '[') {
		(void)bt_err_set(err, BT_EDATA, "is a JSON array; one object "
		    "a line is needed, as from jq -c '.[]'");
		return bt_err_at(err, bt_in_name(in), 1, 1);
	}
	return byte == '{' ? bt_reader_ndjson(r, in, err) :
	    bt_reader_csv(r, in, err);
}

const char *
bt_bars_source(const struct bt_bars_read *ask, size_t input)
{
	return ask->npaths == 0 || strcmp(ask->paths[input], "-") == 0 ?
	    "stdin" : ask->paths[input];
}

static int
read_input(struct bt_reader *r, const char *path, struct bt_err *err)
{
	struct bt_bars_input *input = &r->inputs[r->input];
	const char *symbol = r->ask->settings->symbol;
	struct bt_span name;
	struct bt_in *in;
	int rc = -1;

	if ((in = bt_in_open(path, err)) == NULL)
		return -1;
	r->sources[r->input] = bt_bars_source(r->ask, r->input);
	input->from = input->to = BT_TIME_NONE;
	name = bt_bars_name(r->sources[r->input]);
	input->name = bt_strndup(name.s, name.n, err);
	memset(&r->row, 0, sizeof(r->row));
	r->unnamed = symbol != NULL ? bt_span(symbol) :
	    bt_bars_symbol(r->sources[r->input]);
	if (input->name != NULL)
		rc = read_either(r, in, err);
	if (rc == 0)
		bt_in_hash(in, input->xxh3);
	bt_in_close(in);
	return rc;
}

static int
cut_range(struct bt_reader *r, struct bt_err *err)
{
	const char *range = r->ask->settings->range;
	int64_t last = BT_TIME_NONE, before;
	struct bt_err why = BT_ERR_INIT;
	size_t i;

	if (range == NULL)
		return 0;
	for (i = 0; i < r->nseen; i++)
		if (r->seen[i].input != 0 && r->seen[i].time > last)
			last = r->seen[i].time;
	if (bt_time_before(last != BT_TIME_NONE ? last : 0, bt_span(range),
	    &before, &why) == -1)
		return bt_err_set(err, BT_EUSAGE, "--range: %s", why.text);
	if (last != BT_TIME_NONE)
		bt_market_cut(r->market, before + 1);
	return 0;
}

static int
read_all(struct bt_reader *r, struct bt_err *err)
{
	const struct bt_bars_read *ask = r->ask;
	size_t n = ask->npaths;

	if (n == 0)
		return read_input(r, NULL, err);
	for (r->input = 0; r->input < n; r->input++)
		if (read_input(r, ask->paths[r->input], err) == -1)
			return -1;
	return 0;
}

static int
seal(struct bt_reader *r, struct bt_err *err)
{
	if (bt_filter_check(&r->filter, err) == -1 ||
	    cut_range(r, err) == -1 ||
	    bt_market_seal(r->market, err) == -1)
		return -1;
	return r->text == NULL ? 0 :
	    bt_rowtext_seal(r->text, r->market, err);
}

/* The asker's PLACE columns are there from the start. */
static int
add_places(struct bt_reader *r, struct bt_err *err)
{
	size_t k;

	for (k = 0; k < r->ask->nextras; k++)
		if (r->ask->extras[k].type == BT_EXTRA_PLACE) {
			r->place = true;
			if (bt_market_add_extra(r->market, k, err) == -1)
				return -1;
		}
	return 0;
}

static int
prepare(struct bt_reader *r, struct bt_zone **zone, struct bt_err *err)
{
	const struct bt_bars_settings *set = r->ask->settings;
	size_t n = r->ask->npaths > 0 ? r->ask->npaths : 1;

	if (set->symbol != NULL && *set->symbol == '\0')
		return bt_err_set(err, BT_EUSAGE,
		    "--symbol: want a name, got ''");
	if (set->tz != NULL &&
	    (*zone = bt_zone_new(ZONES, set->tz, err)) == NULL)
		return -1;
	r->time = (struct bt_time_rule){ set->date_format, *zone };
	if (bt_time_check_format(set->date_format, err) == -1)
		return -1;
	if (bt_filter_init(&r->filter, set->symbols, set->from, set->to,
	    *zone, err) == -1)
		return -1;
	r->market = bt_market_new(r->ask->extras, r->ask->nextras, err);
	if (r->market == NULL || add_places(r, err) == -1)
		return -1;
	if (r->ask->keep_text && (r->text = bt_rowtext_new(err)) == NULL)
		return -1;
	r->inputs = bt_calloc(n, sizeof(*r->inputs), err);
	r->sources = bt_calloc(n, sizeof(*r->sources), err);
	return r->inputs == NULL || r->sources == NULL ? -1 : 0;
}

int
bt_bars_read(const struct bt_bars_read *ask, struct bt_bars_result *result,
    struct bt_err *err)
{
	struct bt_reader r = { .ask = ask, .symbol = -1 };
	struct bt_zone *zone = NULL;
	int rc;

	if ((rc = prepare(&r, &zone, err)) == 0 &&
	    (rc = read_all(&r, err)) == 0)
		rc = seal(&r, err);
	*result = (struct bt_bars_result){ r.market, r.text, r.inputs,
	    ask->npaths > 0 ? ask->npaths : 1 };
	if (r.inputs == NULL)
		result->ninputs = 0;
	if (rc == -1)
		bt_bars_result_free(result);
	bt_columns_free(&r.columns);
	bt_filter_free(&r.filter);
	bt_zone_free(zone);
	free(r.seen);
	free(r.sources);
	return rc;
}

void
bt_bars_result_free(struct bt_bars_result *result)
{
	size_t i;

	for (i = 0; i < result->ninputs; i++)
		free(result->inputs[i].name);
	free(result->inputs);
	bt_market_free(result->market);
	bt_rowtext_free(result->text);
	*result = (struct bt_bars_result){ 0 };
}
