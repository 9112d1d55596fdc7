/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/maths/sum.h"
#include "lib/study/tradestat.h"

/* The sums that one pass over the trades takes. */
struct tally {
	struct bt_sum	pnl, profit, loss, ret, win_ret, loss_ret;
	struct bt_sum	mae, mfe, bars, commission, slippage, traded;
	size_t		wins_now, losses_now;	/* streaks under way */
};

struct bt_deal
bt_deal_of(const struct bt_trade *t)
{
	return (struct bt_deal){ .pnl = t->pnl, .ret = t->ret,
	    .commission = t->commission, .slippage = t->slippage,
	    .traded = t->quantity * (t->entry_price + t->exit_price),
	    .mae = t->mae, .mfe = t->mfe, .bars = t->bars,
	    .exit_time = t->exit_time,
	    .is_short = bt_span_is(t->side, "short"),
	    .ambiguous = t->ambiguous };
}

static void
count_outcome(struct bt_tradestat *s, struct tally *t, const struct bt_deal *d)
{
	bool win = d->pnl > 0.0, loss = d->pnl < 0.0;

	t->wins_now = win ? t->wins_now + 1 : 0;
	t->losses_now = loss ? t->losses_now + 1 : 0;
	if (t->wins_now > s->win_streak)
		s->win_streak = t->wins_now;
	if (t->losses_now > s->loss_streak)
		s->loss_streak = t->losses_now;
	s->wins += win;
	s->losses += loss;
	if (win) {
		bt_sum_add(&t->profit, d->pnl);
		bt_sum_add(&t->win_ret, d->ret);
	} else if (loss) {
		bt_sum_add(&t->loss, d->pnl);
		bt_sum_add(&t->loss_ret, d->ret);
	}
}

static void
add_deal(struct bt_tradestat *s, struct tally *t, const struct bt_deal *d)
{
	count_outcome(s, t, d);
	s->longs += !d->is_short;
	s->shorts += d->is_short;
	s->ambiguous += d->ambiguous;
	if (d->bars > s->max_bars)
		s->max_bars = d->bars;
	s->best = d->ret > s->best || isnan(s->best) ? d->ret : s->best;
	s->worst = d->ret < s->worst || isnan(s->worst) ? d->ret : s->worst;
	bt_sum_add(&t->pnl, d->pnl);
	bt_sum_add(&t->ret, d->ret);
	bt_sum_add(&t->mae, d->mae);
	bt_sum_add(&t->mfe, d->mfe);
	bt_sum_add(&t->bars, (double)d->bars);
	bt_sum_add(&t->commission, d->commission);
	bt_sum_add(&t->slippage, d->slippage);
	bt_sum_add(&t->traded, d->traded);
}

/* Two passes, as in lib/maths/moments, over a field of the trades. */
static double
deviation(const struct bt_deal *d, size_t n, double mean)
{
	struct bt_sum s = BT_SUM_INIT;
	size_t i;

	if (n < 2)
		return (double)NAN;
	for (i = 0; i < n; i++)
		bt_sum_add(&s, (d[i].pnl - mean) * (d[i].pnl - mean));
	return sqrt(bt_sum_value(&s) / (double)(n - 1));
}

static double
mean_of(const struct bt_sum *s, size_t n)
{
	return n > 0 ? bt_sum_value(s) / (double)n : (double)NAN;
}

void
bt_tradestat_of(const struct bt_deal *d, size_t n, struct bt_tradestat *s)
{
	struct tally t = { 0 };
	size_t i;

	*s = (struct bt_tradestat){ .n = n, .best = (double)NAN,
	    .worst = (double)NAN };
	for (i = 0; i < n; i++)
		add_deal(s, &t, &d[i]);
	s->profit = bt_sum_value(&t.profit);
	s->loss = bt_sum_value(&t.loss);
	s->mean_pnl = mean_of(&t.pnl, n);
	s->sd_pnl = deviation(d, n, s->mean_pnl);
	s->mean_ret = mean_of(&t.ret, n);
	s->mean_win = mean_of(&t.win_ret, s->wins);
	s->mean_loss = mean_of(&t.loss_ret, s->losses);
	s->mean_mae = mean_of(&t.mae, n);
	s->mean_mfe = mean_of(&t.mfe, n);
	s->mean_bars = mean_of(&t.bars, n);
	s->commission = bt_sum_value(&t.commission);
	s->slippage = bt_sum_value(&t.slippage);
	s->traded = bt_sum_value(&t.traded);
}
