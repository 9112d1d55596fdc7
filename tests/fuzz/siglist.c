/* SPDX-License-Identifier: ISC */
/* A signal list of any bytes: taken or refused with a reason, never half. */
#include "lib/base/time.h"
#include "lib/engine/siglist.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct bt_market *
prices(void)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = bt_market_new(NULL, 0, &err);
	struct bt_bar bar = { 0, 1, 1, 1, 1, 0 };
	long a = bt_market_enter(m, bt_span("A"), &err);

	for (; bar.time < 10 * BT_NS_DAY; bar.time += BT_NS_DAY / 2)
		MUST(bt_market_push(m, (size_t)a, &bar, &err) == 0);
	MUST(bt_market_seal(m, &err) == 0);
	return m;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct bt_bars_settings bars = { 0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_market *m = prices();
	struct bt_siglist *list;
	const struct bt_bars_input *in;
	char path[] = "/tmp/siglist.XXXXXX";
	const char *paths[] = { path };
	struct bt_siglist_read ask = { &bars, 0, paths, 1, m };
	int fd = mkstemp(path);
	size_t inputs;

	MUST(fd != -1 && write(fd, data, n) == (ssize_t)n && close(fd) == 0);
	if ((list = bt_siglist_new(&ask, &err)) == NULL) {
		MUST(err.code != BT_OK && err.text[0] != '\0');
	} else {
		in = bt_siglist_inputs(list, &inputs);
		MUST(inputs == 1);
		MUST(bt_siglist_signals(list)->nskips <= in->rows);
	}
	(void)unlink(path);
	bt_siglist_free(list);
	bt_market_free(m);
	return 0;
}
