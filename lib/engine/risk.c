/* SPDX-License-Identifier: ISC */
#include "lib/engine/risk.h"

#include <math.h>
#include <stddef.h>

#include "lib/engine/cost.h"

/* Rounding may make a full-size order this much too dear. */
#define SLACK 1e-10

double
bt_risk_power(const struct bt_portfolio *pf, struct bt_worth w)
{
	return pf->set->leverage * w.equity - w.longs - w.shorts;
}

/* What a rule finds: the verdict's cause, or BT_CAUSES to let it be. */
struct finding {
	enum bt_cause_id	cause;
	double			limit, value;
};

static struct finding
check_size(const struct bt_portfolio *pf, struct bt_risk_entry *e)
{
	struct finding f = { BT_CAUSES, 0, e->quantity };

	(void)pf;
	if (!(e->quantity > 0))
		f.cause = BT_REJECTED_EQUITY;
	return f;
}

static struct finding
check_positions(const struct bt_portfolio *pf, struct bt_risk_entry *e)
{
	struct finding f = { BT_CAUSES, (double)pf->set->max_positions,
	    (double)pf->nheld + 1 };

	if (pf->set->max_positions > 0 && e->position->nlots == 0 &&
	    f.value > f.limit)
		f.cause = BT_REJECTED_MAX_POSITIONS;
	return f;
}

static struct finding
check_power(const struct bt_portfolio *pf, struct bt_risk_entry *e)
{
	bool geared = pf->set->leverage != 1;
	struct finding f = { BT_CAUSES, e->power, e->quantity * e->price };

	f.value += bt_commission(&pf->set->commission, e->quantity, e->price);
	if (f.value * (1 - SLACK) <= f.limit)
		return f;
	e->quantity = pf->set->on_insufficient == BT_REJECT ? 0 :
	    bt_commission_affords(&pf->set->commission, e->power, e->price);
	if (e->quantity > 0)
		f.cause = geared ? BT_SHRUNK_LEVERAGE : BT_SHRUNK_CASH;
	else
		f.cause = geared ? BT_REJECTED_LEVERAGE : BT_REJECTED_CASH;
	return f;
}

/* Toward zero, but a multiple that rounding made a hair smaller is whole. */
static struct finding
check_lot_size(const struct bt_portfolio *pf, struct bt_risk_entry *e)
{
	struct finding f = { BT_CAUSES, pf->set->lot_size, e->quantity };

	if (!(f.limit > 0))
		return f;
	e->quantity = floor(e->quantity / f.limit * (1 + 1e-12)) * f.limit;
	if (!(e->quantity > 0))
		f.cause = BT_REJECTED_LOT_SIZE;
	return f;
}

static struct finding
check_notional(const struct bt_portfolio *pf, struct bt_risk_entry *e)
{
	struct finding f = { BT_CAUSES, pf->set->min_notional,
	    e->quantity * e->price };

	if (f.value < f.limit)
		f.cause = BT_REJECTED_MIN_NOTIONAL;
	return f;
}

static const struct {
	struct finding	(*check)(const struct bt_portfolio *,
			    struct bt_risk_entry *);
	bool		 rejects;	/* a finding is the end of it */
} rules[] = {
	{ check_size, true },
	{ check_positions, true },
	{ check_power, false },
	{ check_lot_size, true },
	{ check_notional, true },
};

int
bt_risk_check(struct bt_portfolio *pf, struct bt_risk_entry *e,
    struct bt_err *err)
{
	struct finding f;
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		f = rules[i].check(pf, e);
		if (f.cause == BT_CAUSES)
			continue;
		if (bt_portfolio_event(pf, f.cause, e->position,
		    f.limit, f.value, err) == -1)
			return -1;
		if (rules[i].rejects || !(e->quantity > 0))
			return 0;
	}
	return 1;
}
