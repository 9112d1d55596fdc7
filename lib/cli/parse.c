/* SPDX-License-Identifier: ISC */
#include "lib/cli/parse.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#define FLAG(ch, name, field, help) \
	BT_OPT_FLAG_ROW(ch, name, struct bt_common, field, help)

const struct bt_opt	bt_common_opts[] = {
	BT_OPT_FILE_ROW('c', "config", struct bt_common, config, "FILE",
	    "read options from a JSON file; the command line wins"),
	FLAG(0, "print-config", print_config,
	    "print every effective option as such a file and exit"),
	FLAG('q', "quiet", quiet, "no warnings"),
	FLAG('v', "verbose", verbose, "say at the end what it took"),
	FLAG('h', "help", help, "print this help and exit"),
	FLAG('V', "version", version, "print the version and exit"),
	BT_OPT_END
};

/* For scripts: not in the help, not in the manual. */
static const struct bt_opt	hidden[] = {
	FLAG(0, "bt-spec", spec, "print the option tables and exit"),
	BT_OPT_END
};

/* Where a word is looked up: the tool's groups, then the common options. */
struct scope {
	const struct bt_tool	*tool;
	struct bt_common	*common;
};

static bool
plural_is(const struct bt_opt *o, struct bt_span name)
{
	char buf[BT_OPT_PLURAL];

	return o->type == BT_OPT_LIST &&
	    bt_span_is(name, bt_opt_plural(buf, o));
}

const struct bt_opt *
bt_parse_find(const struct bt_tool *tool, struct bt_span name,
    void **settings)
{
	const struct bt_optgroup *g;
	const struct bt_opt *o, *found = NULL;

	for (g = tool->groups; found == NULL && g->title != NULL; g++)
		if ((found = bt_opt_find(g->opts, name)) != NULL)
			*settings = g->settings;
	for (g = tool->groups; found == NULL && g->title != NULL; g++)
		for (o = g->opts; found == NULL && o->name != NULL; o++)
			if (plural_is(o, name)) {
				*settings = g->settings;
				found = o;
			}
	return found;
}

/* The i-th long name of the tool's own options, or of all. */
static const char *
own_name(const void *arg, size_t i)
{
	const struct bt_tool *tool = arg;
	const struct bt_optgroup *g;
	const struct bt_opt *o;

	for (g = tool->groups; g->title != NULL; g++)
		for (o = g->opts; o->name != NULL; o++)
			if (i-- == 0)
				return o->name;
	return NULL;
}

static const char *
any_name(const void *arg, size_t i)
{
	const struct bt_opt *o;
	const char *name;
	size_t own = 0;

	if ((name = own_name(arg, i)) != NULL)
		return name;
	while (own_name(arg, own) != NULL)
		own++;
	for (o = bt_common_opts; o->name != NULL; o++)
		if (own++ == i)
			return o->name;
	return NULL;
}

static int
suggest(const struct bt_tool *tool, struct bt_span word, const char *dash,
    const char *(*names)(const void *, size_t), struct bt_err *err)
{
	const char *near = bt_nearest(word, names, tool), *other;
	size_t i;

	for (i = 0; near == NULL && (other = names(tool, i)) != NULL; i++)
		if (word.n >= 2 && strncmp(other, word.s, word.n) == 0)
			near = other;
	if (near != NULL)
		return bt_err_add(err, "; did you mean '%s%s'?", dash, near);
	return bt_err_add(err, "; see '%s --help'", tool->name);
}

int
bt_parse_unknown(const struct bt_tool *tool, struct bt_span key,
    struct bt_err *err)
{
	(void)bt_err_set(err, BT_EUSAGE, "unknown option '%.*s'",
	    BT_SPAN(key));
	return suggest(tool, key, "", own_name, err);
}

static const struct bt_opt *
find_long(const struct scope *sc, struct bt_span name, void **settings)
{
	const struct bt_optgroup *g;
	const struct bt_opt *o;

	for (g = sc->tool->groups; g->title != NULL; g++)
		if ((o = bt_opt_find(g->opts, name)) != NULL) {
			*settings = g->settings;
			return o;
		}
	*settings = sc->common;
	if ((o = bt_opt_find(bt_common_opts, name)) != NULL)
		return o;
	return bt_opt_find(hidden, name);
}

static const struct bt_opt *
find_short(const struct scope *sc, int ch, void **settings)
{
	const struct bt_optgroup *g;
	const struct bt_opt *o;

	for (g = sc->tool->groups; g->title != NULL; g++)
		for (o = g->opts; o->name != NULL; o++)
			if (o->ch == ch) {
				*settings = g->settings;
				return o;
			}
	*settings = sc->common;
	for (o = bt_common_opts; o->name != NULL; o++)
		if (o->ch == ch)
			return o;
	return NULL;
}

static int
push(struct bt_words *w, const struct bt_opt *o, void *settings,
    const char *val, struct bt_err *err)
{
	if (settings == &w->common)
		return bt_opt_set(o, settings, val, err);
	if (bt_grow(&w->given, &w->cap, w->n, sizeof(*w->given), err) == -1)
		return -1;
	w->given[w->n++] = (struct bt_given){ o, settings, val };
	return 0;
}

/* --name, --name=value, --name value.  How many words were used, or -1. */
static int
read_long(const struct scope *sc, struct bt_words *w, char **argv,
    struct bt_err *err)
{
	struct bt_span rest = bt_span(argv[0] + 2), name;
	const struct bt_opt *o;
	const char *val = NULL;
	void *settings;
	int used = 1;

	(void)bt_span_cut(&rest, '=', &name);
	if (rest.s != NULL)
		val = rest.s;
	if ((o = find_long(sc, name, &settings)) == NULL) {
		(void)bt_err_set(err, BT_EUSAGE, "unknown option '--%.*s'",
		    BT_SPAN(name));
		return suggest(sc->tool, name, "--", any_name, err);
	}
	if (o->type == BT_OPT_FLAG && val != NULL)
		return bt_err_set(err, BT_EUSAGE, "--%s takes no value, got "
		    "'%.60s'", o->name, val);
	if (o->type != BT_OPT_FLAG && val == NULL) {
		if ((val = argv[1]) == NULL)
			return bt_err_set(err, BT_EUSAGE,
			    "--%s needs a value: %s", o->name, o->arg);
		used = 2;
	}
	return push(w, o, settings, val, err) == -1 ? -1 : used;
}

/* -a, -abc, -nvalue, -n value.  How many words were used, or -1. */
static int
read_short(const struct scope *sc, struct bt_words *w, char **argv,
    struct bt_err *err)
{
	const struct bt_opt *o;
	const char *p, *val;
	void *settings;
	int used = 1;

	for (p = argv[0] + 1; *p != '\0'; p++) {
		if ((o = find_short(sc, *p, &settings)) == NULL)
			return bt_err_set(err, BT_EUSAGE,
			    "unknown option '-%c'; see '%s --help'", *p,
			    sc->tool->name);
		if (o->type == BT_OPT_FLAG) {
			if (push(w, o, settings, NULL, err) == -1)
				return -1;
			continue;
		}
		val = p + 1;
		if (*val == '\0') {
			if ((val = argv[1]) == NULL)
				return bt_err_set(err, BT_EUSAGE,
				    "-%c needs a value: %s", *p, o->arg);
			used = 2;
		}
		return push(w, o, settings, val, err) == -1 ? -1 : used;
	}
	return 1;
}

static bool
is_answered(const struct bt_common *c)
{
	return c->help || c->version || c->spec;
}

/* One word and its value; 0 where the options end. */
static int
read_word(struct scope *sc, struct bt_words *w, struct bt_tool *tool,
    char **argv, struct bt_err *err)
{
	if (strcmp(argv[0], "--") == 0)
		return 0;
	if (argv[0][0] != '-' || argv[0][1] == '\0') {
		tool->args[tool->nargs++] = argv[0];
		return 1;
	}
	if (argv[0][1] == '-')
		return read_long(sc, w, argv, err);
	return read_short(sc, w, argv, err);
}

int
bt_parse_words(struct bt_tool *tool, int argc, char *argv[],
    struct bt_words *w, struct bt_err *err)
{
	struct scope sc = { tool, &w->common };
	int i, used;

	if (bt_opt_defaults(bt_common_opts, &w->common, err) == -1)
		return -1;
	tool->args = argc > 0 ? argv + 1 : argv;
	tool->nargs = 0;
	for (i = 1; i < argc; i += used) {
		used = read_word(&sc, w, tool, argv + i, err);
		if (used == -1)
			return -1;
		if (used == 0 || is_answered(&w->common))
			break;
	}
	for (i++; i < argc; i++)
		tool->args[tool->nargs++] = argv[i];
	tool->quiet = w->common.quiet;
	tool->verbose = w->common.verbose;
	if (tool->nargs > 0 && *tool->operands == '\0' &&
	    !is_answered(&w->common))
		return bt_err_set(err, BT_EUSAGE, "takes no operand, got "
		    "'%.60s'", tool->args[0]);
	return 0;
}

void
bt_parse_free(struct bt_words *w)
{
	free(w->given);
	w->given = NULL;
	w->n = w->cap = 0;
}
