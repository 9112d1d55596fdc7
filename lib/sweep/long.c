/* SPDX-License-Identifier: ISC */
#include "lib/sweep/long.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/sweep/journal.h"
#include "lib/sweep/shard.h"

const struct bt_opt bt_long_opts[] = {
	BT_OPT_FILE_ROW(0, "journal", struct bt_long_settings, journal,
	    "FILE", "keep what is done in FILE, to go on from"),
	BT_OPT_FLAG_ROW(0, "resume", struct bt_long_settings, resume,
	    "go on with the journal, if it is there"),
	BT_OPT_TEXT_ROW(0, "shard", struct bt_long_settings, shard, "I/N",
	    NULL, "do the I-th of N parts only"),
	BT_OPT_FLAG_ROW(0, "merge", struct bt_long_settings, merge,
	    "operands are the parts' trials: write what one sweep would have "
	    "written"),
	BT_OPT_END
};

/* Methods whose points do not follow from scores, so that parts can be had. */
static const char *const	in_parts[] = { "grid", "random", "lhs",
	"sobol", NULL };

struct bt_long {
	struct bt_journal	*journal;	/* or NULL */
	enum bt_status		(*poll)(void *arg, uint64_t done);
	void			*poll_arg;
};

int
bt_long_check(const struct bt_long_settings *set, struct bt_err *err)
{
	if (set->resume && set->journal == NULL)
		return bt_err_set(err, BT_EUSAGE, "--resume goes with "
		    "--journal FILE");
	if (set->merge && (set->journal != NULL || set->shard != NULL))
		return bt_err_set(err, BT_EUSAGE, "--merge reads trials that "
		    "were made; it goes with neither --journal nor --shard");
	return 0;
}

bool
bt_long_asked(const struct bt_long_settings *set)
{
	return set->journal != NULL || set->shard != NULL || set->merge;
}

static int
known(void *arg, struct bt_trial *t, double *metric, struct bt_err *err)
{
	struct bt_long *l = arg;

	return bt_journal_known(l->journal, t, metric, err);
}

static int
take(void *arg, const struct bt_trial *t, struct bt_err *err)
{
	struct bt_long *l = arg;

	return bt_journal_take(l->journal, t, err);
}

struct bt_plain_hook
bt_long_hook(struct bt_long *l)
{
	if (l->journal == NULL)
		return (struct bt_plain_hook){ .arg = l };
	return (struct bt_plain_hook){ .arg = l, .known = known,
	    .taker = take };
}

/* A journal that cannot be written ends the sweep; its end says why. */
static enum bt_status
poll(void *arg, uint64_t done)
{
	struct bt_long *l = arg;
	struct bt_err dull = BT_ERR_INIT;

	if (l->journal != NULL && bt_journal_flush(l->journal, &dull) == -1)
		return BT_FAILED;
	return l->poll == NULL ? BT_COMPLETED : l->poll(l->poll_arg, done);
}

static bool
has_parts(const struct bt_job *job)
{
	const char *method = job->ask.sweep->method.family->name;
	size_t i;

	for (i = 0; in_parts[i] != NULL; i++)
		if (strcmp(method, in_parts[i]) == 0)
			return true;
	return false;
}

/* Which trials, of how many. */
static int
cut(const char *text, struct bt_plain_ask *ask, struct bt_err *err)
{
	struct bt_job *job = ask->job;
	const uint64_t n = job->head.trials;
	struct bt_shard shard;

	if (bt_shard_parse(&shard, text, err) == -1)
		return -1;
	if (!has_parts(job))
		return bt_err_set(err, BT_EUSAGE, "--shard: the method %s "
		    "goes by the results of the trials before; want grid, "
		    "random, lhs or sobol",
		    job->ask.sweep->method.family->name);
	if (job->ask.sweep->patience > 0)
		return bt_err_set(err, BT_EUSAGE, "--shard: --patience goes "
		    "by the trials of other parts; want one of them");
	if (n == UINT64_MAX)
		return bt_err_set(err, BT_EUSAGE, "--shard: the sweep has no "
		    "end; give it one with --max-trials");
	bt_shard_range(&shard, n, &ask->skip, &ask->take);
	job->head.shard = shard.i;
	job->head.shards = shard.n;
	job->head.trials = ask->take;
	/* Behind the last trial nothing comes: to take 0 would be all. */
	if (ask->take == 0)
		ask->skip = n;
	return 0;
}

static int
begin(struct bt_long *l, const struct bt_long_rule *rule,
    struct bt_plain_ask *ask, struct bt_err *err)
{
	const struct bt_long_settings *set = rule->settings;
	struct bt_journal_rule journal = { .path = set->journal,
	    .resume = set->resume, .clock = rule->clock };

	if (set->shard != NULL && cut(set->shard, ask, err) == -1)
		return -1;
	journal.skip = ask->skip;
	if (set->journal == NULL)
		return 0;
	if ((l->journal = bt_journal_open(&journal, ask->job, err)) == NULL)
		return -1;
	l->poll = ask->poll;
	l->poll_arg = ask->poll_arg;
	ask->poll = poll;
	ask->poll_arg = l;
	return 0;
}

struct bt_long *
bt_long_begin(const struct bt_long_rule *rule, struct bt_plain_ask *ask,
    struct bt_err *err)
{
	struct bt_long *l;

	if ((l = bt_calloc(1, sizeof(*l), err)) == NULL)
		return NULL;
	if (begin(l, rule, ask, err) == -1) {
		bt_long_free(l);
		return NULL;
	}
	return l;
}

void
bt_long_free(struct bt_long *l)
{
	if (l == NULL)
		return;
	bt_journal_free(l->journal);
	free(l);
}

int
bt_long_end(struct bt_long *l, enum bt_status status, struct bt_err *err)
{
	return l->journal == NULL ? 0 : bt_journal_end(l->journal, status,
	    err);
}
