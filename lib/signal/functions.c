/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/signal/functions.h"

const struct bt_function *const bt_functions[] = {
	bt_functions_cross,
	bt_functions_window,
	bt_functions_event,
	bt_functions_maths,
	bt_functions_time,
	NULL
};

static const struct bt_function *
find_in(const struct bt_function *row, struct bt_span name)
{
	for (; row->name != NULL; row++)
		if (bt_span_like(name, row->name))
			return row;
	return NULL;
}

const struct bt_function *
bt_functions_find(struct bt_span name)
{
	const struct bt_function *row = NULL;
	size_t i;

	for (i = 0; bt_functions[i] != NULL && row == NULL; i++)
		row = find_in(bt_functions[i], name);
	return row;
}

const struct bt_function *
bt_functions_operator(struct bt_span name)
{
	return find_in(bt_operators, name);
}

size_t
bt_functions_max(const struct bt_function *f)
{
	return (size_t)(strchr(f->signature, '>') - f->signature);
}

size_t
bt_functions_min(const struct bt_function *f)
{
	return bt_functions_max(f) - (isnan(f->def) ? 0 : 1);
}

char
bt_functions_result(const struct bt_function *f)
{
	return strchr(f->signature, '>')[1];
}
