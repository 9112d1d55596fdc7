/* SPDX-License-Identifier: ISC */
/* Walking over quiet bars, and the curve, against stepping on every bar. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tests/unit/engine_input.h"

#define BARS 700
#define SEEDS 40

static const struct {
	const char	*name, *value[4];
} options[] = {
	{ "size", { "equal-weight:50%", "fixed-quantity:9000", "equal-weight:1",
	    "fixed-amount:1500000" } },
	{ "stop-loss", { "0", "2%", "10%", "4%" } },
	{ "take-profit", { "0", "3%", "12%", "1%" } },
	{ "trailing-stop", { "0", "0", "0", "5%" } },
	{ "commission", { "none", "percent:0.1%", "percent:5bps,fixed=1",
	    "none" } },
	{ "slippage", { "none", "percent:5bps", "none", "fixed:0.1" } },
	{ "fill", { "next-open", "close", "next-close", "next-open" } },
	{ "pyramiding", { "1", "3", "0", "1" } },
	{ "holding-period", { "0", "0", "7", "30" } },
	{ "leverage", { "1", "20", "20", "50" } },
	{ "at-end", { "close", "mark", "close", "close" } },
};

/* All that is told of the equity, row by row. */
struct heard {
	double		 equity[BARS];
	size_t		 n, held;
	struct bt_sum	 gross;
};

static int
hear(void *arg, const struct bt_equity *e, struct bt_err *err)
{
	struct heard *h = arg;

	(void)err;
	h->equity[h->n++] = e->equity;
	h->held += e->positions > 0;
	if (e->equity > 0)
		bt_sum_add(&h->gross, (e->longs + e->shorts) / e->equity);
	return 0;
}

static void
choose_options(struct play *p, uint64_t seed)
{
	struct bt_rng rng;
	size_t i;

	bt_rng_init(&rng, seed, 99);
	for (i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		play_option(p, options[i].name,
		    options[i].value[bt_rng_below(&rng, 4)]);
}

static struct bt_engine_result
run(struct play *p, struct heard *h, struct bt_engine_curve *curve,
    struct bt_engine_room *room)
{
	struct bt_engine_job job = { .settings = &p->set,
	    .market = p->market, .timeline = &p->line,
	    .signals = &p->signals, .curve = curve, .room = room,
	    .sink = { .arg = h, .equity = h == NULL ? NULL : hear } };
	struct bt_err err = BT_ERR_INIT;
	struct bt_engine_result res;

	assert_int_equal(bt_engine_run(&job, &res, &err), 0);
	return res;
}

static void
assert_same(const struct heard *h, const struct bt_engine_curve *c)
{
	double a = bt_sum_value(&h->gross), b = bt_sum_value(&c->gross);

	assert_int_equal(h->n, c->n);
	assert_memory_equal(h->equity, c->equity, h->n * sizeof(double));
	assert_int_equal(h->held, c->held);
	assert_memory_equal(&a, &b, sizeof(a));
}

/* A second symbol without signals: then every bar is stepped on. */
static void
walks_as_it_steps(void **state)
{
	struct play_rule rule = { .bars = BARS, .scale = 1 };
	double room[BARS];
	struct bt_engine_curve curve = { .equity = room, .wants_gross = true };
	struct heard stepped, walked;
	struct bt_engine_result a, b;
	size_t bankrupt = 0;
	struct play p;

	(void)state;
	for (rule.seed = 1; rule.seed <= SEEDS; rule.seed++) {
		stepped = walked = (struct heard){ .n = 0 };
		rule.numbers = rule.seed % 3 == 0;
		rule.symbols = 2;
		play_init(&p, &rule);
		choose_options(&p, rule.seed);
		memset(p.verbs[1], 0, BARS);
		a = run(&p, &stepped, NULL, NULL);
		play_free(&p);
		rule.symbols = 1;
		play_init(&p, &rule);
		choose_options(&p, rule.seed);
		b = run(&p, &walked, &curve, NULL);
		play_free(&p);
		assert_int_equal(a.status, b.status);
		assert_int_equal(a.summary.trades, b.summary.trades);
		assert_same(&stepped, &curve);
		assert_same(&walked, &curve);
		bankrupt += a.status == BT_BANKRUPT;
	}
	/* The seeds are such that both ends are met. */
	assert_in_range(bankrupt, 1, SEEDS - 1);
}

/* Many symbols with gaps; and memory that other runs have used before. */
static void
a_curve_hears_what_a_sink_hears(void **state)
{
	struct play_rule rule = { .bars = 300, .scale = 1, .gaps = true };
	struct bt_err err = BT_ERR_INIT;
	struct bt_engine_room *memory = bt_engine_room_new(&err);
	double room[BARS];
	struct bt_engine_curve curve = { .equity = room, .wants_gross = true };
	struct heard h;
	struct play p;

	(void)state;
	assert_non_null(memory);
	for (rule.seed = 1; rule.seed <= SEEDS; rule.seed++) {
		rule.symbols = 1 + rule.seed % PLAY_SYMBOLS;
		play_init(&p, &rule);
		choose_options(&p, rule.seed);
		h = (struct heard){ .n = 0 };
		(void)run(&p, &h, NULL, NULL);
		(void)run(&p, NULL, &curve, memory);
		play_free(&p);
		assert_same(&h, &curve);
	}
	bt_engine_room_free(memory);
}

/* The second run of a size allocates nothing: the first allocation fails. */
static void
room_is_used_again(void **state)
{
	struct play_rule rule = { .bars = 300, .scale = 1, .symbols = 3,
	    .seed = 5 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_engine_room *memory = bt_engine_room_new(&err);
	struct play p;

	(void)state;
	assert_non_null(memory);
	play_init(&p, &rule);
	(void)run(&p, NULL, NULL, memory);
	assert_int_equal(bt_fault_set("alloc:1", &err), 0);
	(void)run(&p, NULL, NULL, memory);
	assert_false(bt_fault_spent());
	assert_int_equal(bt_fault_set(NULL, &err), 0);
	play_free(&p);
	bt_engine_room_free(memory);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_as_it_steps),
		cmocka_unit_test(a_curve_hears_what_a_sink_hears),
		cmocka_unit_test(room_is_used_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
