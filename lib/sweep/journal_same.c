/* SPDX-License-Identifier: ISC */
/* In what a sweep differs from another one. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/sweep/journal.h"

/* One side of a comparison, for messages. */
struct side {
	const struct bt_trials_head	*head;
	const char			*name;
};

static bool
same(struct bt_span a, struct bt_span b)
{
	return (a.s == NULL) == (b.s == NULL) && a.n == b.n &&
	    (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

/* "'j.ndjson' is of another sweep: its seed is 1, that of this sweep is 2" */
static int
differ(const struct side *other, const struct side *ours, const char *what,
    struct bt_span theirs, struct bt_span own, struct bt_err *err)
{
	const struct bt_span none = { "not given", 9 };

	if (theirs.s == NULL)
		theirs = none;
	if (own.s == NULL)
		own = none;
	return bt_err_set(err, BT_EUSAGE, "'%.200s' is of another sweep: its "
	    "%.40s is %.*s, that of %.100s is %.*s", other->name, what,
	    BT_SPAN(theirs), ours->name, BT_SPAN(own));
}

static int
texts(const struct side *other, const struct side *ours, const char *what,
    struct bt_span theirs, struct bt_span own, struct bt_err *err)
{
	if (same(theirs, own))
		return 0;
	return differ(other, ours, what, theirs, own, err);
}

static int
numbers(const struct side *other, const struct side *ours, const char *what,
    uint64_t theirs, uint64_t own, struct bt_err *err)
{
	if (theirs == own)
		return 0;
	return bt_err_set(err, BT_EUSAGE, "'%.200s' is of another sweep: its "
	    "%s is %llu, that of %.100s is %llu", other->name, what,
	    (unsigned long long)theirs, ours->name, (unsigned long long)own);
}

/* The first key of a whose value is another one, or none, in b. */
static const char *
odd_key(json_t *a, json_t *b)
{
	void *it;

	for (it = json_object_iter(a); it != NULL;
	    it = json_object_iter_next(a, it))
		if (!json_equal(json_object_iter_value(it),
		    json_object_get(b, json_object_iter_key(it))))
			return json_object_iter_key(it);
	return NULL;
}

/* The value of an option as text that free() takes, or NULL. */
static char *
value_text(const json_t *config, const char *key)
{
	const json_t *value = json_object_get(config, key);
	char number[BT_NUM_MAX];

	/* Numbers as everywhere, which jansson would not. */
	if (json_is_real(value))
		return strndup(number, bt_num_format(number,
		    json_real_value(value)));
	return json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
}

static struct bt_span
span_or_none(const char *s)
{
	return s == NULL ? (struct bt_span){ NULL, 0 } : bt_span(s);
}

static int
options(const struct side *other, const struct side *ours, struct bt_err *err)
{
	const struct bt_span a = other->head->config, b = ours->head->config;
	json_t *theirs, *own;
	const char *key = NULL;
	char *was, *is, what[64];

	if (same(a, b))
		return 0;
	theirs = json_loadb(a.s, a.n, 0, NULL);
	own = json_loadb(b.s, b.n, 0, NULL);
	if ((key = odd_key(own, theirs)) == NULL)
		key = odd_key(theirs, own);
	(void)snprintf(what, sizeof(what), "--%s", key == NULL ? "config" :
	    key);
	was = key == NULL ? NULL : value_text(theirs, key);
	is = key == NULL ? NULL : value_text(own, key);
	(void)differ(other, ours, what, span_or_none(was), span_or_none(is),
	    err);
	free(was);
	free(is);
	json_decref(theirs);
	json_decref(own);
	return -1;
}

/* The hash of what an input held; "" where there is none. */
static struct bt_span
hash_of(const json_t *inputs, size_t i)
{
	const char *s = json_string_value(json_object_get(
	    json_array_get(inputs, i), "xxh3"));

	return bt_span(s == NULL ? "" : s);
}

/* By what they held, not by what they were called. */
static int
inputs(const struct side *other, const struct side *ours, struct bt_err *err)
{
	const struct bt_span a = other->head->inputs, b = ours->head->inputs;
	json_t *theirs = json_loadb(a.s, a.n, 0, NULL);
	json_t *own = json_loadb(b.s, b.n, 0, NULL);
	const char *name;
	char what[64];
	size_t i;
	int rc;

	rc = numbers(other, ours, "number of inputs", json_array_size(theirs),
	    json_array_size(own), err);
	for (i = 0; i < json_array_size(own) && rc == 0; i++) {
		name = json_string_value(json_object_get(
		    json_array_get(own, i), "name"));
		(void)snprintf(what, sizeof(what), "hash of %.50s",
		    name == NULL ? "an input" : name);
		rc = texts(other, ours, what, hash_of(theirs, i),
		    hash_of(own, i), err);
	}
	json_decref(theirs);
	json_decref(own);
	return rc;
}

static int
metrics(const struct side *other, const struct side *ours, struct bt_err *err)
{
	const struct bt_trials_head *a = other->head, *b = ours->head;
	size_t i;

	if (numbers(other, ours, "number of metrics", a->nmetrics, b->nmetrics,
	    err) == -1)
		return -1;
	for (i = 0; i < a->nmetrics; i++)
		if (texts(other, ours, "metric", bt_span(a->metric[i]),
		    bt_span(b->metric[i]), err) == -1)
			return -1;
	return 0;
}

int
bt_journal_same(const struct bt_trials_head *head, const char *whose,
    const struct bt_trials_head *other, const char *name, struct bt_err *err)
{
	const struct side a = { other, name }, b = { head, whose };

	if (texts(&a, &b, "version", other->version, head->version,
	    err) == -1 ||
	    inputs(&a, &b, err) == -1 || options(&a, &b, err) == -1 ||
	    texts(&a, &b, "space", other->space, head->space, err) == -1 ||
	    texts(&a, &b, "method", other->method, head->method,
	    err) == -1 ||
	    numbers(&a, &b, "seed", other->seed, head->seed, err) == -1 ||
	    texts(&a, &b, "objective", other->objective, head->objective,
	    err) == -1 ||
	    texts(&a, &b, "constraint", other->constraint, head->constraint,
	    err) == -1 ||
	    numbers(&a, &b, "minimize", other->minimize, head->minimize,
	    err) == -1)
		return -1;
	return metrics(&a, &b, err);
}
