/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/signal/setup.h"

#define EXPR_ROW(name, role, help) \
	BT_OPT_TEXT_ROW(0, name, struct bt_setup_settings, expr[role], \
	"EXPR", NULL, help)

const struct bt_opt bt_setup_opts[] = {
	BT_OPT_TEXT_ROW('s', "strategy", struct bt_setup_settings, strategy,
	    "NAME|FILE", NULL, "take the expressions of this strategy"),
	BT_OPT_LIST_ROW('p', "param", struct bt_setup_settings, params,
	    "NAME=X,...", "set parameters; repeatable"),
	EXPR_ROW("buy", BT_ROLE_BUY, "condition to open long"),
	EXPR_ROW("sell", BT_ROLE_SELL, "condition to close long"),
	EXPR_ROW("short", BT_ROLE_SHORT, "condition to open short"),
	EXPR_ROW("cover", BT_ROLE_COVER, "condition to close short"),
	EXPR_ROW("strength", BT_ROLE_STRENGTH,
	    "which entries come first when cash is short: higher"),
	EXPR_ROW("stop-loss", BT_ROLE_STOP_LOSS,
	    "distance of the stop, a fraction of the entry price"),
	EXPR_ROW("take-profit", BT_ROLE_TAKE_PROFIT,
	    "distance of the target, a fraction of the entry price"),
	BT_OPT_LIST_ROW(0, "add", struct bt_setup_settings, adds,
	    "NAME=EXPR", "add a column of values; repeatable"),
	BT_OPT_END
};

/* "--stop-loss" for stop_loss. */
static const char *
option_name(struct bt_setup *setup, enum bt_role role, struct bt_err *err)
{
	char *name, *p;

	name = bt_arena_alloc(setup->arena, strlen(bt_roles[role].name) + 3, 1,
	    err);
	if (name == NULL)
		return NULL;
	memcpy(name, "--", 2);
	memcpy(name + 2, bt_roles[role].name, strlen(bt_roles[role].name));
	for (p = name + 2; *p != '\0'; p++)
		if (*p == '_')
			*p = '-';
	return name;
}

/* For messages: "sma_cross: buy" or "--add trend". */
static const char *
join(struct bt_setup *setup, const char *a, const char *b, const char *c,
    struct bt_err *err)
{
	size_t n = strlen(a) + strlen(b) + strlen(c) + 1;
	char *name;

	if ((name = bt_arena_alloc(setup->arena, n, 1, err)) != NULL)
		snprintf(name, n, "%s%s%s", a, b, c);
	return name;
}

static int
set_roles(struct bt_setup *setup, const struct bt_setup_settings *set,
    struct bt_err *err)
{
	struct bt_source *role;
	size_t i;

	for (i = 0; i < BT_ROLES; i++) {
		role = &setup->rule.role[i];
		if (set->expr[i] != NULL) {
			role->name = option_name(setup, (enum bt_role)i, err);
			role->text = bt_span(set->expr[i]);
		} else if (setup->strategy != NULL &&
		    setup->strategy->expr[i] != NULL) {
			role->name = join(setup, setup->strategy->place, ": ",
			    bt_roles[i].name, err);
			role->text = bt_span(setup->strategy->expr[i]);
		} else {
			continue;
		}
		if (role->name == NULL)
			return -1;
	}
	return 0;
}

/* name=rest; the name is copied, rest is borrowed. */
static int
split(struct bt_setup *setup, const char *option, struct bt_span text,
    const char **name, struct bt_span *rest, struct bt_err *err)
{
	const char *sign = memchr(text.s, '=', text.n);
	struct bt_span left;

	left.s = text.s;
	left.n = sign == NULL ? 0 : (size_t)(sign - text.s);
	left = bt_span_trim(left);
	if (left.n == 0)
		return bt_err_set(err, BT_EUSAGE,
		    "%s: want NAME=%s, got '%.*s'",
		    option, option[2] == 'a' ? "EXPR" : "X", BT_SPAN(text));
	rest->s = sign + 1;
	rest->n = text.n - (size_t)(sign + 1 - text.s);
	*name = bt_arena_strndup(setup->arena, left.s, left.n, err);
	return *name == NULL ? -1 : 0;
}

static bool
is_taken(const struct bt_maker_rule *rule, const struct bt_named *adds,
    size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (bt_span_like(bt_span(name), adds[i].name))
			return true;
	for (i = 0; i < BT_ROLES; i++)
		if (rule->role[i].text.s != NULL && bt_span_like(bt_span(name),
		    bt_roles[i].type == 'c' ? "signal" : bt_roles[i].name))
			return true;
	return false;
}

static int
set_adds(struct bt_setup *setup, const struct bt_list *list,
    struct bt_err *err)
{
	struct bt_named *adds;
	size_t i;

	adds = bt_arena_alloc(setup->arena, list->n + 1, sizeof(*adds), err);
	if (adds == NULL)
		return -1;
	for (i = 0; i < list->n; i++) {
		if (split(setup, "--add", bt_span(list->v[i]), &adds[i].name,
		    &adds[i].source.text, err) == -1)
			return -1;
		if (is_taken(&setup->rule, adds, i, adds[i].name))
			return bt_err_set(err, BT_EUSAGE,
			    "--add: two columns would be called '%s'",
			    adds[i].name);
		adds[i].source.name = join(setup, "--add ", adds[i].name, "",
		    err);
		if (adds[i].source.name == NULL)
			return -1;
	}
	setup->rule.adds = adds;
	setup->rule.nadds = list->n;
	return 0;
}

/* A strategy declares its parameters. */
static int
set_declared(struct bt_setup *setup, const struct bt_list *list,
    struct bt_err *err)
{
	struct bt_strategy *s = setup->strategy;
	struct bt_value *values;
	size_t i;

	for (i = 0; i < list->n; i++)
		if (bt_strategy_set(s, list->v[i], err) == -1)
			return -1;
	values = bt_arena_alloc(setup->arena, s->nparams + 1, sizeof(*values),
	    err);
	if (values == NULL)
		return -1;
	for (i = 0; i < s->nparams; i++)
		values[i] = (struct bt_value){ s->params[i].name,
		    s->params[i].value };
	setup->rule.params = values;
	setup->rule.nparams = s->nparams;
	return 0;
}

static int
set_free_param(struct bt_setup *setup, struct bt_span piece,
    struct bt_value *value, struct bt_err *err)
{
	struct bt_span number;

	if (split(setup, "--param", piece, &value->name, &number, err) == -1)
		return -1;
	number = bt_span_trim(number);
	if (bt_num_parse(number.s, number.n, &value->value) == -1)
		return bt_err_set(err, BT_EUSAGE,
		    "--param: '%s' wants a number, got '%.*s'", value->name,
		    BT_SPAN(number));
	if (bt_compile_reserves(bt_span(value->name)))
		return bt_err_set(err, BT_EUSAGE, "--param: '%s' is a word of "
		    "the expression language; take another name", value->name);
	return 0;
}

/* Without a strategy, every parameter that is set is declared by that. */
static int
set_free(struct bt_setup *setup, const struct bt_list *list,
    struct bt_err *err)
{
	struct bt_span rest, piece;
	struct bt_value *values;
	size_t i, k, n = 0, most = list->n;

	for (i = 0; i < list->n; i++)
		for (k = 0; list->v[i][k] != '\0'; k++)
			most += list->v[i][k] == ',';
	values = bt_arena_alloc(setup->arena, most + 1, sizeof(*values), err);
	if (values == NULL)
		return -1;
	for (i = 0; i < list->n; i++) {
		rest = bt_span(list->v[i]);
		while (bt_span_cut(&rest, ',', &piece)) {
			if (set_free_param(setup, piece, &values[n],
			    err) == -1)
				return -1;
			for (k = 0; strcmp(values[k].name,
			    values[n].name) != 0; k++)
				continue;
			values[k] = values[n];
			n += k == n;
		}
	}
	setup->rule.params = values;
	setup->rule.nparams = n;
	return 0;
}

static int
check_work(const struct bt_setup *setup, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < BT_ROLES; i++)
		if (setup->rule.role[i].text.s != NULL)
			return 0;
	if (setup->rule.nadds > 0)
		return 0;
	return bt_err_set(err, BT_EUSAGE, "nothing to compute; want a strategy "
	    "(-s sma_cross), a condition (--buy 'close > sma(20)') or a "
	    "column (--add trend='sma(20)')");
}

static int
set_all(struct bt_setup *setup, const struct bt_setup_settings *set,
    const char *const *dirs, struct bt_err *err)
{
	if ((setup->arena = bt_arena_new(err)) == NULL)
		return -1;
	if (set->strategy != NULL && (setup->strategy =
	    bt_strategy_find(set->strategy, dirs, err)) == NULL)
		return -1;
	if ((setup->strategy != NULL ? set_declared(setup, &set->params, err) :
	    set_free(setup, &set->params, err)) == -1 ||
	    set_roles(setup, set, err) == -1 ||
	    set_adds(setup, &set->adds, err) == -1)
		return -1;
	return check_work(setup, err);
}

int
bt_setup_init(struct bt_setup *setup, const struct bt_setup_settings *set,
    const char *const *dirs, struct bt_err *err)
{
	*setup = (struct bt_setup){ 0 };
	if (set_all(setup, set, dirs, err) == -1) {
		bt_setup_free(setup);
		return -1;
	}
	return 0;
}

void
bt_setup_free(struct bt_setup *setup)
{
	bt_strategy_free(setup->strategy);
	bt_arena_free(setup->arena);
	*setup = (struct bt_setup){ 0 };
}
