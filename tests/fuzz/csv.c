/* SPDX-License-Identifier: ISC */
/*
 * Our reader against libcsv over the whole input: the same rows up to the
 * same refusal, or the same rows to the end.
 */
#include <csv.h>

#include "lib/base/mem.h"
#include "lib/stream/csv.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Rows as text: lengths make it unmistakable. */
struct rows {
	struct bt_buf	text, row;
	size_t		columns, n;
	bool		refused;
};

static void
add(struct bt_buf *b, const void *s, size_t n)
{
	struct bt_err err = BT_ERR_INIT;

	MUST(bt_buf_printf(b, &err, "%zu:", n) == 0);
	MUST(bt_buf_add(b, n > 0 ? s : "", n, &err) == 0);
}

static void
on_field(void *s, size_t n, void *arg)
{
	struct rows *r = arg;
	struct bt_span field = { n > 0 ? s : "", n };

	if (r->columns == 0)
		field = bt_span_trim(field);
	add(&r->row, field.s, field.n);
	r->n++;
}

/* Neither nothing nor a number is a name. */
static bool
is_name(const char *s, size_t n)
{
	return n > 0 && strchr("0123456789+-.", *s) == NULL;
}

/* The names of the header differ. */
static bool
differ(const char *s, size_t n)
{
	const char *a, *b, *end = s + n;
	size_t na, nb;

	for (a = s; a < end; a += na) {
		na = strtoul(a, (char **)(uintptr_t)&a, 10);
		a++;
		for (b = a + na; is_name(a, na) && b < end; b += nb) {
			nb = strtoul(b, (char **)(uintptr_t)&b, 10);
			b++;
			if (na == nb && memcmp(a, b, na) == 0)
				return false;
		}
	}
	return true;
}

static void
on_row(int c, void *arg)
{
	struct rows *r = arg;

	(void)c;
	if (!r->refused && r->columns == 0) {
		r->columns = r->n;
		r->refused = r->n > 4096 || !differ(r->row.s, r->row.n);
	} else if (!r->refused) {
		r->refused = r->n != r->columns;
	}
	if (!r->refused)
		add(&r->text, r->row.s, r->row.n);
	r->row.n = r->n = 0;
}

static void
by_libcsv(struct rows *r, const uint8_t *data, size_t n)
{
	struct csv_parser p;

	if (n >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
		data += 3;
		n -= 3;
	}
	MUST(csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) == 0);
	if (csv_parse(&p, data, n, on_field, on_row, r) != n ||
	    csv_fini(&p, on_field, on_row, r) != 0)
		r->refused = true;
	if (r->columns == 0)
		r->refused = true;
	csv_free(&p);
}

static void
add_row(struct rows *r, const struct bt_span *f, size_t n)
{
	size_t i;

	r->row.n = 0;
	for (i = 0; i < n; i++)
		add(&r->row, f[i].s, f[i].n);
	add(&r->text, r->row.s, r->row.n);
}

static void
by_us(struct rows *r, struct bt_in *in, bool strict)
{
	struct bt_csv_rule rule = { ',', strict };
	struct bt_err err = BT_ERR_INIT;
	const struct bt_span *f;
	struct bt_csv *csv;
	int got = -1;

	if ((csv = bt_csv_new(in, &rule, &err)) != NULL) {
		f = bt_csv_header(csv, &r->columns);
		add_row(r, f, r->columns);
		while ((got = bt_csv_next(csv, &err)) == 1) {
			f = bt_csv_fields(csv, &err);
			if (f == NULL)
				break;
			add_row(r, f, r->columns);
		}
	}
	r->refused = got != 0;
	MUST(!r->refused || (err.code == BT_EDATA && err.text[0] != '\0'));
	bt_csv_free(csv);
}

static void
forget(struct rows *r)
{
	bt_buf_free(&r->text);
	bt_buf_free(&r->row);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct rows want = { 0 }, got;
	struct bt_in *in;
	int strict;

	by_libcsv(&want, data, n);
	for (strict = 0; strict <= 1; strict++) {
		if ((in = fuzz_open(data, n)) == NULL)
			break;
		got = (struct rows){ 0 };
		by_us(&got, in, strict == 1);
		bt_in_close(in);
		if (n > 0 && memchr(data, '\0', n) != NULL) {
			/* libcsv takes NUL for text; we refuse it. */
			MUST(got.refused);
			MUST(got.text.n <= want.text.n);
		} else {
			MUST(got.refused == want.refused);
			MUST(got.text.n == want.text.n);
		}
		MUST(got.text.n == 0 ||
		    memcmp(got.text.s, want.text.s, got.text.n) == 0);
		forget(&got);
	}
	forget(&want);
	return 0;
}
