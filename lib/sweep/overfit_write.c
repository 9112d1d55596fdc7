/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/str.h"
#include "lib/sweep/overfit_own.h"

enum {
	WIDTH = 79,		/* of a line for people */
	VALUE = 36,		/* column in which values end */
	TEXT = 512,		/* of a sentence */
};

/* A text in lines that begin with indent spaces, from column on. */
static void
write_wrapped(struct bt_out *out, const char *text, int column, int indent)
{
	char pad[WIDTH + 1];
	int n;

	for (;;) {
		n = (int)strcspn(text, " ");
		if (column + 1 + n > WIDTH) {
			(void)snprintf(pad, sizeof(pad), "\n%*s", indent, "");
			bt_out_text(out, pad);
			column = indent;
		} else if (column > indent) {
			bt_out_text(out, " ");
			column++;
		}
		bt_out_write(out, text, (size_t)n);
		column += n;
		if (text[n] == '\0')
			break;
		text += n + 1;
	}
	bt_out_text(out, "\n");
}

/* Title, value, and what it means. */
static void
write_row(struct bt_out *out, const char *title, const char *value,
    const char *help)
{
	char line[TEXT];

	(void)snprintf(line, sizeof(line), "  %-*s%8s", VALUE - 10, title,
	    value);
	bt_out_text(out, line);
	bt_out_text(out, *help == '\0' ? "" : "  ");
	write_wrapped(out, help, VALUE + 2, VALUE + 2);
}

/* Is there no number before the next group begins? */
static bool
is_empty(const struct bt_overfit_row *r, const struct bt_overfit_facts *f)
{
	do {
		if (isfinite(r->value(f)))
			return false;
		r++;
	} while (r->name != NULL && r->group == NULL);
	return true;
}

static void
write_rows(const struct bt_overfit_facts *f, struct bt_out *out)
{
	const struct bt_overfit_row *r;
	char value[BT_OVERFIT_SHOWN];
	bool empty = false;
	double x;

	for (r = bt_overfit_rows; r->name != NULL; r++) {
		if (r->group != NULL) {
			bt_out_text(out, "\n");
			bt_out_text(out, r->group);
			bt_out_text(out, (empty = is_empty(r, f)) ?
			    "\n  n/a: " : "\n");
			if (empty)
				write_wrapped(out, r->why(f), 7, 7);
		}
		if (empty)
			continue;
		x = r->value(f);
		write_row(out, r->title, bt_overfit_shown(value, r->unit, x),
		    isfinite(x) ? r->help : r->why(f));
	}
}

/* "sma_cross fast=10 slow=50" */
static int
put_point(const struct bt_job_part *part, const double *point,
    struct bt_buf *buf, struct bt_err *err)
{
	size_t i;

	if (bt_buf_printf(buf, err, "%s", part->name == NULL ? "" :
	    part->name) == -1)
		return -1;
	for (i = 0; i < part->space.ndims; i++)
		if (bt_buf_printf(buf, err, "%s%s=", buf->n > 0 ? " " : "",
		    part->space.dim[i].name) == -1 ||
		    bt_dim_text(&part->space.dim[i], point[i], buf, err) == -1)
			return -1;
	return 0;
}

static void
put_count(char *buf, size_t size, uint64_t n, const char *what)
{
	char text[BT_OVERFIT_SHOWN];
	const size_t used = strlen(buf);

	if (n > 0)
		(void)snprintf(buf + used, size - used, ", %s %s",
		    bt_overfit_shown(text, BT_OVERFIT_COUNT, (double)n), what);
}

/* How many trials of which kind, and returns. */
static void
write_counts(const struct bt_overfit *o, const struct bt_overfit_facts *f,
    struct bt_out *out)
{
	char line[TEXT], all[BT_OVERFIT_SHOWN], judged[BT_OVERFIT_SHOWN];

	(void)snprintf(line, sizeof(line), "%s trial%s%s, %s judged",
	    bt_overfit_shown(all, BT_OVERFIT_COUNT, (double)f->trials),
	    f->trials == 1 ? "" : "s", o->job->head.shards > 0 ?
	    " of this part of the sweep" : "",
	    bt_overfit_shown(judged, BT_OVERFIT_COUNT, (double)f->judged));
	put_count(line, sizeof(line), f->idle, "without returns that vary");
	put_count(line, sizeof(line), f->bankrupt, "bankrupt");
	put_count(line, sizeof(line), f->failed, "failed");
	put_count(line, sizeof(line), f->partial, "on a part of the data");
	put_count(line, sizeof(line), f->broken, "broke the constraint");
	bt_out_text(out, "  ");
	write_wrapped(out, line, 2, 2);
	if (f->judged == 0)
		return;
	(void)snprintf(line, sizeof(line), "%s returns, by %s",
	    bt_overfit_shown(all, BT_OVERFIT_COUNT, (double)f->returns),
	    f->daily ? "day" : "bar");
	if (f->cscv.splits > 0)
		(void)snprintf(line + strlen(line), sizeof(line) -
		    strlen(line), "; %zu splits of %zu blocks of %zu",
		    f->cscv.splits, f->blocks, f->length);
	if (f->rows > 0)
		(void)snprintf(line + strlen(line), sizeof(line) -
		    strlen(line), "; %zu resamples of %zu rows of %zu, in "
		    "blocks of %.1f rows", f->resamples, f->rows, f->group,
		    f->block);
	bt_out_text(out, "  ");
	write_wrapped(out, line, 2, 2);
	if (f->partial > 0) {
		bt_out_text(out, "  ");
		write_wrapped(out, "trials that saw a part of the data count "
		    "for luck, but not in splits and tests, which are too "
		    "kind to those that are left", 2, 2);
	}
	if (f->cscv.splits > 0 && f->cscv_trials < BT_OVERFIT_FEW)
		bt_out_text(out, "  so few trials make a coarse probability "
		    "of overfitting\n");
	if (f->sample < f->trials)
		bt_out_text(out, "  probability of overfitting and plateau by "
		    "50,000 trials drawn at random\n");
}

static int
write_best(const struct bt_overfit *o, const struct bt_overfit_facts *f,
    struct bt_out *out, struct bt_err *err)
{
	const struct bt_span objective = o->job->head.objective;
	struct bt_buf buf = { NULL, 0, 0 };
	char value[BT_OVERFIT_SHOWN];
	int rc = 0;

	if (f->best == 0) {
		bt_out_text(out, "  no trial is good: none has an objective "
		    "and keeps the constraint\n");
		return 0;
	}
	rc = bt_buf_printf(&buf, err, "best by %.*s, %s: trial %llu, ",
	    (int)objective.n, objective.s, bt_overfit_shown(value,
	    BT_OVERFIT_RATIO, f->objective), (unsigned long long)f->best);
	if (rc == 0) {
		struct bt_buf point = { NULL, 0, 0 };

		rc = put_point(&o->job->part[o->best_part], o->best_point,
		    &point, err);
		if (rc == 0)
			rc = bt_buf_printf(&buf, err, "%s", point.n > 0 ?
			    point.s : "nothing varied");
		bt_buf_free(&point);
	}
	if (rc == 0) {
		bt_out_text(out, "  ");
		write_wrapped(out, buf.s, 2, 2);
	}
	bt_buf_free(&buf);
	return rc;
}

/* Of a map: what each parameter has to do with the objective. */
static void
write_importance(const struct bt_overfit *o, size_t part, struct bt_out *out)
{
	const struct bt_job_part *p = &o->job->part[part];
	char value[BT_OVERFIT_SHOWN], title[TEXT / 2];
	double x, sum = 0.0;
	size_t i;

	for (i = 0; i < p->space.ndims; i++) {
		x = bt_overfit_map_importance(o->map[part], i);
		sum += isnan(x) ? 0.0 : x;
		(void)snprintf(title, sizeof(title), "%s%s%s",
		    o->job->nparts > 1 ? p->name : "",
		    o->job->nparts > 1 ? "." : "", p->space.dim[i].name);
		write_row(out, title, bt_overfit_shown(value,
		    BT_OVERFIT_RATIO, x), isnan(x) ? "too few trials a value, "
		    "or all are as good" : i == 0 && part == 0 ? "share of "
		    "the objective's variance that it explains by itself" :
		    "");
	}
	if (p->space.ndims > 1 && sum > 0.0)
		write_row(out, "together", bt_overfit_shown(value,
		    BT_OVERFIT_RATIO, fmax(1.0 - sum, 0.0)),
		    "what only their interplay explains");
}

static void
write_verdicts(const struct bt_overfit_facts *f, struct bt_out *out)
{
	static const char *const mark[] = { "  no   ", "  ?    ", "  yes  " };
	const struct bt_overfit_verdict *v;
	enum bt_overfit_side side;
	char text[TEXT];
	size_t n = 0, good = 0, bad = 0;

	bt_out_text(out, "\nVerdict\n");
	for (v = bt_overfit_verdicts; v->name != NULL; v++) {
		if ((side = v->side(f)) == BT_OVERFIT_MUTE)
			continue;
		v->say(f, side, text, sizeof(text));
		bt_out_text(out, mark[side + 1]);
		write_wrapped(out, text, 7, 7);
		good += side == BT_OVERFIT_FOR;
		bad += side == BT_OVERFIT_AGAINST;
		n++;
	}
	if (n == 0)
		bt_out_text(out, "  too few trials or returns to say "
		    "anything\n");
	else {
		(void)snprintf(text, sizeof(text), "  %zu of %zu checks for "
		    "the best trial, %zu against\n", good, n, bad);
		bt_out_text(out, text);
	}
}

int
bt_overfit_text(const struct bt_overfit *o, const struct bt_overfit_facts *f,
    struct bt_out *out, struct bt_err *err)
{
	size_t i;

	bt_out_text(out, "Is the best trial to be believed?\n");
	write_counts(o, f, out);
	if (write_best(o, f, out, err) == -1)
		return -1;
	write_verdicts(f, out);
	write_rows(f, out);
	bt_out_text(out, "\nWhich parameters matter?\n");
	for (i = 0; i < o->job->nparts; i++)
		write_importance(o, i, out);
	return 0;
}
