/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/report/index_parts.h"
#include "lib/study/shown.h"
#include "lib/stream/texttable.h"
#include "lib/stream/record.h"

static const char *
status_of(const struct bt_index_run *run)
{
	return run->problem != NULL ? "unreadable" :
	    bt_status_name(run->status);
}

static void
put_csv_time(struct bt_out *out, const struct bt_index_run *run, int64_t t)
{
	char buf[BT_TIME_MAX];

	if (t != BT_TIME_NONE)
		bt_out_write(out, buf, bt_time_format(buf, t,
		    run->date_only));
	bt_out_text(out, ",");
}

static int
write_csv(const struct bt_index *x, struct bt_out *out, struct bt_err *err)
{
	const struct bt_index_run *run;
	char buf[BT_NUM_MAX];
	size_t i;

	(void)err;
	bt_out_text(out, "file,title,status,from,to");
	for (i = 0; i < x->nmetrics; i++) {
		bt_out_text(out, ",");
		bt_out_text(out, x->metric[i]->name);
	}
	bt_out_text(out, ",problem\n");
	for (run = x->run; run < x->run + x->n; run++) {
		bt_csv_cell(out, bt_span(run->file));
		bt_out_text(out, ",");
		bt_csv_cell(out, bt_span(run->title));
		bt_out_text(out, ",");
		bt_out_text(out, status_of(run));
		bt_out_text(out, ",");
		put_csv_time(out, run, run->from);
		put_csv_time(out, run, run->to);
		for (i = 0; i < x->nmetrics; i++) {
			if (isfinite(run->value[i]))
				bt_out_write(out, buf, bt_num_format(buf,
				    run->value[i]));
			bt_out_text(out, ",");
		}
		if (run->problem != NULL)
			bt_csv_cell(out, bt_span(run->problem));
		bt_out_text(out, "\n");
	}
	return 0;
}

static void
put_json(struct bt_out *out, const struct bt_index *x,
    const struct bt_index_run *run)
{
	size_t i;

	bt_out_text(out, "{\"file\":");
	bt_json_text(out, bt_span(run->file));
	bt_out_text(out, ",\"title\":");
	bt_json_text(out, bt_span(run->title));
	bt_out_text(out, ",\"status\":");
	bt_json_text(out, bt_span(status_of(run)));
	bt_out_text(out, ",\"from\":");
	bt_json_time(out, run->from, run->date_only);
	bt_out_text(out, ",\"to\":");
	bt_json_time(out, run->to, run->date_only);
	for (i = 0; i < x->nmetrics; i++) {
		bt_out_text(out, ",\"");
		bt_out_text(out, x->metric[i]->name);
		bt_out_text(out, "\":");
		bt_json_real(out, run->value[i]);
	}
	bt_out_text(out, ",\"reports\":[");
	for (i = 0; run->report[i] != NULL; i++) {
		bt_out_text(out, i > 0 ? "," : "");
		bt_json_text(out, bt_span(run->report[i]));
	}
	bt_out_text(out, "],\"problem\":");
	bt_json_text(out, run->problem != NULL ? bt_span(run->problem) :
	    (struct bt_span){ NULL, 0 });
	bt_out_text(out, "}");
}

static int
write_json(const struct bt_index *x, struct bt_out *out, struct bt_err *err)
{
	size_t i;

	(void)err;
	bt_out_text(out, "{\"runs\":[");
	for (i = 0; i < x->n; i++) {
		bt_out_text(out, i > 0 ? ",\n" : "\n");
		put_json(out, x, &x->run[i]);
	}
	bt_out_text(out, "\n]}\n");
	return 0;
}

static int
add_run(struct bt_texttable *table, const struct bt_index *x,
    const struct bt_index_run *run, struct bt_err *err)
{
	char buf[BT_SHOWN_MAX];
	size_t i;

	if (bt_texttable_cell(table, bt_span(run->file), err) == -1 ||
	    bt_texttable_cell(table, bt_span(status_of(run)), err) == -1 ||
	    bt_texttable_cell(table, bt_shown_time(buf, run->from,
	    run->date_only), err) == -1 || bt_texttable_cell(table,
	    bt_shown_time(buf, run->to, run->date_only), err) == -1)
		return -1;
	for (i = 0; i < x->nmetrics; i++)
		if (bt_texttable_cell(table, bt_shown(buf, x->metric[i]->unit,
		    run->value[i]), err) == -1)
			return -1;
	return run->problem == NULL ? 0 :
	    bt_texttable_line(table, bt_span(run->problem), err);
}

static struct bt_texttable *
new_table(const struct bt_index *x, struct bt_err *err)
{
	static const char *const facts[] = { "Run", "Status", "From", "To" };
	struct bt_textcol *cols = bt_calloc(4 + x->nmetrics, sizeof(*cols),
	    err);
	struct bt_texttable *table;
	size_t i;

	if (cols == NULL)
		return NULL;
	for (i = 0; i < 4; i++)
		cols[i] = (struct bt_textcol){ facts[i], BT_LEFT };
	for (i = 0; i < x->nmetrics; i++)
		cols[4 + i] = (struct bt_textcol){ x->metric[i]->title,
		    BT_RIGHT };
	table = bt_texttable_new(cols, 4 + x->nmetrics, err);
	free(cols);
	return table;
}

static int
write_text(const struct bt_index *x, struct bt_out *out, struct bt_err *err)
{
	struct bt_texttable *table = new_table(x, err);
	int status = table == NULL ? -1 : 0;
	size_t i;

	for (i = 0; status == 0 && i < x->n; i++)
		status = add_run(table, x, &x->run[i], err);
	if (status == 0)
		bt_texttable_write(table, out);
	bt_texttable_free(table);
	return status;
}

static int
write_html(const struct bt_index *x, struct bt_out *out, struct bt_err *err)
{
	bt_index_html(x, out, err);
	return 0;
}

static const struct way {
	bt_format_fn	*format;
	int		(*write)(const struct bt_index *, struct bt_out *,
			    struct bt_err *);
} ways[] = {
	{ bt_format_html, write_html },
	{ bt_format_csv, write_csv },
	{ bt_format_json, write_json },
	{ bt_format_text, write_text },
};
#define NWAYS (sizeof(ways) / sizeof(ways[0]))

int
bt_index_check(const struct bt_format_row *row, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < NWAYS; i++)
		if (ways[i].format == row->write)
			return 0;
	return bt_err_set(err, BT_EUSAGE, "--format: an index is html, csv, "
	    "json or text, not %s", row->name);
}

int
bt_index_write(const struct bt_index *x, struct bt_out *out,
    const struct bt_format_row *row, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < NWAYS - 1; i++)
		if (ways[i].format == row->write)
			break;
	return ways[i].write(x, out, err);
}
