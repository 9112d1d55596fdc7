/* SPDX-License-Identifier: ISC */
/*
 * Any text: what is a number in our form is what strtod says, wherever the
 * text ends; and what is written reads back.
 */
#include <math.h>

#include "lib/base/num.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
write_and_read(double x)
{
	char text[BT_NUM_MAX];
	size_t n = bt_num_format(text, x);
	double back;

	MUST(n <= BT_NUM_MAX);
	MUST(bt_num_parse(text, n, &back) == 0 && back == x);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = malloc(n + 1), *cell = malloc(n + 1), *stop;
	const char *end;
	double x = 7, want;
	long long i = 7;

	MUST(text != NULL && cell != NULL);
	memcpy(text, data, n);
	text[n] = '\0';
	if ((end = bt_num_scan(text, text + n, &x)) == NULL) {
		MUST(x == 7);
	} else {
		/* The number alone, in memory that ends with it. */
		memcpy(cell, text, (size_t)(end - text));
		cell[end - text] = '\0';
		want = strtod(cell, &stop);
		MUST(*stop == '\0' && want == x && !isinf(x));
		MUST(signbit(want) == signbit(x));
		MUST(bt_num_parse(cell, (size_t)(end - text), &want) == 0 &&
		    want == x);
		write_and_read(x);
	}
	if (bt_num_parse_int(text, n, -1000, 1000000, &i) == 0)
		MUST(i >= -1000 && i <= 1000000 && end == text + n &&
		    (double)i == x);
	if (bt_num_parse_fraction(text, n, &want) == 0)
		MUST(end != NULL && fabs(want) <= fabs(x));
	if (n >= sizeof(x)) {
		memcpy(&x, data, sizeof(x));
		if (isfinite(x))
			write_and_read(x);
	}
	free(text);
	free(cell);
	return 0;
}
