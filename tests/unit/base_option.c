/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/method.h"
#include "lib/base/option.h"

static const struct bt_family	families[] = {
	{ "none", "nothing", { { 0 } }, NULL },
	{ "percent", "a share", {
		{ "rate", 0, 0.5, NAN, true, "share" },
		{ "cap", 0, 1, 0, false, "switch" },
	}, NULL },
	{ "per-share", "money a share", {
		{ "each", 0, 1000, NAN, false, "money" },
		{ "min", 0, 1000, 1.5, false, "money" },
		{ "max", 0, 1, INFINITY, true, "share" },
	}, NULL },
	{ NULL, NULL, { { 0 } }, NULL }
};

struct settings {
	bool			 flag;
	long long		 count;
	double			 cash, rate;
	const char		*name, *file;
	int			 order;
	struct bt_list		 params;
	struct bt_method	 cost;
};

static const struct bt_opt	opts[] = {
	BT_OPT_FLAG_ROW('x', "flag", struct settings, flag, "a flag"),
	BT_OPT_INT_ROW('n', "count", struct settings, count, "N", 1, 100,
	    NULL, "how many"),
	BT_OPT_REAL_ROW(0, "cash", struct settings, cash, "MONEY", 0, INFINITY,
	    "1e5", "money"),
	BT_OPT_FRACTION_ROW(0, "rate", struct settings, rate, "RATE", -1, 1,
	    NULL, "a share"),
	BT_OPT_TEXT_ROW(0, "name", struct settings, name, "NAME", "x", "text"),
	BT_OPT_FILE_ROW('o', "file", struct settings, file, "FILE", "a file"),
	BT_OPT_CHOICE_ROW(0, "order", struct settings, order,
	    "worst|best|ohlc", "best", "which"),
	BT_OPT_LIST_ROW('p', "param", struct settings, params, "K=V", "many"),
	BT_OPT_METHOD_ROW(0, "cost", struct settings, cost, families, "none",
	    "what it costs"),
	BT_OPT_END
};

static void
start(struct settings *set)
{
	struct bt_err err = BT_ERR_INIT;

	memset(set, 0xff, sizeof(*set));
	assert_int_equal(bt_opt_defaults(opts, set, &err), 0);
}

static int
put(struct settings *set, const char *name, const char *val,
    struct bt_err *err)
{
	const struct bt_opt *o = bt_opt_find(opts, bt_span(name));

	assert_non_null(o);
	*err = (struct bt_err)BT_ERR_INIT;
	return bt_opt_set(o, set, val, err);
}

/* The message that a wrong value gets. */
static void
refused(const char *name, const char *val, const char *message)
{
	struct settings set;
	struct bt_err err;

	start(&set);
	assert_int_equal(put(&set, name, val, &err), -1);
	assert_int_equal(err.code, BT_EUSAGE);
	assert_string_equal(err.text, message);
	bt_opt_free(opts, &set);
}

/* The text of a value after it was set from another. */
static void
reads_as(const char *name, const char *val, const char *text)
{
	struct settings set;
	struct bt_buf buf = { 0 };
	struct bt_err err;

	start(&set);
	assert_int_equal(put(&set, name, val, &err), 0);
	assert_true(bt_opt_text(bt_opt_find(opts, bt_span(name)), &set, &buf,
	    &err));
	assert_string_equal(buf.s, text);
	bt_buf_free(&buf);
	bt_opt_free(opts, &set);
}

static void
defaults(void **state)
{
	struct settings set;

	(void)state;
	start(&set);
	assert_false(set.flag);
	assert_true(set.count == -1);
	assert_true(set.cash == 100000);
	assert_true(isnan(set.rate));
	assert_string_equal(set.name, "x");
	assert_null(set.file);
	assert_int_equal(set.order, 1);
	assert_null(set.params.v);
	assert_true(set.params.n == 0);
	assert_ptr_equal(set.cost.family, &families[0]);
}

static void
no_value_has_no_text(void **state)
{
	static const char *const without[] = { "count", "rate", "file",
		"param" };
	struct settings set;
	struct bt_buf buf = { 0 };
	struct bt_err err = BT_ERR_INIT;
	size_t i;

	(void)state;
	start(&set);
	for (i = 0; i < sizeof(without) / sizeof(without[0]); i++)
		assert_false(bt_opt_text(bt_opt_find(opts,
		    bt_span(without[i])), &set, &buf, &err));
	assert_true(buf.n == 0);
	assert_int_equal(err.code, BT_OK);
}

static void
values(void **state)
{
	(void)state;
	reads_as("flag", NULL, "true");
	reads_as("flag", "true", "true");
	reads_as("flag", "false", "false");
	reads_as("count", "1", "1");
	reads_as("count", "100", "100");
	reads_as("cash", "0", "0");
	reads_as("cash", "1e300", "1e+300");
	reads_as("rate", "5%", "0.05");
	reads_as("rate", "5bps", "0.0005");
	reads_as("rate", "-1", "-1");
	reads_as("name", "", "");
	reads_as("order", "ohlc", "ohlc");
	reads_as("file", "-", "-");
}

static void
wrong_values(void **state)
{
	(void)state;
	refused("flag", "yes", "--flag: want true or false, got 'yes'");
	refused("count", "0",
	    "--count: want a whole number from 1 to 100, got '0'");
	refused("count", "1.5",
	    "--count: want a whole number from 1 to 100, got '1.5'");
	refused("count", "99999999999999999999",
	    "--count: want a whole number from 1 to 100, "
	    "got '99999999999999999999'");
	refused("cash", "-1",
	    "--cash: want a number of at least 0, got '-1'");
	refused("cash", "nan",
	    "--cash: want a number of at least 0, got 'nan'");
	refused("rate", "101%", "--rate: want a fraction such as 0.05 or 5% "
	    "from -1 to 1, got '101%'");
	refused("file", "", "--file: want a file name, got ''");
	refused("order", "bes",
	    "--order: want worst|best|ohlc, got 'bes'");
}

static void
lists_grow(void **state)
{
	static const char *const words[] = { "a=1", "b=2", "c=3", "d=4",
		"e=5" };
	struct settings set;
	struct bt_err err;
	size_t i;

	(void)state;
	start(&set);
	for (i = 0; i < 5; i++)
		assert_int_equal(put(&set, "param", words[i], &err), 0);
	assert_true(set.params.n == 5);
	for (i = 0; i < 5; i++)
		assert_ptr_equal(set.params.v[i], words[i]);
	bt_opt_free(opts, &set);
	assert_true(set.params.n == 0);
}

static void
list_without_memory(void **state)
{
	struct settings set;
	struct bt_err err;

	(void)state;
	start(&set);
	assert_int_equal(put(&set, "param", "a=1", &err), 0);
	assert_int_equal(bt_fault_set("alloc:1", &err), 0);
	assert_int_equal(put(&set, "param", "b=2", &err), -1);
	assert_int_equal(err.code, BT_ESYS);
	assert_true(set.params.n == 1);
	assert_int_equal(bt_fault_set(NULL, &err), 0);
	bt_opt_free(opts, &set);
}

static void
methods(void **state)
{
	(void)state;
	reads_as("cost", "none", "none");
	reads_as("cost", "percent:0.1%", "percent:rate=0.001,cap=0");
	reads_as("cost", "percent:rate=0.001,cap",
	    "percent:rate=0.001,cap=1");
	reads_as("cost", "per-share:0.005",
	    "per-share:each=0.005,min=1.5");
	reads_as("cost", "per-share:max=50%,each=1,min=0",
	    "per-share:each=1,min=0,max=0.5");
	/* What is written is read back to the same. */
	reads_as("cost", "per-share:each=1,min=0,max=0.5",
	    "per-share:each=1,min=0,max=0.5");
}

static void
wrong_methods(void **state)
{
	(void)state;
	refused("cost", "percnt:1", "--cost: no method 'percnt'; "
	    "did you mean 'percent'?");
	refused("cost", "free", "--cost: no method 'free'; "
	    "there is none, percent, per-share");
	refused("cost", "percent",
	    "--cost: percent needs rate, as in 'percent:rate=5%'");
	refused("cost", "percent:0.6", "--cost: percent: want rate=a fraction "
	    "from 0 to 0.5, got '0.6'");
	refused("cost", "percent:1%,rate=2%",
	    "--cost: percent: 'rate' is given twice");
	refused("cost", "percent:1%,cab=1", "--cost: percent has no parameter "
	    "'cab'; did you mean 'cap'?");
	refused("cost", "per-share:1,foo=2", "--cost: per-share has no "
	    "parameter 'foo'; there is each, min, max");
	refused("cost", "per-share:1,2", "--cost: per-share has no "
	    "parameter '2'; there is each, min, max");
	refused("cost", "none:1", "--cost: none has no parameter '1'");
}

static void
a_wrong_value_changes_nothing(void **state)
{
	struct settings set;
	struct bt_err err;

	(void)state;
	start(&set);
	assert_int_equal(put(&set, "cost", "percent:1%", &err), 0);
	assert_int_equal(put(&set, "cost", "per-share:x", &err), -1);
	assert_ptr_equal(set.cost.family, &families[1]);
	assert_true(set.cost.value[0] == 0.01);
	assert_int_equal(put(&set, "cash", "7", &err), 0);
	assert_int_equal(put(&set, "cash", "-7", &err), -1);
	assert_true(set.cash == 7);
}

static void
ranges(void **state)
{
	char buf[BT_OPT_RANGE];

	(void)state;
	assert_string_equal(bt_opt_range(buf, 0, 1), " from 0 to 1");
	assert_string_equal(bt_opt_range(buf, -0.5, INFINITY),
	    " of at least -0.5");
	assert_string_equal(bt_opt_range(buf, -INFINITY, 3), " of at most 3");
	assert_string_equal(bt_opt_range(buf, -INFINITY, INFINITY), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults),
		cmocka_unit_test(no_value_has_no_text),
		cmocka_unit_test(values),
		cmocka_unit_test(wrong_values),
		cmocka_unit_test(lists_grow),
		cmocka_unit_test(list_without_memory),
		cmocka_unit_test(methods),
		cmocka_unit_test(wrong_methods),
		cmocka_unit_test(a_wrong_value_changes_nothing),
		cmocka_unit_test(ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
