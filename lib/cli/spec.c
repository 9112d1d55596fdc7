/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/base/option.h"
#include "lib/cli/help.h"
#include "lib/cli/parse.h"

static const char *const	types[] = {
	[BT_OPT_FLAG] = "flag", [BT_OPT_INT] = "int",
	[BT_OPT_REAL] = "real", [BT_OPT_FRACTION] = "fraction",
	[BT_OPT_TEXT] = "text", [BT_OPT_FILE] = "file",
	[BT_OPT_CHOICE] = "choice", [BT_OPT_LIST] = "list",
	[BT_OPT_METHOD] = "method",
};

static const char *
or_dash(const char *s)
{
	return s != NULL && *s != '\0' ? s : "-";
}

static int
param(struct bt_buf *buf, const struct bt_opt *o, const struct bt_family *f,
    const struct bt_param *p, struct bt_err *err)
{
	char range[BT_OPT_RANGE], def[BT_NUM_MAX] = "-";
	size_t n = 1;

	if (isfinite(p->def))
		n = bt_num_format(def, p->def);
	else if (isnan(p->def))
		def[0] = '!';
	return bt_buf_printf(buf, err, "param\t%s\t%s\t%s\t%s\t%.*s\t%s\t%s\n",
	    o->name, f->name, p->name, p->fraction ? "fraction" : "real",
	    (int)n, def, or_dash(bt_opt_range(range, p->min, p->max)),
	    or_dash(p->help));
}

static int
methods(struct bt_buf *buf, const struct bt_opt *o, struct bt_err *err)
{
	const struct bt_family *f;
	size_t i;

	for (f = o->families; f->name != NULL; f++) {
		if (bt_buf_printf(buf, err, "method\t%s\t%s\t%s\n", o->name,
		    f->name, f->help) == -1)
			return -1;
		for (i = 0; i < BT_METHOD_PARAMS; i++) {
			if (f->params[i].name == NULL)
				break;
			if (param(buf, o, f, &f->params[i], err) == -1)
				return -1;
		}
	}
	return 0;
}

static bool
is_number(const struct bt_opt *o)
{
	return o->type == BT_OPT_INT || o->type == BT_OPT_REAL ||
	    o->type == BT_OPT_FRACTION;
}

static int
group(struct bt_buf *buf, const char *title, const struct bt_opt *o,
    struct bt_err *err)
{
	char range[BT_OPT_RANGE], ch[2] = "";

	if (bt_buf_printf(buf, err, "group\t%s\n", title) == -1)
		return -1;
	for (; o->name != NULL; o++) {
		ch[0] = (char)o->ch;
		range[0] = '\0';
		if (is_number(o))
			(void)bt_opt_range(range, o->min, o->max);
		if (bt_buf_printf(buf, err,
		    "opt\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", or_dash(ch), o->name,
		    types[o->type], or_dash(o->arg), or_dash(o->def),
		    or_dash(range), o->help) == -1)
			return -1;
		if (o->type == BT_OPT_METHOD && methods(buf, o, err) == -1)
			return -1;
	}
	return 0;
}

int
bt_help_spec(const struct bt_tool *tool, struct bt_buf *buf,
    struct bt_err *err)
{
	const struct bt_optgroup *g;

	if (bt_buf_printf(buf, err, "tool\t%s\t%s\t%s\n", tool->name,
	    tool->brief, or_dash(tool->operands)) == -1)
		return -1;
	for (g = tool->groups; g->title != NULL; g++)
		if (group(buf, g->title, g->opts, err) == -1)
			return -1;
	return group(buf, "Common", bt_common_opts, err);
}
