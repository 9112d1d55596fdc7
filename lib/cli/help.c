/* SPDX-License-Identifier: ISC */
#include "lib/cli/help.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/base/option.h"
#include "lib/cli/parse.h"

#ifndef BT_VERSION
#error "BT_VERSION is not defined"
#endif

#define WIDTH 79	/* of the text */
#define LEFT 30		/* of the column with the options' names */

/* The first error stops the writing; each piece looks. */
struct page {
	struct bt_buf	*buf;
	struct bt_err	*err;
	int		 rc;
};

static void
put(struct page *pg, const char *s, size_t n)
{
	if (pg->rc == 0)
		pg->rc = bt_buf_add(pg->buf, s, n, pg->err);
}

static void
text(struct page *pg, const char *s)
{
	put(pg, s, strlen(s));
}

static void
spaces(struct page *pg, size_t n)
{
	while (n-- > 0)
		text(pg, " ");
}

/* Words of s from column col on, folded at WIDTH, indented by indent. */
static void
fold(struct page *pg, const char *s, size_t col, size_t indent)
{
	struct bt_span rest = bt_span(s), word;
	bool first = true;

	for (; bt_span_cut(&rest, ' ', &word); first = false) {
		if (!first && col + 1 + word.n > WIDTH) {
			text(pg, "\n");
			spaces(pg, indent);
			col = indent;
		} else if (!first) {
			text(pg, " ");
			col++;
		}
		put(pg, word.s, word.n);
		col += word.n;
	}
	text(pg, "\n");
}

/* A name on the left, its explanation on the right. */
static void
entry(struct page *pg, const char *left, const char *right)
{
	size_t n = strlen(left);

	text(pg, left);
	if (n + 2 > LEFT) {
		text(pg, "\n");
		n = 0;
	}
	spaces(pg, LEFT - n);
	fold(pg, right, LEFT, LEFT);
}

static void
usage(struct page *pg, const struct bt_tool *tool)
{
	const struct bt_optgroup *g;
	const struct bt_opt *o;
	char flags[128];
	size_t n = 0;

	for (g = tool->groups; g->title != NULL; g++)
		for (o = g->opts; o->name != NULL; o++)
			if (o->type == BT_OPT_FLAG && o->ch != 0 &&
			    n < sizeof(flags) - 8)
				flags[n++] = (char)o->ch;
	text(pg, "usage: ");
	text(pg, tool->name);
	text(pg, " [-");
	put(pg, flags, n);
	text(pg, "hqVv] [option value ...]");
	if (*tool->operands != '\0') {
		text(pg, " ");
		text(pg, tool->operands);
	}
	text(pg, "\n\n");
	text(pg, tool->name);
	text(pg, ": ");
	text(pg, tool->brief);
	text(pg, "\n");
}

static void
examples(struct page *pg, const char *lines)
{
	struct bt_span rest, line;

	if (lines == NULL)
		return;
	rest = bt_span(lines);
	text(pg, "\nExamples:\n");
	while (bt_span_cut(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		text(pg, "  ");
		put(pg, line.s, line.n);
		text(pg, "\n");
	}
}

/* "    per-share:rate,min=0": what must be given, what may be. */
static void
method(struct page *pg, const struct bt_family *f)
{
	char left[256], num[BT_NUM_MAX];
	const struct bt_param *p;
	size_t i, n;
	int k;

	k = snprintf(left, sizeof(left), "        %s", f->name);
	for (i = 0; i < BT_METHOD_PARAMS && f->params[i].name != NULL; i++) {
		p = &f->params[i];
		n = isfinite(p->def) ? bt_num_format(num, p->def) : 0;
		if (k < 0 || (size_t)k >= sizeof(left))
			break;
		k += snprintf(left + k, sizeof(left) - (size_t)k,
		    isinf(p->def) ? "%c[%s]" : "%c%s%s%.*s",
		    i == 0 ? ':' : ',', p->name, n > 0 ? "=" : "", (int)n,
		    num);
	}
	entry(pg, left, f->help);
}

static void
option(struct page *pg, const struct bt_opt *o)
{
	const struct bt_family *f;
	char left[128], right[512];

	(void)snprintf(left, sizeof(left), "  %c%c%c --%s%s%s",
	    o->ch ? '-' : ' ', o->ch ? o->ch : ' ', o->ch ? ',' : ' ',
	    o->name, o->arg != NULL ? " " : "", o->arg != NULL ? o->arg : "");
	(void)snprintf(right, sizeof(right), "%s%s%s%s", o->help,
	    o->def != NULL ? " (default " : "", o->def != NULL ? o->def : "",
	    o->def != NULL ? ")" : "");
	entry(pg, left, right);
	if (o->type == BT_OPT_METHOD)
		for (f = o->families; f->name != NULL; f++)
			method(pg, f);
}

static void
options(struct page *pg, const char *title, const struct bt_opt *o)
{
	text(pg, "\n");
	text(pg, title);
	text(pg, ":\n");
	for (; o->name != NULL; o++)
		option(pg, o);
}

int
bt_help_text(const struct bt_tool *tool, struct bt_buf *buf,
    struct bt_err *err)
{
	struct page pg = { buf, err, 0 };
	const struct bt_optgroup *g;

	usage(&pg, tool);
	examples(&pg, tool->examples);
	for (g = tool->groups; g->title != NULL; g++)
		options(&pg, g->title, g->opts);
	options(&pg, "Common", bt_common_opts);
	text(&pg, "\nExit status: 0 done, 1 the answer is no, 2 usage, "
	    "3 bad input, 4 system.\nManual: man ");
	text(&pg, tool->name);
	text(&pg, ", man bt\n");
	return pg.rc;
}

int
bt_help_version(const struct bt_tool *tool, struct bt_buf *buf,
    struct bt_err *err)
{
	return bt_buf_printf(buf, err, "%s (bt) %s\n"
	    "ISC licence: use, copy, modify and distribute freely; "
	    "no warranty.\n", tool->name, BT_VERSION);
}
