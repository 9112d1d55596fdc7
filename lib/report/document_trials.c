/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/report/document_parts.h"

static const char *
dim_at(const void *arg, size_t i)
{
	const struct bt_trialset *set = arg;

	return i < set->ndims ? set->dim[i].name : NULL;
}

static int
find_dim(const struct bt_trialset *set, struct bt_span name, size_t *at,
    struct bt_err *err)
{
	const char *near;

	name = bt_span_trim(name);
	for (*at = 0; *at < set->ndims; ++*at)
		if (bt_span_is(name, set->dim[*at].name))
			return 0;
	near = bt_nearest(name, dim_at, set);
	(void)bt_err_set(err, BT_EUSAGE, "--axes: no parameter '%.*s' was "
	    "varied", BT_SPAN(name));
	return near == NULL ? -1 : bt_err_add(err, "; did you mean '%s'?",
	    near);
}

/* As asked for, else the first two that vary. */
static int
choose_axes(struct bt_document *doc, const char *axes, struct bt_err *err)
{
	const struct bt_trialset *set = doc->trials;
	struct bt_span rest = bt_span(axes == NULL ? "" : axes), name[2];
	size_t i, n = 0;

	for (i = 0; axes == NULL && i < set->ndims && n < 2; i++)
		if (set->dim[i].nlevels > 1)
			doc->axis[n++] = i;
	if (axes == NULL) {
		if (n < 2)
			doc->axis[1] = doc->axis[0];
		return 0;
	}
	if (!bt_span_cut(&rest, ',', &name[0]) ||
	    !bt_span_cut(&rest, ',', &name[1]) || rest.s != NULL)
		return bt_err_set(err, BT_EUSAGE, "--axes: want two "
		    "parameters, as in fast,slow, got '%.60s'", axes);
	for (i = 0; i < 2; i++)
		if (find_dim(set, name[i], &doc->axis[i], err) == -1)
			return -1;
	return doc->axis[0] != doc->axis[1] ? 0 : bt_err_set(err, BT_EUSAGE,
	    "--axes: want two parameters, got one twice: '%.60s'", axes);
}

/* "sharpe by fast, slow and 2 more: prices.csv". */
int
bt_document_trials_name(const struct bt_document *doc, struct bt_buf *name,
    struct bt_err *err)
{
	const struct bt_trialset *set = doc->trials;
	size_t i;
	int status = bt_buf_printf(name, err, "%s by", set->objective);

	for (i = 0; i < set->ndims && i < 3 && status == 0; i++)
		status = bt_buf_printf(name, err, "%s %s", i > 0 ? "," : "",
		    set->dim[i].name);
	if (status == 0 && set->ndims > 3)
		status = bt_buf_printf(name, err, " and %zu more",
		    set->ndims - 3);
	return status == 0 ? bt_buf_printf(name, err, ": ") : -1;
}

int
bt_document_trials(struct bt_document *doc, struct bt_in *in,
    const char *axes, struct bt_err *err)
{
	struct bt_buf line = { 0 };
	int status;

	if ((doc->trials = bt_trialset_read(in, err)) == NULL)
		return -1;
	doc->status = doc->trials->status;
	status = bt_buf_printf(&line, err, "{\"type\":\"run\",\"config\":%s,"
	    "\"inputs\":%s}", doc->trials->config, doc->trials->inputs);
	if (status == 0)
		status = bt_document_header(doc, (struct bt_span){ line.s,
		    line.n }, err);
	bt_buf_free(&line);
	return status == 0 ? choose_axes(doc, axes, err) : -1;
}
