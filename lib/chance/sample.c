/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/chance/sample.h"

#define YEAR (365.25 * (double)BT_NS_DAY)

/* The years that the trades took: those of the run, or of their exits. */
static double
years_of_trades(const struct bt_input *in, const struct bt_study *study,
    const char **from)
{
	int64_t first = BT_TIME_NONE, last = BT_TIME_NONE, t;
	size_t i;

	*from = "trades a year of the run";
	if (study->years > 0.0)
		return study->years;
	for (i = 0; i < in->ndeals; i++) {
		if ((t = in->deals[i].exit_time) == BT_TIME_NONE)
			continue;
		first = first == BT_TIME_NONE || t < first ? t : first;
		last = last == BT_TIME_NONE || t > last ? t : last;
	}
	*from = "trades a year between exits";
	return first == last ? (double)NAN :
	    bt_periods_span(first, last) / YEAR;
}

static double
start_of(const struct bt_input *in, const struct bt_study *study,
    const struct bt_sample_rule *rule)
{
	if (study->first > 0.0)
		return study->first;
	if (in->has_summary && in->summary.first_equity > 0.0)
		return in->summary.first_equity;
	return rule->basis == BT_BASIS_ACCOUNT ? rule->cash : (double)NAN;
}

static int
take_returns_of_trades(struct bt_sample *s, const struct bt_input *in,
    struct bt_err *err)
{
	size_t i;

	for (i = 0; i < in->ndeals; i++) {
		s->ret[i] = in->deals[i].ret;
		if (!isfinite(s->ret[i]))
			return bt_err_set(err, BT_EDATA, "trade %zu has no "
			    "return; --basis account takes its pnl", i + 1);
	}
	return 0;
}

/* As if the trades were closed one after the other, into one account. */
static int
take_returns_on_account(struct bt_sample *s, const struct bt_input *in,
    struct bt_err *err)
{
	double account = s->start;
	size_t i;

	for (i = 0; i < in->ndeals; i++) {
		if (account <= 0.0)
			return bt_err_set(err, BT_EDATA, "the account is at "
			    "zero or below before trade %zu", i + 1);
		s->ret[i] = in->deals[i].pnl / account;
		if (!isfinite(s->ret[i]))
			return bt_err_set(err, BT_EDATA,
			    "trade %zu has no pnl", i + 1);
		account += in->deals[i].pnl;
	}
	return 0;
}

static int
take_trades(struct bt_sample *s, const struct bt_input *in,
    const struct bt_study *study, const struct bt_sample_rule *rule,
    struct bt_err *err)
{
	s->deals = in->deals;
	s->n = in->ndeals;
	s->per_year = (double)in->ndeals /
	    years_of_trades(in, study, &s->per_year_from);
	if (!(s->per_year > 0.0)) {
		s->per_year = (double)NAN;
		s->per_year_from = NULL;
	}
	if ((s->ret = bt_column(s->n, err)) == NULL)
		return -1;
	return rule->basis == BT_BASIS_TRADE ?
	    take_returns_of_trades(s, in, err) :
	    take_returns_on_account(s, in, err);
}

static int
take_returns(struct bt_sample *s, const struct bt_input *in,
    const struct bt_study *study, struct bt_err *err)
{
	s->per_year = study->periods.per_year;
	s->per_year_from = study->periods.how;
	if (study->ruined && in->curve != BT_CURVE_RETURN)
		return bt_err_set(err, BT_EDATA, "the account was at zero or "
		    "below before the end; later returns have no base");
	s->ret = bt_study_returns(in, study, &s->n, err);
	return s->ret == NULL ? -1 : 0;
}

int
bt_sample_init(struct bt_sample *s, const struct bt_input *in,
    const struct bt_study *study, const struct bt_sample_rule *rule,
    struct bt_err *err)
{
	*s = (struct bt_sample){ .of = rule->of,
	    .start = start_of(in, study, rule) };
	return rule->of == BT_OF_TRADES ?
	    take_trades(s, in, study, rule, err) :
	    take_returns(s, in, study, err);
}

void
bt_sample_free(struct bt_sample *s)
{
	free(s->ret);
	*s = (struct bt_sample){ .n = 0 };
}
