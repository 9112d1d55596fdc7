/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_METHOD_H
#define BT_BASE_METHOD_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/base/str.h"

/*
 * The value of a BT_OPT_METHOD option, as text and back:
 *
 *	percent				every parameter at its default
 *	percent:0.1%			a bare value: the first parameter
 *	per-share:0.005,min=1		the others by name
 *	volume-share:0.025,cap		a name alone means 1: a switch
 *
 * A parameter without a default (NAN) must be given; one whose default is not
 * finite (INFINITY: no limit) may stay so.
 */

/*
 * Read text by the families of an option called name (without dashes).
 * BT_EUSAGE says which name, parameter or value is wrong and what would do.
 */
int	bt_method_parse(const char *name, const struct bt_family *families,
	    const char *text, struct bt_method *, struct bt_err *)
	    BT_MUST_CHECK;

/* Append text that bt_method_parse() reads to the same values. */
int	bt_method_text(const struct bt_method *, struct bt_buf *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
