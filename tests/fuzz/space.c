/* SPDX-License-Identifier: ISC */
/*
 * Text as a space, a line "name=values" each, the last one a condition.  It is
 * refused with a message, or every point that can be asked for is within it.
 */
#include <math.h>

#include "lib/base/mem.h"
#include "lib/sweep/space.h"
#include "tests/fuzz/input.h"

enum { DIMS = 8, POINTS = 16 };

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct bt_strategy_param params[] = {
	{ "fast", "", true, 10, 1, 1000, 10 },
	{ "width", "", false, 2, -10, 10, 2 },
};
static const struct bt_strategy strategy = { .name = "fuzz",
	.params = params, .nparams = 2 };

static void
check_value(const struct bt_dim *d, double x)
{
	double u;

	if (d->kind == BT_DIM_CHOICE) {
		MUST(x >= 0 && x < (double)d->levels && floor(x) == x);
		return;
	}
	MUST(x >= d->lo && x <= d->hi);
	MUST(d->kind != BT_DIM_INTEGER || floor(x) == x);
	u = bt_dim_unit(d, x);
	MUST(u >= 0 && u <= 1);
	if (d->levels > 0)
		MUST(bt_dim_at(d, u) == x);
}

static void
check_dim(const struct bt_dim *d)
{
	struct bt_buf text = { 0 };
	struct bt_err err = BT_ERR_INIT;
	size_t i;

	for (i = 0; i + 1 < d->levels && d->kind != BT_DIM_CHOICE; i++)
		MUST(d->value[i] < d->value[i + 1]);
	for (i = 0; i <= POINTS; i++)
		check_value(d, bt_dim_at(d, (double)i / POINTS));
	MUST(bt_dim_text(d, bt_dim_at(d, 0.5), &text, &err) == 0);
	MUST(text.n > 0);
	bt_buf_free(&text);
}

static void
check(const struct bt_space *s)
{
	struct bt_err err = BT_ERR_INIT;
	double point[DIMS];
	uint64_t n, i;
	size_t k;

	for (k = 0; k < s->ndims; k++)
		check_dim(&s->dim[k]);
	if (!bt_space_is_grid(s) || bt_space_size(s, &n, &err) == -1)
		return;
	MUST(n >= 1);
	for (i = 0; i < POINTS; i++) {
		bt_space_point(s, i * (n / POINTS), point);
		for (k = 0; k < s->ndims; k++)
			check_value(&s->dim[k], point[k]);
		(void)bt_space_allows(s, point);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = malloc(n + 1), *line, *rest;
	const char *dims[DIMS];
	struct bt_err err = BT_ERR_INIT;
	struct bt_space space;
	size_t ndims = 0;

	MUST(text != NULL);
	memcpy(text, data, n);
	text[n] = '\0';
	for (line = text; ndims < DIMS && (rest = strchr(line, '\n')) != NULL;
	    line = rest + 1) {
		*rest = '\0';
		dims[ndims++] = line;
	}
	if (bt_space_init(&space, dims, ndims, *line == '\0' ? NULL : line,
	    n % 2 == 0 ? &strategy : NULL, &err) == 0) {
		check(&space);
		bt_space_free(&space);
	} else {
		MUST(err.code == BT_EUSAGE && err.text[0] != '\0');
	}
	free(text);
	return 0;
}
