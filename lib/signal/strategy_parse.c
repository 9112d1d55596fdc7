/* SPDX-License-Identifier: ISC */
/* The text of a strategy file -> struct bt_strategy. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "lib/signal/compile.h"
#include "lib/signal/strategy.h"

struct reading {
	struct bt_strategy	*s;
	struct bt_err		*err;
};

typedef int	member_fn(struct reading *, const char *key, json_t *);

struct member {
	const char	*name;
	member_fn	*read;
};

static int
fail(struct reading *r, const char *where, const char *what)
{
	bt_err_set(r->err, BT_EUSAGE, "\"%s\": %s", where, what);
	return bt_err_at(r->err, r->s->place, 0, 0);
}

static const char *
member_name(const void *arg, size_t i)
{
	return ((const struct member *)arg)[i].name;
}

static int
unknown(struct reading *r, const char *key, const struct member *known)
{
	const char *hint = bt_nearest(bt_span(key), member_name, known);

	bt_err_set(r->err, BT_EUSAGE, "unknown member \"%s\"", key);
	if (hint != NULL)
		bt_err_add(r->err, "; did you mean \"%s\"?", hint);
	return bt_err_at(r->err, r->s->place, 0, 0);
}

/* Each member of the object by its row; unknown ones are errors. */
static int
read_members(struct reading *r, json_t *object, const struct member *known)
{
	const struct member *m;
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value) {
		for (m = known; m->name != NULL; m++)
			if (strcmp(m->name, key) == 0)
				break;
		if (m->name == NULL)
			return unknown(r, key, known);
		if (m->read(r, key, value) == -1)
			return -1;
	}
	return 0;
}

static const char *
keep(struct reading *r, const char *s)
{
	return bt_arena_strndup(r->s->arena, s, strlen(s), r->err);
}

static int
read_text(struct reading *r, const char *key, json_t *value)
{
	const char **field = strcmp(key, "name") == 0 ? &r->s->name :
	    strcmp(key, "title") == 0 ? &r->s->title : &r->s->description;

	if (!json_is_string(value))
		return fail(r, key, "want a text");
	return (*field = keep(r, json_string_value(value))) == NULL ? -1 : 0;
}

static int
read_expr(struct reading *r, const char *key, json_t *value)
{
	size_t i;

	if (!json_is_string(value))
		return fail(r, key, "want an expression in quotes");
	for (i = 0; strcmp(bt_roles[i].name, key) != 0; i++)
		continue;
	r->s->expr[i] = keep(r, json_string_value(value));
	return r->s->expr[i] == NULL ? -1 : 0;
}

static int
read_run(struct reading *r, const char *key, json_t *value)
{
	char *text;

	if (!json_is_object(value))
		return fail(r, key, "want an object of bt-run's options");
	/* Six digits less than a double has: 0.05 stays 0.05. */
	text = json_dumps(value, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
	if (text == NULL)
		return bt_err_set(r->err, BT_ESYS, "out of memory");
	r->s->run = keep(r, text);
	free(text);
	return r->s->run == NULL ? -1 : 0;
}

/* Members of one parameter. */
static struct bt_strategy_param *
latest(struct reading *r)
{
	return &r->s->params[r->s->nparams];
}

static int
read_type(struct reading *r, const char *key, json_t *value)
{
	const char *type = json_string_value(value);

	if (type == NULL || (strcmp(type, "integer") != 0 &&
	    strcmp(type, "number") != 0))
		return fail(r, key, "want \"integer\" or \"number\"");
	latest(r)->integer = *type == 'i';
	return 0;
}

static int
read_number(struct reading *r, const char *key, json_t *value)
{
	double *field = strcmp(key, "default") == 0 ? &latest(r)->def :
	    strcmp(key, "min") == 0 ? &latest(r)->min : &latest(r)->max;

	if (!json_is_number(value))
		return fail(r, key, "want a number");
	*field = json_number_value(value);
	return 0;
}

static int
read_description(struct reading *r, const char *key, json_t *value)
{
	if (!json_is_string(value))
		return fail(r, key, "want a text");
	latest(r)->description = keep(r, json_string_value(value));
	return latest(r)->description == NULL ? -1 : 0;
}

static const struct member param_members[] = {
	{ "type", read_type },
	{ "default", read_number },
	{ "min", read_number },
	{ "max", read_number },
	{ "description", read_description },
	{ NULL, NULL }
};

static bool
is_name(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";

	return *s != '\0' && strspn(s, letters) == strlen(s) &&
	    (*s < '0' || *s > '9');
}

static int
check_param(struct reading *r, const struct bt_strategy_param *p)
{
	if (!is_name(p->name))
		return fail(r, p->name, "want a parameter's name of letters, "
		    "digits and _");
	if (bt_compile_reserves(bt_span(p->name)))
		return fail(r, p->name, "is a word of the expression "
		    "language; give the parameter another name");
	if (isnan(p->def))
		return fail(r, p->name, "has no \"default\"");
	if (p->min > p->max || p->def < p->min || p->def > p->max)
		return fail(r, p->name, "want min <= default <= max");
	if (p->integer && floor(p->def) != p->def)
		return fail(r, p->name, "its default is no integer");
	return 0;
}

static int
read_params(struct reading *r, const char *key, json_t *object)
{
	const char *name;
	json_t *value;

	if (!json_is_object(object))
		return fail(r, key, "want an object of parameters");
	r->s->params = bt_arena_alloc(r->s->arena, json_object_size(object),
	    sizeof(*r->s->params), r->err);
	if (r->s->params == NULL)
		return -1;
	json_object_foreach(object, name, value) {
		if (!json_is_object(value))
			return fail(r, name, "want an object with a default");
		*latest(r) = (struct bt_strategy_param){ .description = "",
		    .def = NAN, .min = -INFINITY, .max = INFINITY };
		if ((latest(r)->name = keep(r, name)) == NULL ||
		    read_members(r, value, param_members) == -1 ||
		    check_param(r, latest(r)) == -1)
			return -1;
		latest(r)->value = latest(r)->def;
		r->s->nparams++;
	}
	return 0;
}

static const struct member members[] = {
	{ "name", read_text },
	{ "title", read_text },
	{ "description", read_text },
	{ "params", read_params },
	{ "buy", read_expr },
	{ "sell", read_expr },
	{ "short", read_expr },
	{ "cover", read_expr },
	{ "strength", read_expr },
	{ "stop_loss", read_expr },
	{ "take_profit", read_expr },
	{ "run", read_run },
	{ NULL, NULL }
};

static int
check_whole(struct reading *r)
{
	size_t i;

	if (r->s->name == NULL)
		return fail(r, "name", "is missing");
	for (i = 0; i < BT_ROLES; i++)
		if (r->s->expr[i] != NULL && bt_roles[i].type == 'c')
			return 0;
	return fail(r, "buy", "is missing, and so are sell, short and cover: "
	    "the strategy would never do anything");
}

static int
read_strategy(struct reading *r, const char *text, size_t n)
{
	json_error_t why;
	json_t *root;
	int status;

	root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &why);
	if (root == NULL) {
		bt_err_set(r->err, BT_EUSAGE, "not JSON: %s", why.text);
		return bt_err_at(r->err, r->s->place,
		    why.line > 0 ? (size_t)why.line : 0,
		    why.column > 0 ? (size_t)why.column : 0);
	}
	if (!json_is_object(root)) {
		bt_err_set(r->err, BT_EUSAGE, "want a JSON object");
		status = bt_err_at(r->err, r->s->place, 0, 0);
	} else if ((status = read_members(r, root, members)) == 0) {
		status = check_whole(r);
	}
	json_decref(root);
	return status;
}

struct bt_strategy *
bt_strategy_parse(const char *text, size_t n, const char *place,
    struct bt_err *err)
{
	struct reading r = { NULL, err };
	struct bt_arena *arena;

	if ((arena = bt_arena_new(err)) == NULL)
		return NULL;
	if ((r.s = bt_arena_alloc(arena, 1, sizeof(*r.s), err)) == NULL) {
		bt_arena_free(arena);
		return NULL;
	}
	r.s->arena = arena;
	r.s->title = r.s->description = "";
	if ((r.s->place = bt_arena_strndup(arena, place, strlen(place),
	    err)) == NULL ||
	    (r.s->text = bt_arena_strndup(arena, text, n, err)) == NULL ||
	    read_strategy(&r, text, n) == -1) {
		bt_strategy_free(r.s);
		return NULL;
	}
	return r.s;
}
