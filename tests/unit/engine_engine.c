/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/engine_input.h"

/* What the conformance scenarios cannot say: what holds for every run. */

#define ROUNDS 60

/* Options that change what happens, each with values to draw from. */
static const struct {
	const char	*name, *value[5];
} knobs[] = {
	{ "fill", { "next-open", "close", "next-close" } },
	{ "side", { "both", "both", "long", "short" } },
	{ "on-opposite", { "reverse", "close", "ignore" } },
	{ "pyramiding", { "1", "1", "3", "0" } },
	{ "size", { "equal-weight", "fixed-quantity:50", "fixed-amount:9000",
	    "percent-equity:40%" } },
	{ "lot-size", { "0", "1" } },
	{ "leverage", { "1", "2", "0.5" } },
	{ "on-insufficient", { "shrink", "reject" } },
	{ "commission", { "none", "percent:0.1%", "percent:0.1%,fixed=5",
	    "per-share:0.01,min=1,max=1%" } },
	{ "slippage", { "none", "percent:10bps", "fixed:0.05,cap" } },
	{ "stop-loss", { "0", "3%" } },
	{ "take-profit", { "0", "4%" } },
	{ "trailing-stop", { "0", "0", "3%" } },
	{ "trail-on", { "extremes", "close" } },
	{ "protect-from", { "entry", "next" } },
	{ "intrabar", { "worst", "best", "ohlc", "olhc", "nearest" } },
	{ "gap", { "open", "open", "level" } },
	{ "holding-period", { "0", "5" } },
	{ "time-exit", { "close", "open" } },
};

static void
draw_options(struct play *p, struct bt_rng *rng)
{
	size_t i, n;

	for (i = 0; i < sizeof(knobs) / sizeof(knobs[0]); i++) {
		for (n = 0; n < 5 && knobs[i].value[n] != NULL; n++)
			continue;
		play_option(p, knobs[i].name,
		    knobs[i].value[bt_rng_below(rng, n)]);
	}
}

static void
assert_near(double a, double b)
{
	if (!(fabs(a - b) <= 1e-9 * fmax(1, fabs(b))))
		fail_msg("%.17g is not %.17g", a, b);
}

/* All closed: the last equity is the cash and what the trades made. */
static void
money_is_conserved(void **state)
{
	struct play_rule rule = { .bars = 300, .scale = 1, .gaps = true };
	struct play p;
	struct bt_rng rng;
	double sum;
	size_t i;

	(void)state;
	for (rule.seed = 1; rule.seed <= ROUNDS; rule.seed++) {
		bt_rng_init(&rng, rule.seed, 99);
		rule.symbols = 1 + bt_rng_below(&rng, PLAY_SYMBOLS);
		rule.numbers = bt_rng_below(&rng, 2) == 0;
		play_init(&p, &rule);
		draw_options(&p, &rng);
		play_run(&p, true);
		sum = p.set.cash;
		for (i = 0; i < p.ntrades; i++) {
			sum += p.trades[i].pnl;
			assert_int_equal(p.trades[i].id, i + 1);
			assert_true(p.trades[i].mae <= 0);
			assert_true(p.trades[i].mfe >= 0);
			assert_true(p.trades[i].exit_price > 0);
			assert_true(p.trades[i].quantity > 0);
		}
		assert_near(p.res.summary.last_equity, sum);
		assert_near(p.point.equity, sum);
		assert_near(p.point.cash, sum);
		assert_int_equal(p.point.positions, 0);
		assert_int_equal(p.res.summary.trades, p.ntrades);
		assert_int_equal(p.res.summary.fills, p.nfills);
		assert_int_equal(p.nfills, 2 * p.ntrades);
		play_free(&p);
	}
}

static void
assert_same_trades(const struct play *a, const struct play *b)
{
	size_t i;

	assert_int_equal(a->ntrades, b->ntrades);
	for (i = 0; i < a->ntrades; i++) {
		assert_int_equal(a->trades[i].entry_time,
		    b->trades[i].entry_time);
		assert_int_equal(a->trades[i].exit_time,
		    b->trades[i].exit_time);
		assert_true(a->trades[i].pnl == b->trades[i].pnl);
		assert_true(a->trades[i].mae == b->trades[i].mae);
	}
}

/* Bars that are walked past and bars that are stepped on: the same trades. */
static void
nobody_has_to_listen(void **state)
{
	struct play_rule rule = { .bars = 500, .scale = 1 };
	struct play a, b;
	struct bt_rng rng;

	(void)state;
	for (rule.seed = 1; rule.seed <= ROUNDS; rule.seed++) {
		bt_rng_init(&rng, rule.seed, 98);
		rule.symbols = 1 + rule.seed % 2;
		rule.numbers = rule.seed % 3 == 0;
		play_init(&a, &rule);
		play_init(&b, &rule);
		draw_options(&a, &rng);
		b.set = a.set;
		play_run(&a, true);
		play_run(&b, false);
		assert_int_equal(a.npoints, a.res.summary.steps);
		assert_int_equal(b.npoints, 0);
		assert_same_trades(&a, &b);
		assert_int_equal(a.nevents, b.nevents);
		assert_int_equal(a.res.status, b.res.status);
		assert_memory_equal(&a.res.summary, &b.res.summary,
		    sizeof(a.res.summary));
		play_free(&a);
		play_free(&b);
	}
}

/* Prices twice as high: half the quantity, and the same money to the bit. */
static void
the_unit_does_not_matter(void **state)
{
	struct play_rule rule = { .seed = 5, .symbols = 3, .bars = 400,
	    .scale = 1 };
	struct play a, b;

	(void)state;
	play_init(&a, &rule);
	rule.scale = 2;
	play_init(&b, &rule);
	play_option(&a, "stop-loss", "3%");
	play_option(&a, "commission", "percent:0.1%");
	b.set = a.set;
	play_run(&a, true);
	play_run(&b, true);
	assert_true(a.ntrades > 50);
	assert_same_trades(&a, &b);
	assert_true(a.trades[7].quantity == 2 * b.trades[7].quantity);
	play_free(&a);
	play_free(&b);
}

/* What the symbols are called matters to nobody who has cash for all. */
static void
the_order_of_symbols_does_not_matter(void **state)
{
	struct play_rule rule = { .seed = 11, .symbols = 4, .bars = 300,
	    .scale = 1, .gaps = true };
	struct play a, b;

	(void)state;
	play_init(&a, &rule);
	rule.backwards = true;
	play_init(&b, &rule);
	play_option(&a, "size", "fixed-quantity:10");
	play_option(&a, "cash", "1000000");
	play_option(&a, "take-profit", "3%");
	b.set = a.set;
	play_run(&a, true);
	play_run(&b, true);
	assert_true(a.ntrades > 50);
	assert_int_equal(a.ntrades, b.ntrades);
	assert_near(a.res.summary.last_equity, b.res.summary.last_equity);
	play_free(&a);
	play_free(&b);
}

/* The same trades for more money: each step of the way takes some away. */
static void
costs_never_raise_the_equity(void **state)
{
	static const char *const costs[][2] = {
		{ "commission", "percent:0.1%" },
		{ "slippage", "percent:5bps" },
		{ "commission", "percent:0.3%,fixed=2" },
		{ "slippage", "fixed:0.5" },
	};
	struct play_rule rule = { .bars = 300, .symbols = 2, .scale = 1 };
	struct play p;
	double last;
	size_t i, n;

	(void)state;
	for (rule.seed = 1; rule.seed <= 10; rule.seed++) {
		play_init(&p, &rule);
		play_option(&p, "size", "fixed-quantity:10");
		play_option(&p, "cash", "1000000");
		play_run(&p, true);
		n = p.ntrades;
		for (i = 0; i < sizeof(costs) / sizeof(costs[0]); i++) {
			last = p.res.summary.last_equity;
			play_option(&p, costs[i][0], costs[i][1]);
			play_run(&p, true);
			assert_int_equal(p.ntrades, n);
			assert_true(p.res.summary.last_equity < last);
		}
		play_free(&p);
	}
}

static enum bt_status
stop_at_once(void *arg, const struct bt_progress_state *state)
{
	size_t *calls = arg;

	assert_int_equal(state->done, *calls == 0 ? 0 : 8192);
	return (*calls)++ == 0 ? BT_COMPLETED : BT_CANCELLED;
}

/* Stopped after 8,193 steps: settled there, and told so. */
static void
a_stop_settles_the_account(void **state)
{
	struct play_rule rule = { .seed = 3, .symbols = 1, .bars = 20000,
	    .scale = 1 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_engine_result res;
	struct play p;
	size_t calls = 0;
	struct bt_engine_job job = { .settings = &p.set, .timeline = &p.line,
	    .signals = &p.signals, .sink = { .arg = &p,
	    .equity = play_on_equity }, .poll = stop_at_once,
	    .poll_arg = &calls };

	(void)state;
	play_init(&p, &rule);
	job.market = p.market;
	assert_int_equal(bt_engine_run(&job, &res, &err), 0);
	assert_int_equal(res.status, BT_CANCELLED);
	assert_int_equal(res.summary.steps, 8193);
	assert_int_equal(p.npoints, 8193);
	assert_int_equal(p.point.positions, 0);
	assert_int_equal(p.point.equity == res.summary.last_equity, 1);
	play_free(&p);
}

static int
refuse(void *arg, const struct bt_trade *t, struct bt_err *err)
{
	(void)arg, (void)t;
	return bt_err_set(err, BT_ESYS, "no more");
}

static void
a_sink_may_refuse(void **state)
{
	struct play_rule rule = { .seed = 3, .symbols = 2, .bars = 100,
	    .scale = 1 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_engine_result res;
	struct play p;
	struct bt_engine_job job = { .settings = &p.set, .timeline = &p.line,
	    .signals = &p.signals, .sink = { .trade = refuse } };

	(void)state;
	play_init(&p, &rule);
	job.market = p.market;
	assert_int_equal(bt_engine_run(&job, &res, &err), -1);
	assert_int_equal(res.status, BT_FAILED);
	assert_string_equal(err.text, "no more");
	play_free(&p);
}

/* Every allocation of a run may fail: reported, and nothing leaks. */
static void
memory_may_be_short(void **state)
{
	struct play_rule rule = { .seed = 3, .symbols = 2, .bars = 50,
	    .scale = 1 };
	struct play p;
	struct bt_engine_result res;
	struct bt_engine_job job = { .settings = &p.set, .timeline = &p.line,
	    .signals = &p.signals };
	char spec[32];
	int n, rc = -1;

	(void)state;
	play_init(&p, &rule);
	job.market = p.market;
	for (n = 1; n < 50 && rc == -1; n++) {
		struct bt_err err = BT_ERR_INIT;

		(void)snprintf(spec, sizeof(spec), "alloc:%d", n);
		assert_int_equal(bt_fault_set(spec, &err), 0);
		rc = bt_engine_run(&job, &res, &err);
		assert_int_equal(bt_fault_set(NULL, &err), 0);
		assert_int_equal(err.code, rc == -1 ? BT_ESYS : BT_OK);
	}
	assert_in_range(n, 4, 20);
	play_free(&p);
}

static void
no_bars_no_trades(void **state)
{
	struct play_rule rule = { .symbols = 0, .scale = 1 };
	struct play p;

	(void)state;
	play_init(&p, &rule);
	play_run(&p, true);
	assert_int_equal(p.res.status, BT_COMPLETED);
	assert_int_equal(p.res.summary.steps, 0);
	assert_int_equal(p.npoints, 0);
	assert_true(p.res.summary.last_equity == 100000);
	play_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(money_is_conserved),
		cmocka_unit_test(nobody_has_to_listen),
		cmocka_unit_test(the_unit_does_not_matter),
		cmocka_unit_test(the_order_of_symbols_does_not_matter),
		cmocka_unit_test(costs_never_raise_the_equity),
		cmocka_unit_test(a_stop_settles_the_account),
		cmocka_unit_test(a_sink_may_refuse),
		cmocka_unit_test(memory_may_be_short),
		cmocka_unit_test(no_bars_no_trades),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
