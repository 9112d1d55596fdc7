/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/study/select.h"

static const char *
name_at(const void *arg, size_t i)
{
	const struct bt_metric *m = bt_metric_at(i);

	(void)arg;
	return m == NULL ? NULL : m->name;
}

const struct bt_metric *
bt_metric_want(struct bt_span name, struct bt_err *err)
{
	const struct bt_metric *m = bt_metric_find(name);
	const char *near;

	if (m != NULL)
		return m;
	(void)bt_err_set(err, BT_EUSAGE, "no metric '%.*s'", BT_SPAN(name));
	if ((near = bt_nearest(name, name_at, NULL)) != NULL)
		(void)bt_err_add(err, "; did you mean '%s'?", near);
	return NULL;
}

static int
fill(const struct bt_metric **m, size_t *n, struct bt_span list,
    struct bt_err *err)
{
	struct bt_span name;
	size_t i;

	*n = 0;
	while (bt_span_cut(&list, ',', &name)) {
		if ((m[*n] = bt_metric_want(bt_span_trim(name), err)) == NULL)
			return -1;
		for (i = 0; i < *n; i++)
			if (m[i] == m[*n])
				return bt_err_set(err, BT_EUSAGE,
				    "metric '%s' is named twice", m[i]->name);
		(*n)++;
	}
	return 0;
}

const struct bt_metric **
bt_metrics_select(const char *list, size_t *n, struct bt_err *err)
{
	const struct bt_metric **m;
	const char *s;
	size_t max = 1;

	if (list == NULL)
		for (max = 0; bt_metric_at(max) != NULL; max++)
			continue;
	else
		for (s = list; *s != '\0'; s++)
			max += *s == ',';
	if ((m = bt_calloc(max, sizeof(*m), err)) == NULL)
		return NULL;
	if (list == NULL) {
		for (*n = 0; *n < max; (*n)++)
			m[*n] = bt_metric_at(*n);
	} else if (fill(m, n, bt_span(list), err) == -1) {
		free(m);
		return NULL;
	}
	return m;
}
