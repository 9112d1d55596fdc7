/* SPDX-License-Identifier: ISC */
/* Strategy files: what is read, what is refused, where they are found. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "lib/signal/maker.h"
#include "lib/signal/setup.h"
#include "lib/signal/strategy.h"

static const char *const nowhere[] = { NULL };

static struct bt_strategy *
parse(const char *text, struct bt_err *err)
{
	*err = (struct bt_err)BT_ERR_INIT;
	return bt_strategy_parse(text, strlen(text), "s.json", err);
}

static void
reads_a_whole_file(void **state)
{
	struct bt_strategy *s;
	struct bt_err err;

	(void)state;
	s = parse("{\"name\":\"s\",\"title\":\"T\",\"params\":{"
	    "\"n\":{\"type\":\"integer\",\"default\":5,\"min\":2,\"max\":9,"
	    "\"description\":\"D\"},\"w\":{\"default\":0.5}},"
	    "\"buy\":\"close > sma(n)\",\"stop_loss\":\"w\","
	    "\"run\":{\"stop-loss\":\"5%\",\"cash\":1000.1}}", &err);
	assert_non_null(s);
	assert_string_equal(s->name, "s");
	assert_string_equal(s->title, "T");
	assert_string_equal(s->description, "");
	assert_int_equal(s->nparams, 2);
	assert_string_equal(s->params[0].name, "n");
	assert_string_equal(s->params[0].description, "D");
	assert_true(s->params[0].integer && s->params[0].value == 5);
	assert_true(s->params[0].min == 2 && s->params[0].max == 9);
	assert_true(!s->params[1].integer && s->params[1].value == 0.5);
	assert_true(isinf(s->params[1].max));
	assert_string_equal(s->expr[BT_ROLE_BUY], "close > sma(n)");
	assert_string_equal(s->expr[BT_ROLE_STOP_LOSS], "w");
	assert_null(s->expr[BT_ROLE_SELL]);
	assert_string_equal(s->run,
	    "{\n  \"stop-loss\": \"5%\",\n  \"cash\": 1000.1\n}");
	bt_strategy_free(s);
}

static void
refuses_what_is_no_strategy(void **state)
{
	static const struct {
		const char	*text, *why;
	} rows[] = {
		{ "[]", "want a JSON object" },
		{ "{}", "\"name\": is missing" },
		{ "{\"name\":\"s\"}", "\"buy\": is missing, and so are sell, "
		    "short and cover: the strategy would never do anything" },
		{ "{\"name\":1}", "\"name\": want a text" },
		{ "{\"sel\":\"x\"}", "unknown member \"sel\"; did you mean "
		    "\"sell\"?" },
		{ "{\"zzzzz\":1}", "unknown member \"zzzzz\"" },
		{ "{\"buy\":1}", "\"buy\": want an expression in quotes" },
		{ "{\"run\":1}",
		    "\"run\": want an object of bt-run's options" },
		{ "{\"params\":1}", "\"params\": want an object of "
		    "parameters" },
		{ "{\"params\":{\"n\":1}}", "\"n\": want an object with a "
		    "default" },
		{ "{\"params\":{\"n\":{}}}", "\"n\": has no \"default\"" },
		{ "{\"params\":{\"n\":{\"type\":\"int\"}}}",
		    "\"type\": want \"integer\" or \"number\"" },
		{ "{\"params\":{\"n\":{\"default\":\"1\"}}}",
		    "\"default\": want a number" },
		{ "{\"params\":{\"n\":{\"description\":1}}}",
		    "\"description\": want a text" },
		{ "{\"params\":{\"n\":{\"step\":1}}}",
		    "unknown member \"step\"" },
		{ "{\"params\":{\"n\":{\"default\":1,\"min\":2}}}",
		    "\"n\": want min <= default <= max" },
		{ "{\"params\":{\"n\":{\"default\":1.5,"
		    "\"type\":\"integer\"}}}",
		    "\"n\": its default is no integer" },
		{ "{\"params\":{\"1n\":{\"default\":1}}}", "\"1n\": want a "
		    "parameter's name of letters, digits and _" },
		{ "{\"params\":{\"Close\":{\"default\":1}}}", "\"Close\": is a "
		    "word of the expression language; give the parameter "
		    "another name" },
	};
	struct bt_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_null(parse(rows[i].text, &err));
		assert_string_equal(err.text, rows[i].why);
		assert_string_equal(err.source, "s.json");
		assert_int_equal(err.code, BT_EUSAGE);
	}
	assert_null(parse("{\"name\":\n \"s\",}", &err));
	assert_int_equal(err.line, 2);
	assert_memory_equal(err.text, "not JSON: ", 10);
	assert_null(parse("{\"name\":\"s\",\"name\":\"t\"}", &err));
	assert_non_null(strstr(err.text, "duplicate"));
}

static void
sets_parameters(void **state)
{
	static const struct {
		const char	*list, *why;
	} rows[] = {
		{ "fast", "want a parameter as name=value, got 'fast'" },
		{ "fats=1", "strategy 'sma_cross' has no parameter 'fats'; "
		    "did you mean 'fast'?" },
		{ "x=1", "strategy 'sma_cross' has no parameter 'x'; "
		    "it has fast, slow" },
		{ "fast=0", "parameter 'fast' of 'sma_cross': want an integer "
		    "from 1 to 1000, got '0'" },
		{ "fast=2.5", "parameter 'fast' of 'sma_cross': want an "
		    "integer from 1 to 1000, got '2.5'" },
		{ "fast=ten", "parameter 'fast' of 'sma_cross': want an "
		    "integer from 1 to 1000, got 'ten'" },
	};
	struct bt_err err = BT_ERR_INIT;
	struct bt_strategy *s;
	size_t i;

	(void)state;
	s = bt_strategy_find("sma_cross", nowhere, &err);
	assert_non_null(s);
	assert_int_equal(bt_strategy_set(s, "fast=7, slow = 21", &err), 0);
	assert_true(s->params[0].value == 7 && s->params[1].value == 21);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		err = (struct bt_err)BT_ERR_INIT;
		assert_int_equal(bt_strategy_set(s, rows[i].list, &err), -1);
		assert_string_equal(err.text, rows[i].why);
	}
	bt_strategy_free(s);
}

/* Every shipped strategy compiles, and says something in each member. */
static void
ships_sound_strategies(void **state)
{
	const struct bt_embedded *e;
	struct bt_setup_settings set = { NULL, { NULL, 0 }, { NULL },
	    { NULL, 0 } };
	struct bt_err err = BT_ERR_INIT;
	struct bt_setup setup;
	struct bt_maker *maker;
	size_t n = 0;

	(void)state;
	for (e = bt_embedded; e->name != NULL; e++, n++) {
		set.strategy = e->name;
		assert_int_equal(bt_setup_init(&setup, &set, nowhere, &err),
		    0);
		assert_string_equal(setup.strategy->name, e->name);
		assert_true(*setup.strategy->title != '\0');
		assert_true(*setup.strategy->description != '\0');
		assert_non_null(setup.strategy->expr[BT_ROLE_SELL]);
		maker = bt_maker_new(&setup.rule, &err);
		assert_non_null(maker);
		assert_int_equal(bt_maker_compile(maker, NULL, NULL, 0, &err),
		    0);
		bt_maker_free(maker);
		bt_setup_free(&setup);
	}
	assert_int_equal(n, 6);
}

static void
knows_where_to_look(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_arena *arena = bt_arena_new(&err);
	const char *const *dirs;

	(void)state;
	dirs = bt_strategy_dirs(arena, "/c", "/h", "/a::/b", "/s", &err);
	assert_string_equal(dirs[0], "/c/bt/strategies");
	assert_string_equal(dirs[1], "/a");
	assert_string_equal(dirs[2], "/b");
	assert_string_equal(dirs[3], "/s/strategies");
	assert_null(dirs[4]);
	dirs = bt_strategy_dirs(arena, "", "/h", NULL, "/s", &err);
	assert_string_equal(dirs[0], "/h/.config/bt/strategies");
	assert_string_equal(dirs[1], "/s/strategies");
	assert_null(dirs[2]);
	dirs = bt_strategy_dirs(arena, NULL, NULL, NULL, NULL, &err);
	assert_null(dirs[0]);
	bt_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_whole_file),
		cmocka_unit_test(refuses_what_is_no_strategy),
		cmocka_unit_test(sets_parameters),
		cmocka_unit_test(ships_sound_strategies),
		cmocka_unit_test(knows_where_to_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
