/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/market/clean.h"
#include "tests/unit/quality.h"

/* Bars in, bars out; and what was done. */
static const struct repair {
	const char	*in, *out, *done;
} cleaned[] = {
	{ "B,2024-01-02,1.50,2,1,2,5\nA,2024-01-02,1,2,1,2,5e3\n",
	    "A,2024-01-02,1,2,1,2,5000\nB,2024-01-02,1.5,2,1,2,5\n", "" },
	{ "A,2024-01-03,1,2,1,2,5\nA,2024-01-02,3,4,3,4,5\n",
	    "A,2024-01-02,3,4,3,4,5\nA,2024-01-03,1,2,1,2,5\n",
	    "3: unsorted-time: time 2024-01-02 is not after 2024-01-03 of "
	    "line 2: row moved\n" },
	{ "A,2024-01-02,1,2,1,2,5\nA,2024-01-02,3,4,3,4,5\n",
	    "A,2024-01-02,1,2,1,2,5\n",
	    "3: duplicate-time: time 2024-01-02 is not after 2024-01-02 of "
	    "line 2: row left out\n" },
	/* Moved to where another row is already. */
	{ "A,2024-01-02,1,2,1,2,5\nA,2024-01-03,1,2,1,2,5\n"
	    "A,2024-01-02,3,4,3,4,5\n",
	    "A,2024-01-02,1,2,1,2,5\nA,2024-01-03,1,2,1,2,5\n",
	    "4: unsorted-time: time 2024-01-02 is not after 2024-01-03 of "
	    "line 3: row moved\n"
	    "4: duplicate-time: has the time of line 2: row left out\n" },
	/* Within 5 % of the close, and beyond. */
	{ "A,2024-01-02,100,101,99,105,5\nA,2024-01-03,100,101,99,107,5\n"
	    "A,2024-01-04,100,103,102,101,5\nA,2024-01-05,100,99,101,100,5\n",
	    "A,2024-01-02,100,105,99,105,5\nA,2024-01-04,100,103,100,101,5\n"
	    "A,2024-01-05,100,101,99,100,5\n",
	    "2: ohlc-order: high 101 is below close 105: high moved\n"
	    "3: ohlc-order: high 101 is below close 107: row left out\n"
	    "4: ohlc-order: low 102 is above open 100: low moved\n"
	    "5: ohlc-order: low 101 is above high 99: high and low moved\n" },
	{ "A,2024-01-02,1,2,1,2,-5\nA,2024-01-03,1,2,1,2,\n"
	    "A,2024-01-04,,2,1,2,5\nA,2024-01-05,1,2,0,2,5\n"
	    "A,2024-01-06,1,x,1,2,5\nA,2024-01-07\n",
	    "A,2024-01-02,1,2,1,2,0\nA,2024-01-03,1,2,1,2,0\n",
	    "2: negative-volume: volume is negative: -5: volume set to 0\n"
	    "3: missing-volume: volume is empty: volume set to 0\n"
	    "4: missing-cell: open is empty: row left out\n"
	    "5: non-positive-price: low is not above 0: 0: row left out\n"
	    "6: bad-number: high is not a number: 'x': row left out\n"
	    "7: ragged-row: row has 2 fields where the header has 7: "
	    "row left out\n" },
};

static void
clean(const struct repair *r)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_clean c = { 0 };
	struct bt_buf got = { 0 };
	char path[] = "/tmp/bt-test-XXXXXX", *text;
	struct bt_out *out;
	struct fixture f;
	size_t n;
	int fd;

	begin(&f);
	add_text(&f, r->in);
	f.q = c.quality = bt_quality_new(&f.set, &err);
	c.widen = f.set.widen;
	text_bars_init(&f.bars);
	f.bars.ask.extras = &bt_quality_place;
	f.bars.ask.nextras = 1;
	f.bars.ask.complain = bt_clean_hear;
	f.bars.ask.arg = &c;
	assert_int_equal(0, text_bars_read(&f.bars, "f.csv", f.text.s));
	assert_true((fd = mkstemp(path)) >= 0);
	(void)close(fd);
	assert_non_null(out = bt_out_open(path, &err));
	assert_int_equal(0, bt_clean_write(&c, &f.bars.ask, &f.bars.result,
	    out, &err));
	assert_int_equal(0, bt_out_close(out, &err));
	text = bt_file_slurp(path, 1 << 20, &n, &err);
	assert_non_null(text);
	assert_string_equal(r->out, text + strlen(HEADER));
	findings(&f, &got);
	assert_string_equal(r->done, got.s);
	free(text);
	bt_buf_free(&got);
	(void)unlink(path);
	end(&f);
}

static void
mends(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cleaned) / sizeof(cleaned[0]); i++)
		clean(&cleaned[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
