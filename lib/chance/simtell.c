/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/base/method.h"
#include "lib/base/num.h"
#include "lib/chance/simulation_own.h"

/* A word of a command line, quoted for the shell where it must be. */
static int
put_word(struct bt_buf *buf, const char *s, struct bt_err *err)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%^";

	if (*s != '\0' && s[strspn(s, plain)] == '\0')
		return bt_buf_add(buf, s, strlen(s), err);
	if (bt_buf_add(buf, "'", 1, err) == -1)
		return -1;
	for (; *s != '\0'; s++)
		if (bt_buf_add(buf, *s == '\'' ? "'\\''" : s,
		    *s == '\'' ? 4 : 1, err) == -1)
			return -1;
	return bt_buf_add(buf, "'", 1, err);
}

static int
put_number(struct bt_buf *buf, const char *option, double x,
    struct bt_err *err)
{
	char text[BT_NUM_MAX];
	size_t n = bt_num_format(text, x);

	return bt_buf_printf(buf, err, " --%s %.*s", option, (int)n, text);
}

static int
put_symbol(struct bt_buf *buf, const struct bt_role *s, struct bt_err *err)
{
	if (s->rule.sample == NULL || bt_model(&s->model)->sampled)
		return bt_err_set(err, BT_EUSAGE, "--print-fit: nothing is "
		    "fitted; it needs --fit and a model with parameters");
	if (bt_buf_printf(buf, err, "bt-simulate --symbols ") == -1 ||
	    put_word(buf, s->name, err) == -1 ||
	    put_number(buf, "start", s->rule.start, err) == -1 ||
	    put_number(buf, "volume", s->rule.volume, err) == -1 ||
	    bt_buf_printf(buf, err, " --model ") == -1 ||
	    bt_method_text(&s->model, buf, err) == -1)
		return -1;
	return bt_buf_add(buf, "\n", 1, err);
}

int
bt_simulation_tell(const struct bt_simulation *sim, struct bt_out *out,
    struct bt_err *err)
{
	struct bt_buf buf = { 0 };
	size_t i;
	int rc = 0;

	for (i = 0; i < sim->roster.n && rc == 0; i++)
		rc = put_symbol(&buf, &sim->symbol[i], err);
	if (rc == 0)
		bt_out_write(out, buf.s, buf.n);
	bt_buf_free(&buf);
	return rc;
}
