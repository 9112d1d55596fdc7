/* SPDX-License-Identifier: ISC */
#include "lib/sweep/fields.h"

#include <math.h>

#include "lib/base/num.h"
#include "lib/base/time.h"

void
bt_fields_begin(struct bt_fields *f, const char *type)
{
	f->n = 0;
	if (f->format == BT_CSV)
		return;
	bt_out_text(f->out, "{\"type\":\"");
	bt_out_text(f->out, type);
	bt_out_text(f->out, "\"");
	f->n = 1;
}

void
bt_fields_end(struct bt_fields *f)
{
	bt_out_text(f->out, f->format == BT_CSV ? "\n" : "}\n");
}

/* What stands before a value; false if there shall be none. */
static bool
key(struct bt_fields *f, const char *prefix, const char *name)
{
	const bool csv = f->format == BT_CSV;

	if (f->n++ > 0)
		bt_out_text(f->out, ",");
	if (csv && !f->heading)
		return true;
	bt_out_text(f->out, csv ? "" : "\"");
	bt_out_text(f->out, prefix);
	bt_out_text(f->out, name);
	bt_out_text(f->out, csv ? "" : "\":");
	return !f->heading;
}

void
bt_fields_text(struct bt_fields *f, const char *prefix, const char *name,
    struct bt_span text)
{
	if (!key(f, prefix, name))
		return;
	if (f->format == BT_CSV) {
		if (text.s != NULL)
			bt_csv_cell(f->out, text);
	} else if (text.s == NULL)
		bt_out_text(f->out, "null");
	else
		bt_json_text(f->out, text);
}

void
bt_fields_real(struct bt_fields *f, const char *prefix, const char *name,
    double x)
{
	char buf[BT_NUM_MAX];

	if (!key(f, prefix, name))
		return;
	if (isfinite(x))
		bt_out_write(f->out, buf, bt_num_format(buf, x));
	else if (f->format != BT_CSV)
		bt_out_text(f->out, "null");
}

void
bt_fields_count(struct bt_fields *f, const char *prefix, const char *name,
    uint64_t n)
{
	char buf[BT_NUM_MAX];

	if (key(f, prefix, name))
		bt_out_write(f->out, buf, bt_num_format_int(buf,
		    (long long)n));
}

void
bt_fields_time(struct bt_fields *f, const char *prefix, const char *name,
    int64_t t)
{
	char buf[BT_TIME_MAX];

	if (!key(f, prefix, name))
		return;
	if (f->format != BT_CSV)
		bt_json_time(f->out, t, f->date_only);
	else if (t != BT_TIME_NONE)
		bt_out_write(f->out, buf, bt_time_format(buf, t,
		    f->date_only));
}

void
bt_fields_bool(struct bt_fields *f, const char *prefix, const char *name,
    bool yes)
{
	if (key(f, prefix, name))
		bt_out_text(f->out, yes ? "true" : "false");
}
