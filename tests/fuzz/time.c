/* SPDX-License-Identifier: ISC */
/*
 * Any text, by itself and after a format that stands before a NUL: a time or
 * an error with a text; the hot path agrees; what is written reads back.
 */
#include "lib/base/time.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const struct bt_time_rule usual = { NULL, NULL };

static bool
parse(const char *s, size_t n, const struct bt_time_rule *rule, int64_t *t)
{
	struct bt_err err = BT_ERR_INIT;
	char text[BT_TIME_MAX];
	int64_t back;
	size_t len;

	if (bt_time_parse(s, n, rule, t, &err) == -1) {
		MUST(err.code != BT_OK && err.text[0] != '\0');
		return false;
	}
	len = bt_time_format(text, *t, false);
	MUST(len <= BT_TIME_MAX);
	/* An offset may lead out of the years that are read. */
	if (*t >= bt_days(1678, 1, 1) * BT_NS_DAY &&
	    *t < bt_days(2262, 1, 1) * BT_NS_DAY)
		MUST(bt_time_parse(text, len, &usual, &back, &err) == 0 &&
		    back == *t);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bt_time_rule rule = { NULL, NULL };
	struct bt_err err = BT_ERR_INIT;
	char *text = malloc(n + 1), *format = NULL;
	const char *end, *nul;
	int64_t t, scanned;

	MUST(text != NULL);
	memcpy(text, data, n);
	text[n] = '\0';
	end = bt_time_scan(text, text + n, &scanned);
	if (end != NULL)
		MUST(parse(text, (size_t)(end - text), &usual, &t) &&
		    t == scanned);
	(void)parse(text, n, &usual, &t);
	(void)bt_time_before(0, (struct bt_span){ text, n }, &t, &err);
	if ((nul = memchr(text, '\0', n)) != NULL) {
		MUST((format = strdup(text)) != NULL);
		rule.format = format;
		(void)parse(nul + 1, n - (size_t)(nul + 1 - text), &rule, &t);
	}
	free(format);
	free(text);
	return 0;
}
