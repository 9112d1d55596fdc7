/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/num.h"
#include "lib/report/format.h"
#include "lib/study/select.h"

/* bt-export's JSON, read back by jansson: values are the document's. */

static struct bt_document *
read_document(const char *path)
{
	const struct bt_document_rule rule = { .study.periods = (double)NAN };
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in = bt_in_open(path, &err);
	struct bt_document *doc;

	assert_non_null(in);
	doc = bt_document_read(in, &rule, &err);
	bt_in_close(in);
	assert_non_null(doc);
	return doc;
}

static json_t *
write_and_parse(const struct bt_document *const *docs, size_t n,
    struct bt_format_rule *rule)
{
	char path[] = "/tmp/bt-json-XXXXXX";
	struct bt_err err = BT_ERR_INIT;
	const struct bt_metric **metrics;
	struct bt_out *out;
	json_error_t why;
	json_t *root;
	int fd = mkstemp(path);

	assert_true(fd != -1);
	(void)close(fd);
	metrics = bt_metrics_select(NULL, &rule->nmetrics, &err);
	rule->metric = metrics;
	out = bt_out_open(path, &err);
	assert_non_null(out);
	assert_int_equal(bt_format_json(out, docs, n, rule, &err), 0);
	assert_int_equal(bt_out_close(out, &err), 0);
	root = json_load_file(path, JSON_REJECT_DUPLICATES, &why);
	if (root == NULL)
		fail_msg("%d: %s", why.line, why.text);
	(void)unlink(path);
	free(metrics);
	return root;
}

static void
same_text(const json_t *v, struct bt_span want)
{
	if (want.s == NULL) {
		assert_true(json_is_null(v));
		return;
	}
	assert_int_equal(json_string_length(v), want.n);
	assert_memory_equal(json_string_value(v), want.s, want.n);
}

static void
same_real(const json_t *v, double want)
{
	if (isfinite(want))
		assert_true(json_number_value(v) == want);
	else
		assert_true(json_is_null(v));
}

static void
check_metrics(const json_t *root, const struct bt_document *doc)
{
	const json_t *metrics = json_object_get(root, "metrics"), *why;
	const struct bt_metric *m;
	double x;
	size_t i;

	for (i = 0; (m = bt_metric_at(i)) != NULL; i++) {
		x = bt_metric_value(m, &doc->study);
		assert_non_null(json_object_get(metrics, m->name));
		same_real(json_object_get(metrics, m->name), x);
		why = json_object_get(json_object_get(root, "undefined"),
		    m->name);
		assert_true(isnan(x) == json_is_string(why));
	}
	assert_int_equal(json_object_size(metrics), i);
}

static void
check_trades(const json_t *root, const struct bt_document *doc)
{
	const json_t *list = json_object_get(root, "trades"), *t;
	size_t i;

	assert_int_equal(json_array_size(list), doc->ntrades);
	for (i = 0; i < doc->ntrades; i++) {
		t = json_array_get(list, i);
		same_text(json_object_get(t, "symbol"), doc->trade[i].symbol);
		same_text(json_object_get(t, "tag"), doc->trade[i].tag);
		same_text(json_object_get(t, "exit_reason"),
		    doc->trade[i].exit_reason);
		same_real(json_object_get(t, "pnl"), doc->trade[i].pnl);
		same_real(json_object_get(t, "return"), doc->trade[i].ret);
	}
}

static void
check_curve(const json_t *root, const struct bt_document *doc)
{
	const json_t *list = json_object_get(root, "equity"), *p;
	double *depth = calloc(doc->n + 1, sizeof(*depth));
	size_t i;

	assert_non_null(depth);
	bt_underwater_of(&doc->levels, depth);
	assert_int_equal(json_array_size(list), doc->n);
	for (i = 0; i < doc->n; i++) {
		p = json_array_get(list, i);
		same_real(json_object_get(p, "equity"), doc->levels.level[i]);
		same_real(json_object_get(p, "drawdown"), depth[i]);
		same_real(json_object_get(p, "benchmark"), (double)NAN);
	}
	free(depth);
}

static void
check_rest(const json_t *root, const struct bt_document *doc)
{
	const json_t *list = json_object_get(root, "monthly"), *v;
	size_t i;

	assert_int_equal(json_array_size(list), doc->nmonths);
	for (i = 0; i < doc->nmonths; i++) {
		v = json_array_get(list, i);
		assert_int_equal(json_integer_value(json_object_get(v,
		    "month")), doc->month[i].month);
		same_real(json_object_get(v, "return"), doc->month[i].ret);
	}
	list = json_object_get(root, "drawdowns");
	assert_int_equal(json_array_size(list), doc->ndrawdowns);
	assert_int_equal(json_array_size(json_object_get(root, "events")),
	    doc->nevents);
	v = json_object_get(root, "config");
	assert_int_equal(json_object_size(v), doc->noptions);
	for (i = 0; i < doc->noptions; i++)
		same_text(json_object_get(v, doc->option[i].name),
		    bt_span(doc->option[i].value));
}

static void
check_report(const json_t *root, const struct bt_document *doc)
{
	assert_string_equal(json_string_value(json_object_get(root, "type")),
	    "report");
	same_text(json_object_get(root, "title"), bt_span(doc->title));
	assert_true(json_is_object(json_object_get(root, "summary")) ==
	    doc->has_summary);
	check_metrics(root, doc);
	check_trades(root, doc);
	check_curve(root, doc);
	check_rest(root, doc);
}

static const char *const paths[] = { "testdata/run-4-trades.ndjson",
	"testdata/hostile.ndjson", "testdata/curve-6-days.csv" };

#define PATHS (sizeof(paths) / sizeof(paths[0]))

static void
report_is_the_document(void **state)
{
	struct bt_format_rule rule = { 0 };
	const struct bt_document *doc;
	json_t *root;
	size_t i;

	(void)state;
	for (i = 0; i < PATHS; i++) {
		doc = read_document(paths[i]);
		root = write_and_parse(&doc, 1, &rule);
		check_report(root, doc);
		assert_null(json_object_get(root, "run"));
		json_decref(root);
		bt_document_free((struct bt_document *)(uintptr_t)doc);
	}
}

static void
comparison_has_them_all(void **state)
{
	struct bt_format_rule rule = { .title = "\"two\" \\ and more" };
	const struct bt_document *docs[PATHS];
	json_t *root, *runs;
	size_t i;

	(void)state;
	for (i = 0; i < PATHS; i++)
		docs[i] = read_document(paths[i]);
	root = write_and_parse(docs, PATHS, &rule);
	assert_string_equal(json_string_value(json_object_get(root, "type")),
	    "comparison");
	same_text(json_object_get(root, "title"), bt_span(rule.title));
	runs = json_object_get(root, "runs");
	assert_int_equal(json_array_size(runs), PATHS);
	for (i = 0; i < PATHS; i++) {
		check_report(json_array_get(runs, i), docs[i]);
		same_text(json_object_get(json_array_get(runs, i), "run"),
		    bt_span(strrchr(paths[i], '/') + 1));
		bt_document_free((struct bt_document *)(uintptr_t)docs[i]);
	}
	json_decref(root);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(report_is_the_document),
		cmocka_unit_test(comparison_has_them_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
