/* SPDX-License-Identifier: ISC */
#include "lib/sweep/merge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/in.h"
#include "lib/base/mem.h"
#include "lib/sweep/journal.h"

/* One of the streams: which shard, and what trials it has. */
struct part {
	const char	*path;
	size_t		 place;		/* among the paths */
	uint64_t	 shard, shards;	/* 0 0: of none */
	uint64_t	 trials;	/* it was to have */
	uint64_t	 first, rows;	/* first 0: no trial */
};

struct bt_merge {
	struct part		*part;
	size_t			 n;
	/* The first of them is kept open for its head. */
	struct bt_in		*in;
	struct bt_trials_in	*reader;
	struct bt_trials_head	 head;
};

/* Number the rows of a stream, and see that it is whole. */
static int
count(struct part *part, struct bt_trials_in *r, struct bt_err *err)
{
	const struct bt_trials_row *row;
	enum bt_status status;
	int next;

	while ((next = bt_trials_next(r, err)) != BT_TRIALS_DONE) {
		if (next == -1)
			return -1;
		if (next == BT_TRIALS_OTHER)
			continue;
		row = bt_trials_row(r);
		if (part->rows++ == 0)
			part->first = row->number;
		else if (row->number != part->first + part->rows - 1)
			return bt_err_set(err, BT_EDATA, "'%.200s' has trial "
			    "%llu where %llu comes; want all trials of a "
			    "shard, in order (no --top)", part->path,
			    (unsigned long long)row->number,
			    (unsigned long long)(part->first + part->rows -
			    1));
	}
	if (!bt_trials_ended(r, &status))
		return bt_err_set(err, BT_EDATA, "'%.200s' is cut off after "
		    "%llu of %llu trials; --journal and --resume go on with "
		    "it", part->path, (unsigned long long)part->rows,
		    (unsigned long long)part->trials);
	if (status != BT_COMPLETED)
		return bt_err_set(err, BT_EDATA, "'%.200s' was stopped (%s) "
		    "after %llu of %llu trials; --journal and --resume go on "
		    "with it", part->path, bt_status_name(status),
		    (unsigned long long)part->rows,
		    (unsigned long long)part->trials);
	return 0;
}

/* Whose head the others' are held against: the first file's. */
static int
check_head(struct bt_merge *m, const struct part *part,
    const struct bt_trials_head *head, struct bt_err *err)
{
	char whose[BT_ERR_TEXT / 4];

	(void)snprintf(whose, sizeof(whose), "'%.100s'", m->part[0].path);
	if (bt_journal_same(&m->head, whose, head, part->path, err) == -1)
		return -1;
	if (head->shards != m->head.shards)
		return bt_err_set(err, BT_EUSAGE, "'%.200s' is one of %llu "
		    "shards, %s is one of %llu (0: whole)", part->path,
		    (unsigned long long)head->shards, whose,
		    (unsigned long long)m->head.shards);
	return 0;
}

static int
survey(struct bt_merge *m, struct part *part, struct bt_trials_in *r,
    struct bt_err *err)
{
	const struct bt_trials_head *head = bt_trials_head(r);

	part->shard = head->shard;
	part->shards = head->shards;
	part->trials = head->trials;
	if (part == m->part)
		m->head = *head;
	else if (check_head(m, part, head, err) == -1)
		return -1;
	return count(part, r, err);
}

static int
read_part(struct bt_merge *m, struct part *part, struct bt_err *err)
{
	struct bt_in *in;
	struct bt_trials_in *r = NULL;
	int rc = -1;

	if ((in = bt_in_open(part->path, err)) == NULL)
		return -1;
	bt_in_unhashed(in);
	if ((r = bt_trials_open(in, true, err)) != NULL)
		rc = survey(m, part, r, err);
	if (part == m->part) {
		m->in = in;
		m->reader = r;
		m->head.has_share = r != NULL && bt_trials_head(r)->has_share;
		return rc;
	}
	bt_trials_close(r);
	bt_in_close(in);
	return rc;
}

static int
by_shard(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->shard != y->shard)
		return x->shard < y->shard ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* "shard 3 of 8 (trials 201 to 300)": what is not there. */
static int
missing(const struct bt_merge *m, size_t i, uint64_t next, struct bt_err *err)
{
	const uint64_t want = i == 0 ? 1 : m->part[i - 1].shard + 1;
	const uint64_t upto = i < m->n ? m->part[i].first - 1 : 0;
	char trials[80];

	if (i < m->n && m->part[i].first > 0)
		(void)snprintf(trials, sizeof(trials), "%llu to %llu",
		    (unsigned long long)next, (unsigned long long)upto);
	else
		(void)snprintf(trials, sizeof(trials), "from %llu on",
		    (unsigned long long)next);
	return bt_err_set(err, BT_EDATA, "shard %llu of %llu is missing "
	    "(trials %s)", (unsigned long long)want,
	    (unsigned long long)m->head.shards, trials);
}

/* Do the shards follow each other, from trial 1 to the last? */
static int
check_order(const struct bt_merge *m, struct bt_err *err)
{
	const struct part *p;
	uint64_t next = 1;
	bool over = false;
	size_t i;

	for (i = 0; i < m->n; i++) {
		p = &m->part[i];
		if (i > 0 && p->shard == p[-1].shard)
			return bt_err_set(err, BT_EDATA, "shard %llu of %llu "
			    "(trials %llu to %llu) is there twice: '%.200s' "
			    "and '%.200s'", (unsigned long long)p->shard,
			    (unsigned long long)p->shards,
			    (unsigned long long)p->first,
			    (unsigned long long)(p->first + p->rows - 1),
			    p[-1].path, p->path);
		if (p->shard > (i == 0 ? 1 : p[-1].shard + 1))
			return missing(m, i, next, err);
		if (p->rows > 0 && (p->first != next || over))
			return bt_err_set(err, BT_EDATA, "'%.200s' begins "
			    "with trial %llu where %llu comes", p->path,
			    (unsigned long long)p->first,
			    (unsigned long long)next);
		/* Only where the search has no more may trials lack. */
		over |= p->trials > 0 && p->rows < p->trials;
		next += p->rows;
	}
	if (m->part[m->n - 1].shard < m->head.shards)
		return missing(m, m->n, next, err);
	return 0;
}

static int
check(struct bt_merge *m, struct bt_err *err)
{
	uint64_t trials = 0;
	size_t i;

	if (m->head.shards == 0 && m->n > 1)
		return bt_err_set(err, BT_EUSAGE, "'%.200s' is a whole sweep, "
		    "no shard; there is nothing to merge it with",
		    m->part[0].path);
	qsort(m->part, m->n, sizeof(*m->part), by_shard);
	if (check_order(m, err) == -1)
		return -1;
	for (i = 0; i < m->n; i++)
		trials += m->part[i].trials;
	m->head.shard = m->head.shards = 0;
	m->head.trials = trials;
	return 0;
}

static int
read_parts(struct bt_merge *m, const char *const *paths, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < m->n; i++) {
		m->part[i].path = paths[i];
		m->part[i].place = i;
		if (strcmp(paths[i], "-") == 0)
			return bt_err_set(err, BT_EUSAGE, "--merge reads its "
			    "files twice; want files, not standard input");
		if (read_part(m, &m->part[i], err) == -1)
			return -1;
	}
	return check(m, err);
}

struct bt_merge *
bt_merge_new(const char *const *paths, size_t npaths, struct bt_err *err)
{
	struct bt_merge *m;

	if (npaths == 0) {
		(void)bt_err_set(err, BT_EUSAGE,
		    "--merge: want the files of the shards");
		return NULL;
	}
	if ((m = bt_calloc(1, sizeof(*m), err)) == NULL)
		return NULL;
	m->n = npaths;
	if ((m->part = bt_calloc(npaths, sizeof(*m->part), err)) == NULL ||
	    read_parts(m, paths, err) == -1) {
		bt_merge_free(m);
		return NULL;
	}
	return m;
}

void
bt_merge_free(struct bt_merge *m)
{
	if (m == NULL)
		return;
	bt_trials_close(m->reader);
	bt_in_close(m->in);
	free(m->part);
	free(m);
}

int
bt_merge_each(const struct bt_merge *m,
    int (*fn)(void *arg, const struct bt_trials_row *, struct bt_err *),
    void *arg, struct bt_err *err)
{
	const struct bt_trials_reader reader = { .arg = arg, .trial = fn };
	struct bt_in *in;
	size_t i;
	int rc = 0;

	for (i = 0; i < m->n && rc == 0; i++) {
		if ((in = bt_in_open(m->part[i].path, err)) == NULL)
			return -1;
		bt_in_unhashed(in);
		rc = bt_trials_read(in, &reader, err);
		bt_in_close(in);
	}
	return rc;
}

/* Rows on their way out, and how many of them could be chosen. */
struct writing {
	struct bt_plain	*plain;
	uint64_t	 valid;
};

static int
put(void *arg, const struct bt_trials_row *row, struct bt_err *err)
{
	struct writing *w = arg;

	w->valid += row->status != BT_TRIAL_FAILED && row->status !=
	    BT_TRIAL_CONSTRAINT && isfinite(row->objective);
	return bt_plain_put(w->plain, row, err);
}

int
bt_merge_write(const char *const *paths, size_t npaths,
    const struct bt_plain_settings *set, struct bt_out *out,
    struct bt_err *err)
{
	struct writing w = { .plain = NULL };
	struct bt_merge *m;
	int rc = -1;

	if ((m = bt_merge_new(paths, npaths, err)) == NULL)
		return -1;
	if ((w.plain = bt_plain_new(set, &m->head, out, err)) != NULL &&
	    bt_merge_each(m, put, &w, err) == 0 &&
	    bt_plain_rest(w.plain, err) == 0) {
		bt_plain_end(w.plain, BT_COMPLETED, NULL);
		rc = w.valid == 0 ? 1 : 0;
	}
	bt_plain_free(w.plain);
	bt_merge_free(m);
	return rc;
}
