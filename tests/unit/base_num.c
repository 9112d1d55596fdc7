/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/digits.h"
#include "lib/base/num.h"
#include "lib/base/rng.h"

#define ROUNDS 100000

static const char *
text_of(double x)
{
	static char text[BT_NUM_MAX + 1];

	text[bt_num_format(text, x)] = '\0';
	return text;
}

/* By hand from the rule in num.h. */
static void
form_of_numbers(void **state)
{
	static const struct { double x; const char *want; } rows[] = {
		{ 0, "0" }, { -0.0, "0" }, { 1, "1" }, { -1, "-1" },
		{ 100, "100" }, { 0.05, "0.05" }, { -12.5, "-12.5" },
		{ 99.9999, "99.9999" }, { 0.0001, "0.0001" },
		{ 0.00001, "0.00001" }, { 0.00001234, "0.00001234" },
		{ 9.99e-6, "9.99e-06" }, { 1e-7, "1e-07" },
		{ -1.5e300, "-1.5e+300" }, { 12345678.9, "12345678.9" },
		{ 99999999, "99999999" }, { 100000000, "100000000" },
		{ 100000000.25, "100000000.25" },
		{ 123456789012345, "123456789012345" },
		{ 999999999999999, "999999999999999" },
		{ 99999999999999.9, "99999999999999.9" },
		{ 1e15, "1e+15" }, { 1e14, "100000000000000" },
		{ 0.1 + 0.2, "0.30000000000000004" },
		{ 1.0 / 3, "0.3333333333333333" },
		{ 0.5e-4, "0.00005" }, { 123456.78901234567,
		"123456.78901234567" }, { 1e22, "1e+22" }, { 1e23, "1e+23" },
		{ 9007199254740992, "9.007199254740992e+15" },
		{ 5e-324, "5e-324" }, { 2.2250738585072014e-308,
		"2.2250738585072014e-308" },
		{ 1.7976931348623157e308, "1.7976931348623157e+308" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(text_of(rows[i].x), rows[i].want);
}

/* How many digits a text shows, without zeros before and behind. */
static int
count_digits(const char *s)
{
	int n = 0, zeros = 0;

	for (; *s != '\0' && *s != 'e'; s++) {
		if (*s < '0' || *s > '9' || (*s == '0' && n == 0))
			continue;
		n++;
		zeros = *s == '0' ? zeros + 1 : 0;
	}
	return n - zeros;
}

/*
 * The reference: the first precision of printf's that reads back.  printf
 * rounds to the nearest of so many digits, and at a power of two, where the
 * lower neighbour is twice as near, a shorter one may read back that is not.
 */
static void
assert_shortest(double x)
{
	const char *got = text_of(x);
	char want[40];
	double back;
	int digits, exponent, precision = 0;

	do {
		(void)snprintf(want, sizeof(want), "%.*e", precision, x);
	} while (strtod(want, NULL) != x && precision++ < 17);
	digits = count_digits(want);
	if (strtod(got, NULL) != x || bt_num_parse(got, strlen(got), &back) ==
	    -1 || memcmp(&back, &x, sizeof(x)) != 0 ||
	    count_digits(got) > digits || (count_digits(got) < digits &&
	    fabs(frexp(x, &exponent)) != 0.5))
		fail_msg("%.17g: got %s, want %s", x, got, want);
}

static void
shortest_and_reads_back(void **state)
{
	const uint64_t seed = 20240131;
	struct bt_rng r;
	uint64_t bits;
	double x;
	long i;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	bt_rng_init(&r, seed, 0);
	for (i = 0; i < ROUNDS; i++) {
		bits = bt_rng_next(&r);
		memcpy(&x, &bits, sizeof(x));
		if (isfinite(x) && x != 0)
			assert_shortest(x);
		bits = bt_rng_next(&r);
		/* Prices, equity, shares, and powers of two. */
		assert_shortest((double)(1 + bits % 100000000) / 100);
		assert_shortest(1e5 * (1 + bt_rng_uniform(&r)));
		assert_shortest((double)(1 + (bits >> bits % 60)) / 1e4);
		assert_shortest(-(double)(1 + bits % 1000000000000) / 1e8);
		assert_shortest(ldexp(1, (int)(bits % 2098) - 1074));
	}
}

static void
forms_that_are_read(void **state)
{
	static const struct { const char *text; double want; int used; }
	    rows[] = {
		{ "1", 1, 1 }, { "-1", -1, 2 }, { "+1", 1, 2 }, { "5.", 5, 2 },
		{ ".5", 0.5, 2 }, { "-.25,", -0.25, 4 },
		{ "12.50,13", 12.5, 5 },
		{ "1e3", 1000, 3 }, { "1E+3x", 1000, 4 }, { "5e", 5, 1 },
		{ "5e+", 5, 1 }, { "1.2.3", 1.2, 3 }, { "0x10", 0, 1 },
		{ "007", 7, 3 }, { "1234567", 1234567, 7 },
		{ "12345678", 12345678, 8 }, { "1234567.", 1234567, 8 },
		{ "123456.7", 123456.7, 8 }, { "1234567.8,", 1234567.8, 9 },
		{ "0.000000000000000000000000125", 1.25e-25, 29 },
		{ "12345678901234567890", 12345678901234567890.0, 20 },
		{ "9007199254740993", 9007199254740992.0, 16 },
		{ "9007199254740993.00000000000000000001",
		9007199254740994.0, 37 }, { "1e-400", 0, 6 },
		{ "0e999999999999", 0, 14 }, { "4.9e-324", 5e-324, 8 },
		{ "1.7976931348623157e308", 1.7976931348623157e308, 22 },
	};
	size_t i;
	double x;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *s = rows[i].text, *end = s + strlen(s);

		x = NAN;
		if (bt_num_scan(s, end, &x) != s + rows[i].used ||
		    x != rows[i].want)
			fail_msg("%s: got %.17g", s, x);
	}
}

static void
forms_that_are_not(void **state)
{
	static const char *const texts[] = { "", "-", "+", ".", "-.", "e5",
		".e5", "--1", " 1", "nan", "inf", "-inf", "abc", ",1", "1e309",
		"-1.8e308", "1e999999999999" };
	char zeros[1200];
	double x = 7;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(bt_num_parse(texts[i], strlen(texts[i]), &x),
		    -1);
		assert_true(x == 7);
	}
	assert_int_equal(bt_num_parse("1 ", 2, &x), -1);
	assert_int_equal(bt_num_parse("1.5", 2, &x), 0);	/* "1." */
	/* 1,200 digits that matter are too many, zeros are not. */
	memset(zeros, '0', sizeof(zeros));
	zeros[sizeof(zeros) - 1] = '7';
	assert_int_equal(bt_num_parse(zeros, sizeof(zeros), &x), 0);
	assert_true(x == 7);
	memset(zeros, '1', sizeof(zeros));
	zeros[1] = '.';
	assert_int_equal(bt_num_parse(zeros, sizeof(zeros), &x), -1);
	assert_int_equal(bt_num_parse(zeros, 1000, &x), 0);
	assert_true(x == 10.0 / 9);
}

/* A number of up to 22 digits, perhaps with a point and an exponent. */
static size_t
random_text(struct bt_rng *r, char *s)
{
	const size_t digits = 1 + bt_rng_below(r, 22);
	const size_t point = bt_rng_below(r, digits + 2);
	size_t i, n = 0;

	if (bt_rng_below(r, 3) == 0)
		s[n++] = '-';
	for (i = 0; i < digits; i++) {
		if (i == point)
			s[n++] = '.';
		s[n++] = (char)('0' + bt_rng_below(r, 10));
	}
	if (bt_rng_below(r, 2) == 0)
		n += (size_t)snprintf(s + n, 8, "e%d",
		    (int)bt_rng_below(r, 700) - 350);
	s[n] = '\0';
	return n;
}

static void
reads_as_strtod(void **state)
{
	const uint64_t seed = 77;
	char text[128];
	struct bt_rng r;
	double want, x;
	const char *end;
	size_t n;
	long i;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	bt_rng_init(&r, seed, 0);
	for (i = 0; i < 3 * ROUNDS; i++) {
		n = random_text(&r, text);
		want = strtod(text, NULL);
		/* What stands behind decides which way it is read. */
		memcpy(text + n, i % 2 == 0 ? ",2024.5e" : ";       ",
		    9);
		end = bt_num_scan(text, text + n + (i % 4 < 2 ? 8 : 0), &x);
		if (isinf(want) ? end != NULL : end != text + n || x != want)
			fail_msg("%s: got %.17g, want %.17g", text, x, want);
		/* The plain way takes less, and never differs. */
		end = bt_num_scan_plain(text, &x);
		if (end != NULL && (end != text + n || x != want))
			fail_msg("%s: plainly %.17g, want %.17g", text, x,
			    want);
	}
}

/* What JSON calls a number, as far as it is plain. */
static void
plain_numbers(void **state)
{
	static const struct {
		const char	*text;
		int		 used;	/* -1 = for another to read */
		double		 x;
	} rows[] = {
		{ "0,", 1, 0 }, { "-0}", 2, 0 }, { "7 ", 1, 7 },
		{ "0.5,", 3, 0.5 }, { "-12.25]", 6, -12.25 },
		{ "12345678,", 8, 12345678 },
		{ "1234567.8,", 9, 1234567.8 },
		{ "12345678.87654321,", 17, 12345678.87654321 },
		{ "1234567890123456789,", 19, 1234567890123456789.0 },
		{ "0.000000000000000001,", 20, 1e-18 },
		{ "1.2.3", 3, 1.2 }, { "1x", 1, 1 }, { "1-", 1, 1 },
		{ "12345678901234567890,", -1, 0 },
		{ "0.00000000000000000000000012,", 28, 1.2e-25 },
		{ "0.0000000000000000000000000,", 27, 0 },
		{ "0.00001234567890123456789,", 25, 1.234567890123456789e-05 },
		{ "0.000012345678901234567890,", -1, 0 },
		{ "1e5,", 3, 1e5 }, { "-1.5E+05,", 8, -1.5e5 },
		{ "1e-07,", 5, 1e-7 }, { "1e99,", 4, 1e99 },
		{ "1e", -1, 0 }, { "1e+,", -1, 0 }, { "1e,", -1, 0 },
		{ "1e100,", -1, 0 }, { "1e007,", -1, 0 }, { "1.e5,", -1, 0 },
		{ "01,", -1, 0 }, { "-00", -1, 0 }, { "1.,", -1, 0 },
		{ ".5,", -1, 0 }, { "-,", -1, 0 }, { "+1,", -1, 0 },
		{ "--1,", -1, 0 }, { "", -1, 0 }, { "NaN", -1, 0 },
		{ "Infinity", -1, 0 }, { "/", -1, 0 }, { ":", -1, 0 },
	};
	char text[40];
	const char *end;
	double x;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		memset(text, 0, sizeof(text));
		memcpy(text, rows[i].text, strlen(rows[i].text));
		end = bt_num_scan_plain(text, &x);
		if (rows[i].used == -1 ? end != NULL :
		    end != text + rows[i].used || x != rows[i].x)
			fail_msg("'%s' is wrong", rows[i].text);
	}
}

/*
 * Halfway between two doubles, and a hair above or below: exact decimal
 * expansions, by printf, of numbers of few bits.
 */
static void
ties_go_to_even(void **state)
{
	const uint64_t seed = 5;
	char text[1100];
	struct bt_rng r;
	double x, want;
	uint64_t m;
	int i, n;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	bt_rng_init(&r, seed, 0);
	for (i = 0; i < 20000; i++) {
		/* 54 bits, the last one set: no double, but a tie. */
		m = (bt_rng_next(&r) >> 10) | 1 | 1ULL << 53;
		n = snprintf(text, sizeof(text), "%llu%s",
		    (unsigned long long)m, i % 3 == 0 ? "" : i % 3 == 1 ?
		    ".0000000000000000000000001" : "e-5");
		want = strtod(text, NULL);
		assert_int_equal(bt_num_parse(text, (size_t)n, &x), 0);
		assert_true(x == want);
	}
}

static void
integers(void **state)
{
	static const struct { long long x; const char *want; } rows[] = {
		{ 0, "0" }, { -7, "-7" }, { 99999999, "99999999" },
		{ 100000000, "100000000" }, { 9999999999999999,
		"9999999999999999" }, { 10000000000000000,
		"10000000000000000" }, { INT64_MAX, "9223372036854775807" },
		{ INT64_MIN, "-9223372036854775808" },
	};
	char text[BT_NUM_MAX + 1];
	long long x;
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		n = bt_num_format_int(text, rows[i].x);
		text[n] = '\0';
		assert_string_equal(text, rows[i].want);
		if (rows[i].x == INT64_MIN)	/* the one that is not read */
			continue;
		assert_int_equal(bt_num_parse_int(text, n, INT64_MIN,
		    INT64_MAX, &x), 0);
		assert_true(x == rows[i].x);
	}
}

static void
integers_have_bounds(void **state)
{
	static const char *const wrong[] = { "", "-", "1.0", "1 ", "x", "11",
		"-3", "9223372036854775808", "99999999999999999999" };
	long long x = 5;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(bt_num_parse_int(wrong[i], strlen(wrong[i]),
		    -2, 10, &x), -1);
	assert_true(x == 5);
	assert_int_equal(bt_num_parse_int("+10", 3, -2, 10, &x), 0);
	assert_true(x == 10);
	assert_int_equal(bt_num_parse_int("-2", 2, -2, 10, &x), 0);
	assert_true(x == -2);
}

static void
fractions(void **state)
{
	static const struct { const char *text; double want; } rows[] = {
		{ "0.05", 0.05 }, { "5%", 0.05 }, { "5bps", 0.0005 },
		{ "-1.5%", -0.015 }, { "0", 0 }, { "100%", 1 },
	};
	static const char *const wrong[] = { "", "%", "5 %", "5%%", "5pct",
		"bps", "5b" };
	double x = 7;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(bt_num_parse_fraction(rows[i].text,
		    strlen(rows[i].text), &x), 0);
		assert_true(x == rows[i].want);
	}
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(bt_num_parse_fraction(wrong[i],
		    strlen(wrong[i]), &x), -1);
}

/* The exact powers in Python 3.11 integers, shifted to 128 bits. */
static void
powers_of_ten(void **state)
{
	static const struct { int k; uint64_t hi, lo; } rows[] = {
		{ 0, 0x8000000000000000, 0 }, { 1, 0xa000000000000000, 0 },
		{ -1, 0xcccccccccccccccc, 0xcccccccccccccccc },
		{ -342, 0xeef453d6923bd65a, 0x113faa2906a13b3f },
		{ -292, 0xff77b1fcbebcdc4f, 0x25e8e89c13bb0f7a },
		{ 308, 0x8e679c2f5e44ff8f, 0x570f09eaa7ea7648 },
	};
	const struct bt_pow10 *p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		p = &bt_digits_pow10[rows[i].k - BT_POW10_MIN];
		assert_true(p->hi == rows[i].hi && p->lo == rows[i].lo);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(form_of_numbers),
		cmocka_unit_test(shortest_and_reads_back),
		cmocka_unit_test(forms_that_are_read),
		cmocka_unit_test(forms_that_are_not),
		cmocka_unit_test(reads_as_strtod),
		cmocka_unit_test(plain_numbers),
		cmocka_unit_test(ties_go_to_even),
		cmocka_unit_test(integers),
		cmocka_unit_test(integers_have_bounds),
		cmocka_unit_test(fractions),
		cmocka_unit_test(powers_of_ten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
