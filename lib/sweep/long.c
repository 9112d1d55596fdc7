/* SPDX-License-Identifier: ISC */
#include "lib/sweep/long.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/sweep/cache.h"
#include "lib/sweep/cache_key.h"
#include "lib/sweep/journal.h"
#include "lib/sweep/shard.h"

const struct bt_opt bt_long_opts[] = {
	BT_OPT_FILE_ROW(0, "journal", struct bt_long_settings, journal,
	    "FILE", "keep what is done in FILE, to go on from"),
	BT_OPT_FLAG_ROW(0, "resume", struct bt_long_settings, resume,
	    "go on with the journal, if it is there"),
	BT_OPT_TEXT_ROW(0, "shard", struct bt_long_settings, shard, "I/N",
	    NULL, "do the I-th of N parts only"),
	BT_OPT_FILE_ROW(0, "cache", struct bt_long_settings, cache, "DIR",
	    "take results of runs from DIR, and keep them there"),
	BT_OPT_FLAG_ROW(0, "merge", struct bt_long_settings, merge,
	    "operands are the parts' trials: write what one sweep would have "
	    "written"),
	BT_OPT_END
};

/* Methods whose points do not follow from scores, so that parts can be had. */
static const char *const	in_parts[] = { "grid", "random", "lhs",
	"sobol", NULL };

struct bt_long {
	struct bt_job		*job;
	struct bt_journal	*journal;	/* or NULL */
	struct bt_cache		*cache;		/* or NULL */
	struct bt_cache_key	*key;		/* of that */
	size_t			*place;		/* of job's metrics there */
	double			*values;	/* of a run */
	struct bt_cache_run	 run;
	uint64_t		 skip;		/* trials before the first */
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
	return set->journal != NULL || set->shard != NULL ||
	    set->cache != NULL || set->merge;
}

static bool
look_up(struct bt_long *l, const unsigned char *key, struct bt_trial *t,
    double *metric)
{
	size_t i;

	if (!bt_cache_get(l->cache, key, &l->run, l->values) ||
	    l->run.status > BT_TRIAL_FAILED)
		return false;
	t->status = (enum bt_trial_status)l->run.status;
	t->reason = l->run.has_reason ? l->run.reason : NULL;
	for (i = 0; i < l->job->nmetrics; i++)
		metric[i] = l->values[l->place[i]];
	return true;
}

static int
known(void *arg, struct bt_trial *t, double *metric, struct bt_err *err)
{
	unsigned char key[BT_CACHE_KEY];
	struct bt_long *l = arg;
	int rc;

	if (l->journal != NULL && (rc = bt_journal_known(l->journal, t,
	    metric, err)) != 0)
		return rc;
	if (l->cache == NULL)
		return 0;
	if (bt_cache_key(l->key, t, key, err) == -1)
		return -1;
	return look_up(l, key, t, metric);
}

/* A reason that does not fit is not to be cut short: the trial is run again. */
static int
keep(struct bt_long *l, const struct bt_trial *t, struct bt_err *err)
{
	unsigned char key[BT_CACHE_KEY];
	const size_t n = t->reason == NULL ? 0 : strlen(t->reason);
	size_t i;

	if (n >= BT_CACHE_REASON)
		return 0;
	if (bt_cache_key(l->key, t, key, err) == -1)
		return -1;
	l->run = (struct bt_cache_run){ .status = (uint32_t)t->ran,
	    .has_reason = t->reason != NULL };
	memcpy(l->run.reason, t->reason == NULL ? "" : t->reason, n);
	for (i = 0; i < l->job->nmetrics; i++)
		l->values[l->place[i]] = t->metric[i];
	bt_cache_put(l->cache, key, &l->run, l->values);
	return 0;
}

/* What the journal knew has no more than was shown. */
static int
take(void *arg, const struct bt_trial *t, struct bt_err *err)
{
	struct bt_long *l = arg;

	if (l->journal != NULL && bt_journal_take(l->journal, t, err) == -1)
		return -1;
	if (l->cache == NULL || (l->journal != NULL && t->number - l->skip <=
	    bt_journal_resumed(l->journal)))
		return 0;
	return keep(l, t, err);
}

struct bt_plain_hook
bt_long_hook(struct bt_long *l)
{
	if (l->journal == NULL && l->cache == NULL)
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
	if (l->cache != NULL)
		bt_cache_flush(l->cache);
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
	if (n == 0 || n == UINT64_MAX)
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

/* Values stand in the order of the table, whatever this sweep shows first. */
static int
open_cache(struct bt_long *l, const char *dir, struct bt_err *err)
{
	struct bt_job *job = l->job;
	struct bt_buf base = { 0 };
	size_t i, k, n = job->nmetrics;

	l->place = bt_calloc(n, sizeof(*l->place), err);
	l->values = bt_calloc(n, sizeof(*l->values), err);
	if (l->place == NULL || l->values == NULL)
		return -1;
	for (i = 0; i < n; i++) {
		for (k = 0; bt_metric_at(k) != job->metric[i]; k++)
			continue;
		l->place[i] = k;
	}
	if ((l->key = bt_cache_key_new(job, err)) != NULL &&
	    bt_cache_base(job, &base, err) == 0)
		l->cache = bt_cache_open(dir, base.s, base.n, n, err);
	bt_buf_free(&base);
	return l->cache == NULL ? -1 : 0;
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
	l->job = ask->job;
	l->skip = journal.skip = ask->skip;
	if ((set->cache != NULL && open_cache(l, set->cache, err) == -1) ||
	    (set->journal != NULL && (l->journal = bt_journal_open(&journal,
	    ask->job, err)) == NULL))
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
	bt_cache_free(l->cache);
	bt_cache_key_free(l->key);
	free(l->place);
	free(l->values);
	free(l);
}

static int
tell_cache(const struct bt_long *l, struct bt_buf *text, bool *warning,
    struct bt_err *err)
{
	struct bt_cache_state state;

	bt_cache_tell(l->cache, &state);
	*warning = state.trouble != NULL || state.damaged > 0;
	if (state.trouble != NULL)
		return bt_buf_printf(text, err, "the cache '%s' is not used: "
		    "%s", state.file, state.trouble);
	if (state.damaged > 0)
		return bt_buf_printf(text, err, "the cache '%s' is damaged: "
		    "%llu of its records are not used", state.file,
		    (unsigned long long)state.damaged);
	return bt_buf_printf(text, err, "cache: %llu trials found, %llu not",
	    (unsigned long long)state.hits, (unsigned long long)state.misses);
}

int
bt_long_tell(const struct bt_long *l, struct bt_buf *text, bool *warning,
    struct bt_err *err)
{
	*warning = false;
	if (l->cache != NULL)
		return tell_cache(l, text, warning, err);
	if (l->journal != NULL)
		return bt_buf_printf(text, err, "journal: %llu trials found",
		    (unsigned long long)bt_journal_resumed(l->journal));
	return 0;
}

int
bt_long_end(struct bt_long *l, enum bt_status status, struct bt_err *err)
{
	return l->journal == NULL ? 0 : bt_journal_end(l->journal, status,
	    err);
}
