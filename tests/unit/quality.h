/* SPDX-License-Identifier: ISC */
#ifndef TEST_QUALITY_H
#define TEST_QUALITY_H

#include "lib/market/quality.h"
#include "tests/unit/bars.h"

/*
 * Bars as text, read and examined: begin, add_text, examine, end.
 */
#define HEADER "symbol,date,open,high,low,close,volume\n"

struct fixture {
	struct bt_buf			 text;
	struct bt_quality_settings	 set;
	struct bt_quality		*q;
	struct text_bars		 bars;
};

static inline void
begin(struct fixture *f)
{
	struct bt_err err = BT_ERR_INIT;

	memset(f, 0, sizeof(*f));
	assert_int_equal(0, bt_opt_defaults(bt_quality_opts, &f->set, &err));
	assert_int_equal(0, bt_buf_add(&f->text, HEADER, strlen(HEADER),
	    &err));
}

static inline void
examine(struct fixture *f)
{
	struct bt_err err = BT_ERR_INIT;

	f->q = bt_quality_new(&f->set, &err);
	assert_non_null(f->q);
	text_bars_init(&f->bars);
	f->bars.ask.extras = &bt_quality_place;
	f->bars.ask.nextras = 1;
	f->bars.ask.complain = bt_quality_hear;
	f->bars.ask.arg = f->q;
	assert_int_equal(0, text_bars_read(&f->bars, "f.csv", f->text.s));
	assert_int_equal(0, bt_quality_check(f->q, &f->bars.ask,
	    &f->bars.result, &err));
}

static inline void
end(struct fixture *f)
{
	bt_quality_free(f->q);
	bt_bars_result_free(&f->bars.result);
	bt_buf_free(&f->text);
}

/* "12: split-jump: A 2024-... text\n", all findings. */
static inline void
findings(const struct fixture *f, struct bt_buf *b)
{
	struct bt_err err = BT_ERR_INIT;
	const struct bt_finding *v;
	size_t i, n;

	assert_int_equal(0, bt_buf_add(b, "", 0, &err));
	v = bt_quality_findings(f->q, &n);
	for (i = 0; i < n; i++) {
		assert_int_equal(0, bt_buf_printf(b, &err, "%zu: %s: %.*s",
		    v[i].line, v[i].code.s, (int)v[i].text.n, v[i].text.s));
		if (v[i].more > 0)
			assert_int_equal(0, bt_buf_printf(b, &err,
			    " (and %zu more)", v[i].more));
		assert_int_equal(0, bt_buf_add(b, "\n", 1, &err));
	}
}

static inline void
add_text(struct fixture *f, const char *text)
{
	struct bt_err err = BT_ERR_INIT;

	assert_int_equal(0, bt_buf_add(&f->text, text, strlen(text), &err));
}

#endif
