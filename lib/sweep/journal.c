/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE		/* flock() */
#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/in.h"
#include "lib/base/mem.h"
#include "lib/base/out.h"
#include "lib/sweep/journal.h"

#define SECOND 1000000000	/* of the rule's clock */
#define REASON 512		/* bytes of a reason */
#define TAIL 4096		/* bytes looked at, at a time, for a newline */
#define BEGIN "{\"type\":\"sweep\""
#define END "{\"type\":\"end\""

struct bt_journal {
	struct bt_journal_rule	 rule;
	struct bt_job		*job;
	int			 fd;		/* locked; -1: it is out's */
	struct bt_in		*in;		/* while trials are known */
	struct bt_trials_in	*known;
	struct bt_out		*out;		/* from then on */
	struct bt_trials	*writer;
	uint64_t		 resumed;	/* trials that were known */
	bool			 ended;		/* its end is written */
	int64_t			 synced;
	char			 reason[REASON];
};

/* A new file, or with --resume one that may be there. */
static int
open_file(struct bt_journal *j, struct bt_err *err)
{
	const char *path = j->rule.path;
	struct stat st;

	j->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY |
	    (j->rule.resume ? 0 : O_EXCL), 0666);
	if (j->fd == -1 && errno == EEXIST)
		return bt_err_set(err, BT_EUSAGE, "the journal '%.200s' "
		    "exists already; --resume goes on with it", path);
	if (j->fd == -1)
		return bt_err_sys(err, "open the journal", path);
	if (fstat(j->fd, &st) == -1 || !S_ISREG(st.st_mode))
		return bt_err_set(err, BT_EUSAGE, "the journal '%.200s' is "
		    "not a regular file", path);
	if (flock(j->fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (errno == EWOULDBLOCK)
		return bt_err_set(err, BT_ESYS, "the journal '%.200s' is in "
		    "use by another process", path);
	return bt_err_sys(err, "lock the journal", path);
}

/* As much of the file as there is, up to n bytes from at on. */
static ssize_t
read_at(const struct bt_journal *j, char *buf, size_t n, off_t at,
    struct bt_err *err)
{
	ssize_t got;

	while ((got = pread(j->fd, buf, n, at)) == -1 && errno == EINTR)
		continue;
	return got != -1 ? got : bt_err_sys(err, "read", j->rule.path);
}

/* *at: behind the last newline before byte `before`; 0 if there is none. */
static int
line_begin(const struct bt_journal *j, off_t before, off_t *at,
    struct bt_err *err)
{
	char buf[TAIL];
	off_t from;
	ssize_t n;

	for (*at = before; *at > 0; *at = from) {
		from = *at > TAIL ? *at - TAIL : 0;
		n = read_at(j, buf, (size_t)(*at - from), from, err);
		if (n == -1)
			return -1;
		while (n > 0 && buf[n - 1] != '\n')
			n--;
		if (n > 0) {
			*at = from + n;
			return 0;
		}
	}
	return 0;
}

/* Does the text that stands at a place begin so? */
static int
begins(const struct bt_journal *j, off_t at, const char *text,
    struct bt_err *err)
{
	char buf[32];
	ssize_t n = read_at(j, buf, strlen(text), at, err);

	return n == -1 ? -1 :
	    (size_t)n == strlen(text) && memcmp(buf, text, (size_t)n) == 0;
}

/*
 * *whole: where the whole lines end, without the end record of a sweep that
 * was stopped.
 */
static int
find_whole(const struct bt_journal *j, off_t *whole, struct bt_err *err)
{
	const off_t size = lseek(j->fd, 0, SEEK_END);
	char last[128] = "";
	off_t at;
	int rc;

	if (line_begin(j, size, whole, err) == -1)
		return -1;
	if (*whole == 0)
		return 0;
	if (line_begin(j, *whole - 1, &at, err) == -1 ||
	    (rc = begins(j, at, END, err)) == -1)
		return -1;
	if (rc == 1 && read_at(j, last, sizeof(last) - 1, at, err) == -1)
		return -1;
	if (rc == 1 && strstr(last, "\"completed\"") == NULL)
		*whole = at;
	return 0;
}

/* What is not whole may go only where it is seen to be a journal. */
static int
cut(struct bt_journal *j, off_t whole, struct bt_err *err)
{
	if (ftruncate(j->fd, whole) == -1 ||
	    lseek(j->fd, whole, SEEK_SET) == -1)
		return bt_err_sys(err, "write the journal", j->rule.path);
	return 0;
}

static void
close_reader(struct bt_journal *j)
{
	bt_trials_close(j->known);
	bt_in_close(j->in);
	j->known = NULL;
	j->in = NULL;
}

static int
open_reader(struct bt_journal *j, struct bt_err *err)
{
	if ((j->in = bt_in_open(j->rule.path, err)) == NULL)
		return -1;
	bt_in_unhashed(j->in);
	j->known = bt_trials_open(j->in, true, err);
	return j->known == NULL ? -1 : 0;
}

/* From here on trials are written. */
static int
begin_writing(struct bt_journal *j, struct bt_err *err)
{
	close_reader(j);
	if ((j->out = bt_out_onto(j->fd, j->rule.path, err)) == NULL)
		return -1;
	j->fd = -1;
	j->writer = j->rule.resume ? bt_trials_again(&j->job->head, j->out,
	    j->resumed, err) : bt_trials_new(BT_TRIALS_NDJSON, &j->job->head,
	    j->out, err);
	return j->writer == NULL ? -1 : bt_journal_flush(j, err);
}

static int
check_head(struct bt_journal *j, struct bt_err *err)
{
	const struct bt_trials_head *ours = &j->job->head, *theirs;

	if (open_reader(j, err) == -1)
		return -1;
	theirs = bt_trials_head(j->known);
	if (bt_journal_same(ours, "this sweep", theirs, j->rule.path,
	    err) == -1)
		return -1;
	if (ours->shard != theirs->shard || ours->shards != theirs->shards)
		return bt_err_set(err, BT_EUSAGE, "'%.200s' is of shard "
		    "%llu/%llu, not of %llu/%llu (0/0: of none)",
		    j->rule.path, (unsigned long long)theirs->shard,
		    (unsigned long long)theirs->shards,
		    (unsigned long long)ours->shard,
		    (unsigned long long)ours->shards);
	close_reader(j);
	return 0;
}

/*
 * A journal that was there: if not even its header is whole, it is begun
 * anew; else what is whole is known, and read as the sweep comes to it.
 */
static int
take_up(struct bt_journal *j, struct bt_err *err)
{
	char head[sizeof(BEGIN)];
	off_t whole;
	ssize_t n;

	if (find_whole(j, &whole, err) == -1 ||
	    (n = read_at(j, head, sizeof(BEGIN) - 1, 0, err)) == -1)
		return -1;
	if (memcmp(head, BEGIN, (size_t)n) != 0)
		return bt_err_set(err, BT_EUSAGE,
		    "'%.200s' is not a journal of a sweep", j->rule.path);
	if (whole == 0) {
		j->rule.resume = false;
		return cut(j, 0, err) == -1 ? -1 : begin_writing(j, err);
	}
	if (check_head(j, err) == -1 || cut(j, whole, err) == -1)
		return -1;
	return open_reader(j, err);
}

struct bt_journal *
bt_journal_open(const struct bt_journal_rule *rule, struct bt_job *job,
    struct bt_err *err)
{
	struct bt_journal *j;
	int rc;

	if ((j = bt_calloc(1, sizeof(*j), err)) == NULL)
		return NULL;
	j->rule = *rule;
	j->job = job;
	if ((rc = open_file(j, err)) == 0)
		rc = j->rule.resume ? take_up(j, err) : begin_writing(j, err);
	if (rc == -1) {
		bt_journal_free(j);
		return NULL;
	}
	return j;
}

void
bt_journal_free(struct bt_journal *j)
{
	struct bt_err dull = BT_ERR_INIT;

	if (j == NULL)
		return;
	close_reader(j);
	bt_trials_free(j->writer);
	/* What was taken stands, however this ends. */
	if (j->out != NULL && bt_journal_flush(j, &dull) == -1)
		dull.code = BT_OK;	/* it was told before, or is now */
	bt_out_abort(j->out);
	if (j->fd != -1)
		(void)close(j->fd);
	free(j);
}

uint64_t
bt_journal_resumed(const struct bt_journal *j)
{
	return j->resumed;
}

static bool
is_same(struct bt_span a, struct bt_span b)
{
	return (a.s == NULL) == (b.s == NULL) && a.n == b.n &&
	    (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

/* Is it what this sweep would try now? */
static int
check_row(struct bt_journal *j, const struct bt_trials_row *row,
    const struct bt_trial *t, struct bt_err *err)
{
	struct bt_trials_row ours;
	size_t i;

	if (row->number != t->number)
		return bt_err_set(err, BT_EDATA, "'%.200s' has trial %llu "
		    "where %llu comes: the journal is damaged", j->rule.path,
		    (unsigned long long)row->number,
		    (unsigned long long)t->number);
	if (bt_job_row(j->job, t, &ours, err) == -1)
		return -1;
	for (i = 0; i < j->job->head.ndims; i++)
		if (!is_same(row->value[i], ours.value[i]))
			return bt_err_set(err, BT_EDATA, "trial %llu in "
			    "'%.200s' is of %s=%.*s, this sweep tries %.*s: "
			    "the journal is damaged",
			    (unsigned long long)t->number, j->rule.path,
			    j->job->head.dim[i].name,
			    BT_SPAN(row->value[i]), BT_SPAN(ours.value[i]));
	return 0;
}

static void
fill(struct bt_journal *j, const struct bt_trials_row *row,
    struct bt_trial *t, double *metric)
{
	size_t n = row->reason.n < REASON ? row->reason.n : REASON - 1;

	t->status = row->status;
	t->value = row->objective;
	t->reason = NULL;
	if (row->reason.s != NULL) {
		memcpy(j->reason, row->reason.s, n);
		j->reason[n] = '\0';
		t->reason = j->reason;
	}
	memcpy(metric, row->metric, j->job->head.nmetrics * sizeof(*metric));
}

/* The next row: BT_TRIALS_ROW, BT_TRIALS_DONE or -1. */
static int
next_row(struct bt_journal *j, struct bt_err *err)
{
	int next;

	do
		next = bt_trials_next(j->known, err);
	while (next == BT_TRIALS_OTHER);
	return next;
}

int
bt_journal_known(struct bt_journal *j, struct bt_trial *t, double *metric,
    struct bt_err *err)
{
	const struct bt_trials_row *row;
	enum bt_status status;
	int next;

	if (j->known == NULL)
		return 0;
	if ((next = next_row(j, err)) == -1)
		return -1;
	if (next == BT_TRIALS_DONE) {
		if (bt_trials_ended(j->known, &status))
			return bt_err_set(err, BT_EDATA, "'%.200s' ends "
			    "before trial %llu: the journal is damaged",
			    j->rule.path, (unsigned long long)t->number);
		return begin_writing(j, err);
	}
	row = bt_trials_row(j->known);
	if (check_row(j, row, t, err) == -1)
		return -1;
	fill(j, row, t, metric);
	j->resumed++;
	return 2;
}

int
bt_journal_take(struct bt_journal *j, const struct bt_trial *t,
    struct bt_err *err)
{
	struct bt_trials_row row;

	/* Those of the batch that were known come first. */
	if (t->number - j->rule.skip <= j->resumed)
		return 0;
	if (bt_job_row(j->job, t, &row, err) == -1)
		return -1;
	bt_trials_put(j->writer, &row);
	return bt_out_failed(j->out) ? bt_out_flush(j->out, err) : 0;
}

int
bt_journal_flush(struct bt_journal *j, struct bt_err *err)
{
	int64_t now;

	if (j->out == NULL)
		return 0;
	now = j->rule.clock == NULL ? 0 : j->rule.clock();
	if (now - j->synced < SECOND)
		return bt_out_flush(j->out, err);
	j->synced = now;
	return bt_out_sync(j->out, err);
}

int
bt_journal_end(struct bt_journal *j, enum bt_status status,
    struct bt_err *err)
{
	int next;

	if (j->known != NULL && status == BT_COMPLETED) {
		if ((next = next_row(j, err)) == -1)
			return -1;
		if (next == BT_TRIALS_ROW)
			return bt_err_set(err, BT_EDATA, "'%.200s' has more "
			    "trials than this sweep: the journal is damaged",
			    j->rule.path);
		if (bt_trials_ended(j->known, &status))
			return 0;
		if (begin_writing(j, err) == -1)
			return -1;
	}
	if (j->out == NULL)
		return 0;
	if (status == BT_COMPLETED)
		bt_trials_end(j->writer, status,
		    j->job->impatient ? "patience" : NULL);
	return bt_out_sync(j->out, err);
}
