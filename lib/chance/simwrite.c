/* SPDX-License-Identifier: ISC */
#include "lib/chance/simwrite.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/stream/record.h"

struct writer {
	const struct bt_simulation	*sim;
	const struct bt_simwrite_rule	*rule;
	struct bt_out			*out;
	struct bt_time_day		 day;
	bool				 daily;
};

static const char *const keys[] = { "open", "high", "low", "close",
	"volume" };

static void
write_csv(struct writer *w, const char *symbol, const struct bt_bar *bar)
{
	const double value[] = { bar->open, bar->high, bar->low, bar->close,
	    bar->volume };
	char *p, *begin;
	size_t k;

	bt_csv_cell(w->out, bt_span(symbol));
	begin = p = bt_out_room(w->out, 2 + BT_TIME_MAX +
	    5 * (BT_NUM_MAX + 1));
	*p++ = ',';
	p += bt_time_format_day(p, bar->time, w->daily, &w->day);
	for (k = 0; k < sizeof(value) / sizeof(value[0]); k++) {
		*p++ = ',';
		p += bt_num_format(p, value[k]);
	}
	*p++ = '\n';
	bt_out_used(w->out, (size_t)(p - begin));
}

static char *
put(char *p, const char *s)
{
	size_t n = strlen(s);

	memcpy(p, s, n);
	return p + n;
}

static void
write_json(struct writer *w, const char *symbol, const struct bt_bar *bar)
{
	const double value[] = { bar->open, bar->high, bar->low, bar->close,
	    bar->volume };
	char *p, *begin;
	size_t k;

	bt_out_text(w->out, "{\"symbol\":");
	bt_json_text(w->out, bt_span(symbol));
	begin = p = bt_out_room(w->out, 32 + BT_TIME_MAX +
	    5 * (BT_NUM_MAX + 16));
	p = put(p, ",\"date\":\"");
	p += bt_time_format_day(p, bar->time, w->daily, &w->day);
	p = put(p, "\"");
	for (k = 0; k < sizeof(value) / sizeof(value[0]); k++) {
		p = put(put(put(p, ",\""), keys[k]), "\":");
		p += bt_num_format(p, value[k]);
	}
	p = put(p, "}\n");
	bt_out_used(w->out, (size_t)(p - begin));
}

static void
write_bar(struct writer *w, size_t i, const struct bt_bar *bar)
{
	const char *symbol = bt_simulation_name(w->sim, i);

	if (w->rule->format == BT_SIMWRITE_CSV)
		write_csv(w, symbol, bar);
	else
		write_json(w, symbol, bar);
}

static int
write_series(struct writer *w, size_t i, struct bt_err *err)
{
	struct bt_series *series;
	struct bt_bar bar;
	int rc;

	if ((series = bt_series_new(w->sim, i, err)) == NULL)
		return -1;
	while ((rc = bt_series_next(series, &bar, err)) == 1 &&
	    !bt_out_failed(w->out))
		write_bar(w, i, &bar);
	bt_series_free(series);
	return rc == -1 ? -1 : 0;
}

/* A series and its next bar. */
struct head {
	struct bt_series	*series;
	struct bt_bar		 bar;
	int			 rc;	/* 1: there is one */
};

/* All bars of the earliest time; 0 when there was none. */
static int
write_step(struct writer *w, struct head *head, size_t n, struct bt_err *err)
{
	int64_t t = INT64_MAX;
	size_t i;
	int any = 0;

	for (i = 0; i < n; i++)
		if (head[i].rc == 1 && head[i].bar.time < t)
			t = head[i].bar.time;
	for (i = 0; i < n; i++) {
		if (head[i].rc != 1 || head[i].bar.time != t)
			continue;
		any = 1;
		write_bar(w, i, &head[i].bar);
		head[i].rc = bt_series_next(head[i].series, &head[i].bar,
		    err);
		if (head[i].rc == -1)
			return -1;
	}
	return any;
}

static int
write_by_time(struct writer *w, struct bt_err *err)
{
	const size_t n = bt_simulation_symbols(w->sim);
	struct head *head;
	size_t i;
	int rc = 1;

	if ((head = bt_calloc(n, sizeof(*head), err)) == NULL)
		return -1;
	for (i = 0; i < n && rc != -1; i++) {
		rc = -1;
		if ((head[i].series = bt_series_new(w->sim, i, err)) != NULL)
			rc = head[i].rc = bt_series_next(head[i].series,
			    &head[i].bar, err);
	}
	if (rc != -1)
		do
			rc = write_step(w, head, n, err);
		while (rc == 1 && !bt_out_failed(w->out));
	for (i = 0; i < n; i++)
		bt_series_free(head[i].series);
	free(head);
	return rc == -1 ? -1 : 0;
}

int
bt_simwrite(const struct bt_simulation *sim,
    const struct bt_simwrite_rule *rule, struct bt_out *out,
    struct bt_err *err)
{
	struct writer w = { .sim = sim, .rule = rule, .out = out,
	    .daily = bt_simulation_daily(sim) };
	size_t i;

	if (rule->format == BT_SIMWRITE_CSV)
		bt_out_text(out, "symbol,date,open,high,low,close,volume\n");
	if (rule->order == BT_SIMWRITE_TIME)
		return write_by_time(&w, err);
	for (i = 0; i < bt_simulation_symbols(sim) && !bt_out_failed(out);
	    i++)
		if (write_series(&w, i, err) == -1)
			return -1;
	return 0;
}
