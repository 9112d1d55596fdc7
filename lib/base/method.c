/* SPDX-License-Identifier: ISC */
#include "lib/base/method.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "lib/base/num.h"

static const char *
family_name(const void *arg, size_t i)
{
	const struct bt_family *families = arg;

	return families[i].name;
}

static const char *
param_name(const void *arg, size_t i)
{
	const struct bt_family *f = arg;

	return i < BT_METHOD_PARAMS ? f->params[i].name : NULL;
}

static size_t
count_params(const struct bt_family *f)
{
	size_t n = 0;

	while (param_name(f, n) != NULL)
		n++;
	return n;
}

/* Every name there is, or the one that was meant. */
static int
suggest(struct bt_span word, const char *(*names)(const void *, size_t),
    const void *arg, struct bt_err *err)
{
	const char *name = bt_nearest(word, names, arg);
	size_t i;

	if (name != NULL)
		return bt_err_add(err, "; did you mean '%s'?", name);
	for (i = 0; (name = names(arg, i)) != NULL; i++)
		(void)bt_err_add(err, "%s%s", i == 0 ? "; there is " : ", ",
		    name);
	return -1;
}

static const struct bt_family *
find_family(const char *option, const struct bt_family *families,
    struct bt_span word, struct bt_err *err)
{
	const struct bt_family *f;

	for (f = families; f->name != NULL; f++)
		if (bt_span_is(word, f->name))
			return f;
	(void)bt_err_set(err, BT_EUSAGE, "--%s: no method '%.*s'", option,
	    BT_SPAN(word));
	(void)suggest(word, family_name, families, err);
	return NULL;
}

static int
find_param(const char *option, const struct bt_family *f, struct bt_span word,
    size_t *at, struct bt_err *err)
{
	size_t i, n = count_params(f);

	for (i = 0; i < n; i++)
		if (bt_span_is(word, f->params[i].name)) {
			*at = i;
			return 0;
		}
	(void)bt_err_set(err, BT_EUSAGE, "--%s: %s has no parameter '%.*s'",
	    option, f->name, BT_SPAN(word));
	return suggest(word, param_name, f, err);
}

/* One parameter's value from text, within its range. */
static int
set_param(const char *option, const struct bt_family *f, size_t i,
    struct bt_span val, struct bt_method *m, struct bt_err *err)
{
	const struct bt_param *p = &f->params[i];
	char range[BT_OPT_RANGE];
	double x = 0;
	int rc;

	rc = p->fraction ? bt_num_parse_fraction(val.s, val.n, &x) :
	    bt_num_parse(val.s, val.n, &x);
	if (rc == -1 || x < p->min || x > p->max)
		return bt_err_set(err, BT_EUSAGE,
		    "--%s: %s: want %s=%s%s, got '%.*s'", option, f->name,
		    p->name, p->fraction ? "a fraction" : "a number",
		    bt_opt_range(range, p->min, p->max), BT_SPAN(val));
	m->value[i] = x;
	return 0;
}

/*
 * A piece between commas: "value" (only the first piece), "name" (a switch)
 * or "name=value".  Says in *at which parameter it was for.
 */
static int
read_piece(const char *option, const struct bt_family *f, size_t nth,
    struct bt_span piece, struct bt_method *m, size_t *at, struct bt_err *err)
{
	struct bt_span name, rest = piece;
	double x;

	(void)bt_span_cut(&rest, '=', &name);
	name = bt_span_trim(name);
	if (rest.s != NULL) {
		if (find_param(option, f, name, at, err) == -1)
			return -1;
		return set_param(option, f, *at, bt_span_trim(rest), m, err);
	}
	if (nth == 0 && count_params(f) > 0 &&
	    bt_num_parse_fraction(name.s, name.n, &x) == 0) {
		*at = 0;
		return set_param(option, f, 0, name, m, err);
	}
	if (find_param(option, f, name, at, err) == -1)
		return -1;
	return set_param(option, f, *at, bt_span("1"), m, err);
}

static int
read_pieces(const char *option, struct bt_span rest, struct bt_method *m,
    struct bt_err *err)
{
	const struct bt_family *f = m->family;
	bool given[BT_METHOD_PARAMS] = { false };
	struct bt_span piece;
	size_t i, at = 0, nth = 0;

	for (; bt_span_cut(&rest, ',', &piece); nth++) {
		if (read_piece(option, f, nth, piece, m, &at, err) == -1)
			return -1;
		if (given[at])
			return bt_err_set(err, BT_EUSAGE,
			    "--%s: %s: '%s' is given twice", option, f->name,
			    f->params[at].name);
		given[at] = true;
	}
	for (i = 0; i < count_params(f); i++)
		if (isnan(m->value[i]))
			return bt_err_set(err, BT_EUSAGE,
			    "--%s: %s needs %s, as in '%s:%s=%s'", option,
			    f->name, f->params[i].name, f->name,
			    f->params[i].name,
			    f->params[i].fraction ? "5%" : "10");
	return 0;
}

int
bt_method_parse(const char *name, const struct bt_family *families,
    const char *text, struct bt_method *m, struct bt_err *err)
{
	struct bt_method new = { 0 };
	struct bt_span rest = bt_span(text), word;
	size_t i;

	(void)bt_span_cut(&rest, ':', &word);
	new.family = find_family(name, families, bt_span_trim(word), err);
	if (new.family == NULL)
		return -1;
	for (i = 0; i < BT_METHOD_PARAMS; i++)
		new.value[i] = new.family->params[i].def;
	if (read_pieces(name, rest, &new, err) == -1)
		return -1;
	*m = new;
	return 0;
}

int
bt_method_text(const struct bt_method *m, struct bt_buf *buf,
    struct bt_err *err)
{
	const struct bt_family *f = m->family;
	char num[BT_NUM_MAX], sep = ':';
	size_t i, n;

	if (bt_buf_add(buf, f->name, strlen(f->name), err) == -1)
		return -1;
	for (i = 0; i < count_params(f); i++) {
		if (!isfinite(m->value[i]))
			continue;
		n = bt_num_format(num, m->value[i]);
		if (bt_buf_printf(buf, err, "%c%s=%.*s", sep,
		    f->params[i].name, (int)n, num) == -1)
			return -1;
		sep = ',';
	}
	return 0;
}
