/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/signal/spare.h"

void *
bt_spare_take(struct bt_spare *spare, struct bt_err *err)
{
	if (spare->n > 0)
		return spare->column[--spare->n];
	return spare->element == sizeof(double) ?
	    (void *)bt_column(spare->rows, err) :
	    bt_calloc(spare->rows, spare->element, err);
}

int
bt_spare_give(struct bt_spare *spare, void *column, struct bt_err *err)
{
	if (bt_grow(&spare->column, &spare->cap, spare->n,
	    sizeof(*spare->column), err) == -1) {
		free(column);
		return -1;
	}
	spare->column[spare->n++] = column;
	return 0;
}

void
bt_spare_free(struct bt_spare *spare)
{
	while (spare->n > 0)
		free(spare->column[--spare->n]);
	free(spare->column);
}
