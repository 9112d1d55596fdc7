/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_CONFIG_H
#define BT_STREAM_CONFIG_H

#include "lib/base/err.h"
#include "lib/base/option.h"

/*
 * A JSON file as a source of option values: keys are the long option names,
 * {"stop-loss":"5%","cash":100000,"params":{"fast":10}}.  An array gives a
 * repeated option its values, an object gives "key=value" each (so "params"
 * feeds -p), true sets a flag, false leaves it.
 */
struct bt_config;

/* One setting: set is called for each (name, text), in the file's order. */
typedef int	bt_config_fn(void *arg, const char *name, const char *text,
		    struct bt_err *);

struct bt_config	*bt_config_read(const char *path, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_config_free(struct bt_config *);
int	bt_config_each(const struct bt_config *, bt_config_fn *, void *arg,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * The effective values of one table as members "name":value of a JSON object
 * ("a":1,"b":"5%"), appended to buf with a comma before each but the first
 * of the object (buf ends in '{').  Options without a value are left out.
 */
int	bt_config_write(struct bt_buf *buf, const struct bt_opt *,
	    const void *settings, struct bt_err *) BT_MUST_CHECK;

#endif
