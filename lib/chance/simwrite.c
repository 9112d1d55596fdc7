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
	size_t				 line;		/* the last one */
};

#define CELLS 5

static const char *const keys[CELLS] = { "open", "high", "low", "close",
	"volume" };

static void
write_csv(struct writer *w, const char *symbol,
    const struct bt_fault_row *row)
{
	const struct bt_bar *bar = &row->bar;
	const double value[CELLS] = { bar->open, bar->high, bar->low,
	    bar->close, bar->volume };
	char *p, *begin;
	int k;

	bt_csv_cell(w->out, bt_span(symbol));
	begin = p = bt_out_room(w->out, 2 + BT_TIME_MAX +
	    CELLS * (BT_NUM_MAX + 1));
	*p++ = ',';
	p += bt_time_format_day(p, bar->time, w->daily, &w->day);
	for (k = 0; k < CELLS; k++) {
		*p++ = ',';
		if (k == row->garbled)
			*p++ = '?';
		else if (k != row->blank)
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
write_json(struct writer *w, const char *symbol,
    const struct bt_fault_row *row)
{
	const struct bt_bar *bar = &row->bar;
	const double value[CELLS] = { bar->open, bar->high, bar->low,
	    bar->close, bar->volume };
	char *p, *begin;
	int k;

	bt_out_text(w->out, "{\"symbol\":");
	bt_json_text(w->out, bt_span(symbol));
	begin = p = bt_out_room(w->out, 32 + BT_TIME_MAX +
	    CELLS * (BT_NUM_MAX + 16));
	p = put(p, ",\"date\":\"");
	p += bt_time_format_day(p, bar->time, w->daily, &w->day);
	p = put(p, "\"");
	for (k = 0; k < CELLS; k++) {
		p = put(put(put(p, ",\""), keys[k]), "\":");
		if (k == row->garbled)
			p = put(p, "\"?\"");
		else if (k == row->blank)
			p = put(p, "null");
		else
			p += bt_num_format(p, value[k]);
	}
	p = put(p, "}\n");
	bt_out_used(w->out, (size_t)(p - begin));
}

static struct bt_record_rule
list_rule(const struct writer *w)
{
	return (struct bt_record_rule){ .date_only = w->daily,
	    .format = w->rule->format == BT_SIMWRITE_CSV ? BT_CSV :
	    BT_NDJSON };
}

static void
write_row(struct writer *w, const char *symbol,
    const struct bt_fault_row *row)
{
	const struct bt_record_rule rule = list_rule(w);
	struct bt_planted planted;

	w->line++;
	if (w->rule->format == BT_SIMWRITE_CSV)
		write_csv(w, symbol, row);
	else
		write_json(w, symbol, row);
	if (row->fault == NULL || w->rule->list == NULL)
		return;
	planted = (struct bt_planted){ .line = w->line,
	    .symbol = bt_span(symbol), .date = row->bar.time,
	    .fault = bt_span(row->fault->name),
	    .code = bt_span(row->fault->code) };
	bt_record_write(w->rule->list, &rule, bt_planted_cols, &planted);
}

/* A series, its faults and its next bar. */
struct head {
	struct bt_series	*series;
	struct bt_faults	 faults;
	struct bt_bar		 bar;
	int			 rc;	/* 1: there is one */
};

static void
write_bar(struct writer *w, size_t i, struct head *head)
{
	struct bt_fault_row row[BT_FAULT_ROWS] = { { .bar = head->bar,
	    .blank = -1, .garbled = -1 } };
	size_t k, n = 1;

	if (w->rule->faults != NULL)
		n = bt_faults_apply(&head->faults, &head->bar, row);
	for (k = 0; k < n; k++)
		write_row(w, bt_simulation_name(w->sim, i), &row[k]);
}

static int
advance(struct head *head, struct bt_err *err)
{
	head->rc = bt_series_next(head->series, &head->bar, err);
	return head->rc == -1 ? -1 : 0;
}

/* Open series i and go to its first bar; to be closed in any case. */
static int
begin(struct writer *w, size_t i, struct head *head, struct bt_err *err)
{
	*head = (struct head){ .rc = 0 };
	if (w->rule->faults != NULL && bt_simulation_faults(w->sim, i,
	    w->rule->faults, &head->faults, err) == -1)
		return -1;
	head->series = bt_series_new(w->sim, i, err);
	return head->series == NULL ? -1 : advance(head, err);
}

static void
end(struct head *head)
{
	bt_series_free(head->series);
	bt_faults_free(&head->faults);
}

bool
bt_simwrite_ends(const struct bt_simwrite_rule *rule,
    const struct bt_out *out)
{
	return bt_out_failed(out) || (rule->stop != NULL && *rule->stop != 0);
}

static int
write_series(struct writer *w, size_t i, struct bt_err *err)
{
	struct head head;
	int rc;

	rc = begin(w, i, &head, err);
	while (rc == 0 && head.rc == 1 && !bt_simwrite_ends(w->rule, w->out)) {
		write_bar(w, i, &head);
		rc = advance(&head, err);
	}
	end(&head);
	return rc;
}

/* All bars of the earliest time; 1, 0 when there was none, -1. */
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
		write_bar(w, i, &head[i]);
		if (advance(&head[i], err) == -1)
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
	int rc = 0;

	if ((head = bt_calloc(n, sizeof(*head), err)) == NULL)
		return -1;
	for (i = 0; i < n && rc == 0; i++)
		rc = begin(w, i, &head[i], err);
	if (rc == 0)
		do
			rc = write_step(w, head, n, err);
		while (rc == 1 && !bt_simwrite_ends(w->rule, w->out));
	for (i = 0; i < n; i++)
		end(&head[i]);
	free(head);
	return rc == -1 ? -1 : 0;
}

static void
write_header(struct writer *w)
{
	const struct bt_record_rule rule = list_rule(w);

	if (w->rule->list != NULL)
		bt_record_header(w->rule->list, &rule, bt_planted_cols);
	if (w->rule->format != BT_SIMWRITE_CSV)
		return;
	bt_out_text(w->out, "symbol,date,open,high,low,close,volume\n");
	w->line++;
}

int
bt_simwrite(const struct bt_simulation *sim,
    const struct bt_simwrite_rule *rule, struct bt_out *out,
    struct bt_err *err)
{
	struct writer w = { .sim = sim, .rule = rule, .out = out,
	    .daily = bt_simulation_daily(sim) };
	size_t i;

	write_header(&w);
	if (rule->order == BT_SIMWRITE_TIME)
		return write_by_time(&w, err);
	for (i = 0; i < bt_simulation_symbols(sim) &&
	    !bt_simwrite_ends(rule, out); i++)
		if (write_series(&w, i, err) == -1)
			return -1;
	return 0;
}
