/* SPDX-License-Identifier: ISC */
#ifndef TEST_BARS_H
#define TEST_BARS_H

#include <string.h>

#include "lib/market/bars.h"
#include "tests/unit/input.h"

/*
 * Bars from text, for tests of what reads or examines them.  The text goes to
 * a file of its own, whose name is the symbol where there is no column.
 */
struct text_bars {
	char			 dir[32], path[64];
	const char		*paths[1];
	struct bt_bars_settings	 settings;
	struct bt_bars_read	 ask;
	struct bt_bars_result	 result;
	struct bt_err		 err;
};

static inline void
text_bars_init(struct text_bars *t)
{
	memset(t, 0, sizeof(*t));
	t->ask.settings = &t->settings;
	t->ask.paths = t->paths;
	t->ask.npaths = 1;
	t->paths[0] = t->path;
}

/* 0 or -1, as bt_bars_read(). */
static inline int
text_bars_read(struct text_bars *t, const char *name, const char *text)
{
	FILE *fp;
	int rc;

	(void)snprintf(t->dir, sizeof(t->dir), "/tmp/bt-test-XXXXXX");
	if (mkdtemp(t->dir) == NULL)
		abort();
	(void)snprintf(t->path, sizeof(t->path), "%s/%s", t->dir, name);
	if ((fp = fopen(t->path, "w")) == NULL || fputs(text, fp) == EOF ||
	    fclose(fp) == EOF)
		abort();
	t->err = (struct bt_err)BT_ERR_INIT;
	rc = bt_bars_read(&t->ask, &t->result, &t->err);
	(void)unlink(t->path);
	(void)rmdir(t->dir);
	return rc;
}

#endif
