/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "lib/engine/settings.h"

static void
defaults_are_cautious(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_settings set;

	(void)state;
	assert_int_equal(bt_opt_defaults(bt_settings_opts, &set, &err), 0);
	assert_int_equal(set.fill, BT_FILL_NEXT_OPEN);
	assert_int_equal(set.intrabar, BT_INTRABAR_WORST);
	assert_int_equal(set.gap, BT_GAP_OPEN);
	assert_int_equal(set.protect_from, BT_PROTECT_ENTRY);
	assert_int_equal(set.at_end, BT_END_CLOSE);
	assert_int_equal(set.on_insufficient, BT_SHRINK);
	assert_int_equal(set.pyramiding, 1);
	assert_int_equal(set.max_positions, -1);
	assert_int_equal(set.holding_period, -1);
	assert_true(isnan(set.stop_loss) && isnan(set.take_profit) &&
	    isnan(set.trailing_stop));
	assert_true(set.cash == 100000 && set.leverage == 1);
	assert_string_equal(set.size.family->name, "equal-weight");
	assert_string_equal(set.commission.family->name, "none");
	assert_null(set.preset);
}

/* The choices of the table are the enums, in their order. */
static void
choices_are_in_order(void **state)
{
	static const struct {
		const char	*option, *value;
		int		 is;
	} cases[] = {
		{ "fill", "next-close", BT_FILL_NEXT_CLOSE },
		{ "fill", "close", BT_FILL_CLOSE },
		{ "side", "long", BT_SIDE_LONG },
		{ "side", "both", BT_SIDE_BOTH },
		{ "on-opposite", "close", BT_OPPOSITE_CLOSE },
		{ "on-opposite", "ignore", BT_OPPOSITE_IGNORE },
		{ "trail-on", "close", BT_TRAIL_CLOSE },
		{ "time-exit", "open", BT_TIME_EXIT_OPEN },
		{ "protect-from", "next", BT_PROTECT_NEXT },
		{ "intrabar", "best", BT_INTRABAR_BEST },
		{ "intrabar", "ohlc", BT_INTRABAR_OHLC },
		{ "intrabar", "olhc", BT_INTRABAR_OLHC },
		{ "intrabar", "nearest", BT_INTRABAR_NEAREST },
		{ "gap", "level", BT_GAP_LEVEL },
		{ "on-insufficient", "reject", BT_REJECT },
		{ "at-end", "mark", BT_END_MARK },
	};
	struct bt_err err = BT_ERR_INIT;
	struct bt_settings set;
	const struct bt_opt *o;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		o = bt_opt_find(bt_settings_opts, bt_span(cases[i].option));
		assert_non_null(o);
		assert_int_equal(bt_opt_set(o, &set, cases[i].value, &err), 0);
		assert_int_equal(*(int *)(void *)((char *)&set + o->off),
		    cases[i].is);
	}
}

/* Every preset names options that there are, and values that they take. */
static void
presets_are_options(void **state)
{
	const struct bt_preset *p;
	struct bt_err err = BT_ERR_INIT;
	struct bt_settings set;
	size_t k;

	(void)state;
	for (p = bt_presets; p->name != NULL; p++)
		for (k = 0; p->set[k].option != NULL; k++) {
			const struct bt_opt *o = bt_opt_find(bt_settings_opts,
			    bt_span(p->set[k].option));

			assert_non_null(o);
			assert_int_equal(bt_opt_set(o, &set, p->set[k].value,
			    &err), 0);
		}
}

static void
a_preset_is_other_defaults(void **state)
{
	struct bt_opt rows[BT_SETTINGS_ROWS + 1];
	struct bt_err err = BT_ERR_INIT;
	struct bt_settings set;

	(void)state;
	assert_int_equal(bt_settings_preset("scanner", rows, &err), 0);
	assert_int_equal(bt_opt_defaults(rows, &set, &err), 0);
	assert_int_equal(set.fill, BT_FILL_CLOSE);
	assert_int_equal(set.holding_period, 20);
	assert_true(set.full_holding);
	assert_true(set.stop_loss == 0.05);
	assert_true(set.lot_size == 1);
	assert_true(set.size.value[0] == 0.02);
	assert_int_equal(set.side, BT_SIDE_BOTH);	/* left alone */
	assert_int_equal(bt_settings_preset("scan", rows, &err), -1);
	assert_int_equal(err.code, BT_EUSAGE);
	assert_string_equal(err.text,
	    "--preset: no preset 'scan'; there is scanner");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults_are_cautious),
		cmocka_unit_test(choices_are_in_order),
		cmocka_unit_test(presets_are_options),
		cmocka_unit_test(a_preset_is_other_defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
