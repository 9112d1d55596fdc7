/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/stream/config.h"

static char	path[] = "/tmp/bt-config-XXXXXX";

static int
make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd == -1 ? -1 : close(fd);
}

static int
remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static void
write_file(const char *s)
{
	FILE *fp = fopen(path, "w");

	assert_non_null(fp);
	assert_true(fputs(s, fp) >= 0);
	assert_int_equal(fclose(fp), 0);
}

/* Gathers "name=text;" of every setting. */
static int
gather(void *arg, const char *name, const char *text, struct bt_err *err)
{
	if (strcmp(name, "refuse") == 0)
		return bt_err_set(err, BT_EUSAGE, "refused");
	return bt_buf_printf(arg, err, "%s=%s;", name, text);
}

static void
settings_are(const char *json, const char *expected)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf buf = { 0 };
	struct bt_config *c;

	write_file(json);
	assert_non_null(c = bt_config_read(path, &err));
	assert_int_equal(bt_config_each(c, gather, &buf, &err), 0);
	assert_string_equal(buf.s != NULL ? buf.s : "", expected);
	bt_buf_free(&buf);
	bt_config_free(c);
}

static void
kinds_of_values(void **state)
{
	(void)state;
	settings_are("{}", "");
	settings_are("{\"a\":\"5%\",\"b\":100000,\"c\":0.1,\"d\":true,"
	    "\"e\":false,\"f\":null,\"g\":-1e-9}",
	    "a=5%;b=100000;c=0.1;d=true;e=false;g=-1e-09;");
	settings_are("{\"n\":9007199254740993}", "n=9007199254740993;");
	settings_are("{\"s\":\"\\u00e9\\\"\"}", "s=\xc3\xa9\";");
}

static void
lists_and_objects(void **state)
{
	(void)state;
	settings_are("{\"params\":{\"fast\":10,\"slow\":\"30\"}}",
	    "params=fast=10;params=slow=30;");
	settings_are("{\"add\":[\"x=close\",7]}", "add=x=close;add=7;");
	settings_are("{\"params\":{},\"add\":[]}", "");
}

/* A run's first line may be given as it is, with what follows it. */
static void
run_header(void **state)
{
	(void)state;
	settings_are("{\"type\":\"run\",\"config\":{\"cash\":1}}\n"
	    "{\"type\":\"trade\"}\n", "cash=1;");
	settings_are("{\"type\":\"other\"}", "type=other;");
}

static void
refused(const char *json, const char *text, size_t line)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf buf = { 0 };
	struct bt_config *c;

	write_file(json);
	if ((c = bt_config_read(path, &err)) != NULL)
		assert_int_equal(bt_config_each(c, gather, &buf, &err), -1);
	assert_int_equal(err.code, BT_EUSAGE);
	assert_string_equal(err.text, text);
	assert_true(err.line == line);
	bt_config_free(c);
	bt_buf_free(&buf);
}

static void
malformed(void **state)
{
	(void)state;
	/* The words after "not JSON" are those of jansson 2.14. */
	refused("{\"a\":1,\n\"a\":2}",
	    "not JSON: duplicate object key near '\"a\"'", 2);
	refused("{\"a\":\n}", "not JSON: unexpected token near '}'", 2);
	refused("[1]", "not an object of options, as {\"cash\": 10000}", 1);
	refused("{\"a\":{\"b\":[1]}}",
	    "'a' is nested too deep: want plain values in it", 0);
	refused("{\"refuse\":1}", "refused", 0);
}

static void
no_file(void **state)
{
	struct bt_err err = BT_ERR_INIT;

	(void)state;
	assert_null(bt_config_read("/nonexistent/c.json", &err));
	assert_int_equal(err.code, BT_ESYS);
}

struct values {
	bool		 flag;
	long long	 count;
	double		 cash;
	const char	*text;
	struct bt_list	 params, words;
};

static const struct bt_opt	opts[] = {
	BT_OPT_FLAG_ROW(0, "flag", struct values, flag, ""),
	BT_OPT_INT_ROW(0, "count", struct values, count, "N", 0, 9, NULL, ""),
	BT_OPT_REAL_ROW(0, "cash", struct values, cash, "X", 0, 9, NULL, ""),
	BT_OPT_TEXT_ROW(0, "text", struct values, text, "T", NULL, ""),
	BT_OPT_LIST_ROW(0, "param", struct values, params, "K=V", ""),
	BT_OPT_LIST_ROW(0, "word", struct values, words, "W", ""),
	BT_OPT_END
};

static void
written_as(const char *const given[][2], const char *expected)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf buf = { 0 };
	struct values set;
	size_t i;

	assert_int_equal(bt_opt_defaults(opts, &set, &err), 0);
	for (i = 0; given[i][0] != NULL; i++)
		assert_int_equal(bt_opt_set(bt_opt_find(opts,
		    bt_span(given[i][0])), &set, given[i][1], &err), 0);
	assert_int_equal(bt_buf_add(&buf, "{", 1, &err), 0);
	assert_int_equal(bt_config_write(&buf, opts, &set, &err), 0);
	assert_string_equal(buf.s, expected);
	bt_buf_free(&buf);
	bt_opt_free(opts, &set);
}

static void
writes(void **state)
{
	static const char *const nothing[][2] = { { NULL, NULL } };
	static const char *const all[][2] = { { "flag", NULL },
		{ "count", "3" }, { "cash", "2.50" }, { "text", "a\"\\\n" },
		{ "param", "fast=10" }, { "param", "slow=030" },
		{ "param", "fast=11" }, { "word", "x" }, { "word", "y=1" },
		{ NULL, NULL } };

	(void)state;
	written_as(nothing, "{\"flag\":false");
	/* The later of two values of a key counts; 030 is no JSON number. */
	written_as(all, "{\"flag\":true,\"count\":3,\"cash\":2.5,"
	    "\"text\":\"a\\\"\\\\\\u000a\",\"params\":{\"slow\":\"030\","
	    "\"fast\":11},\"words\":[\"x\",\"y=1\"]");
}

/* A file name in Latin-1 is no text of JSON. */
static void
not_utf8(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf buf = { 0 };
	struct values set;

	(void)state;
	assert_int_equal(bt_opt_defaults(opts, &set, &err), 0);
	set.text = "caf\xe9";
	assert_int_equal(bt_config_write(&buf, opts, &set, &err), -1);
	assert_int_equal(err.code, BT_EUSAGE);
	assert_string_equal(err.text,
	    "not UTF-8, so not for a configuration: 'caf\xe9'");
	bt_buf_free(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_of_values),
		cmocka_unit_test(lists_and_objects),
		cmocka_unit_test(run_header),
		cmocka_unit_test(malformed),
		cmocka_unit_test(no_file),
		cmocka_unit_test(writes),
		cmocka_unit_test(not_utf8),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
