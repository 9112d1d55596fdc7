/* SPDX-License-Identifier: ISC */
/* What all methods of a search promise, whatever they search. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/method.h"
#include "lib/sweep/search.h"

#define DIMS 40
#define MANY 3000

struct run {
	struct bt_space		 space;
	struct bt_search	*search;
	double			 point[MANY][4], share[MANY];
	size_t			 n;
};

static const char *const mixed[] = { "a=1:30", "b=0:1", "c=1:100:*3", NULL };
static const char *const lattice[] = { "a=1:12", "b=1:5", "c=0:1:0.25", NULL };

static struct bt_search *
new_search(struct bt_space *space, const char *const *text, const char *where,
    const char *method, uint64_t max, uint64_t seed, struct bt_err *err)
{
	struct bt_search_rule rule = { space, { 0 }, seed, max };
	size_t n = 0;

	*err = (struct bt_err)BT_ERR_INIT;
	while (text[n] != NULL)
		n++;
	if (bt_space_init(space, text, n, where, NULL, err) == -1 ||
	    bt_method_parse("method", bt_search_families, method,
	    &rule.method, err) == -1)
		fail_msg("%s: %s", method, err->text);
	return bt_search_new(&rule, err);
}

/* A hill with its top at 0.7 of each range, and a hole where it fails. */
static double
score_of(const struct bt_space *space, const double *point)
{
	double s = 0, u;
	size_t i;

	for (i = 0; i < space->ndims; i++) {
		u = bt_dim_unit(&space->dim[i], point[i]);
		s -= (u - 0.7) * (u - 0.7);
	}
	return s < -0.9 ? (double)NAN : s;
}

/* Ask in chunks of so many, and tell as soon as there are enough. */
static void
run(struct run *r, const char *const *text, const char *where,
    const char *method, uint64_t max, uint64_t seed, size_t chunk)
{
	struct bt_asked asked[100];
	double score[100];
	struct bt_err err;
	long n;
	long i;

	r->n = 0;
	r->search = new_search(&r->space, text, where, method, max, seed,
	    &err);
	if (r->search == NULL)
		fail_msg("%s: %s", method, err.text);
	for (i = 0; i < 100; i++)
		asked[i].point = r->point[i];
	while ((n = bt_search_ask(r->search, asked, chunk, &err)) > 0) {
		assert_true((size_t)n <= chunk);
		for (i = 0; i < n; i++) {
			score[i] = score_of(&r->space, asked[i].point);
			r->share[r->n++] = asked[i].share;
		}
		assert_int_equal(bt_search_tell(r->search, score, (size_t)n,
		    &err), 0);
		assert_true(r->n + 100 < MANY);
		for (i = 0; i < 100; i++)
			asked[i].point = r->point[r->n + (size_t)i];
	}
	assert_int_equal(n, 0);
	assert_true(bt_search_done(r->search));
}

static void
end(struct run *r)
{
	bt_search_free(r->search);
	bt_space_free(&r->space);
}

static bool
is_same(const struct run *a, size_t i, const struct run *b, size_t j)
{
	return a->share[i] == b->share[j] && memcmp(a->point[i], b->point[j],
	    a->space.ndims * sizeof(double)) == 0;
}

static const char *const methods[] = { "random", "lhs", "lhs:designs=5",
	"sobol", "de", "de:population=4", "cma", "cma:population=4", "tpe",
	"tpe:batch=1,startup=3", "halving", "halving:eta=2,brackets=3" };
#define NMETHODS (sizeof(methods) / sizeof(methods[0]))

/*
 * The points do not depend on how many are asked for at once, they do on the
 * seed, and they are what where allows.
 */
static void
chunks_do_not_matter(void **state)
{
	static const size_t chunks[] = { 2, 7, 100 };
	static struct run one, other;
	size_t m, c, i, same;

	(void)state;
	for (m = 0; m < NMETHODS; m++) {
		run(&one, mixed, "a + 20 * b > c / 9", methods[m], 150, 7, 1);
		assert_in_range(one.n, 100, 150);
		for (i = 0; i < one.n; i++) {
			assert_true(bt_space_allows(&one.space,
			    one.point[i]));
			assert_true(one.share[i] > 0 && one.share[i] <= 1);
		}
		for (c = 0; c < 3; c++) {
			run(&other, mixed, "a + 20 * b > c / 9", methods[m],
			    150, 7, chunks[c]);
			assert_int_equal(other.n, one.n);
			for (i = 0; i < one.n; i++)
				assert_true(is_same(&one, i, &other, i));
			end(&other);
		}
		run(&other, mixed, NULL, methods[m], 150, 8, 100);
		for (same = 0, i = 0; i < one.n && i < other.n; i++)
			same += is_same(&one, i, &other, i);
		assert_in_range(same, 0, 20);
		end(&other);
		end(&one);
	}
}

/* Each point that is allowed comes, and once. */
static void
lattice_is_exhausted(void **state)
{
	static struct run all, r;
	size_t m, i, j;
	int k;

	(void)state;
	for (m = 0; m < NMETHODS; m++) {
		if (strncmp(methods[m], "halving", 7) == 0)
			continue;
		for (k = 0; k < 2; k++) {
			const char *where = k == 0 ? NULL : "a + 4 * c > b";

			run(&all, lattice, where, "grid", 0, 1, 100);
			run(&r, lattice, where, methods[m], 0, 3, 7);
			assert_int_equal(r.n, all.n);
			assert_int_equal(bt_search_trials(r.search), all.n);
			for (i = 0; i < r.n; i++)
				for (j = 0; j < i; j++)
					assert_false(is_same(&r, i, &r, j));
			end(&r);
			end(&all);
		}
	}
}

static void
max_trials_are_kept(void **state)
{
	static struct run r;
	size_t m;

	(void)state;
	for (m = 0; m < NMETHODS; m++) {
		run(&r, mixed, NULL, methods[m], 37, 1, 10);
		if (strncmp(methods[m], "halving", 7) == 0)
			assert_in_range(r.n, 20, 37);
		else
			assert_int_equal(r.n, 37);
		assert_true(bt_search_trials(r.search) >= r.n);
		assert_true(bt_search_trials(r.search) <= 37);
		end(&r);
	}
}

/* The grid: bt_space_point's order, less what where forbids. */
static void
grid_goes_through_all(void **state)
{
	static struct run r;
	double point[4];
	uint64_t i;
	size_t n = 0;

	(void)state;
	run(&r, lattice, "a + 4 * c > b", "grid", 0, 1, 7);
	for (i = 0; i < 300; i++) {
		bt_space_point(&r.space, i, point);
		if (!bt_space_allows(&r.space, point))
			continue;
		assert_memory_equal(point, r.point[n++], 3 * sizeof(*point));
	}
	assert_int_equal(n, r.n);
	assert_int_equal(bt_search_trials(r.search), n);
	end(&r);
	run(&r, lattice, "a + 4 * c > b", "grid", 5, 1, 7);
	assert_int_equal(r.n, 5);
	assert_int_equal(bt_search_trials(r.search), 5);
	end(&r);
}

/* After skip(i) come the points from the i-th on. */
static void
skips(void **state)
{
	static const char *const can[] = { "grid", "random", "lhs", "sobol" };
	static struct run r;
	double point[4];
	struct bt_asked asked = { point, 0 };
	struct bt_search *s;
	struct bt_space space;
	struct bt_err err;
	const char *where;
	size_t m, i;
	int k;

	(void)state;
	for (m = 0; m < 4; m++)
		for (k = 0; k < 2; k++) {
			where = k == 0 ? NULL : "a > b";
			run(&r, lattice, where, can[m], 90, 5, 100);
			for (i = 0; i < 100; i += 13) {
				s = new_search(&space, lattice, where, can[m],
				    90, 5, &err);
				assert_non_null(s);
				assert_true(bt_search_skip(s, i));
				assert_int_equal(bt_search_ask(s, &asked, 1,
				    &err), i < 90);
				if (i < 90)
					assert_memory_equal(point,
					    r.point[i], 3 * sizeof(*point));
				bt_search_free(s);
				bt_space_free(&space);
			}
			end(&r);
		}
	s = new_search(&space, lattice, NULL, "de", 0, 1, &err);
	assert_false(bt_search_skip(s, 1));
	bt_search_free(s);
	bt_space_free(&space);
}

/* Without dims there is one point, for every method. */
static void
no_dims(void **state)
{
	static const char *const none[] = { NULL };
	static struct run r;
	size_t m;

	(void)state;
	for (m = 0; m < NMETHODS; m++) {
		run(&r, none, NULL, methods[m], 0, 1, 10);
		if (strncmp(methods[m], "halving", 7) != 0)
			assert_int_equal(r.n, 1);	/* not on shares */
		assert_true(r.share[r.n - 1] == 1);
		end(&r);
	}
}

static void
check_error(const char *const *text, const char *where, const char *method,
    uint64_t max, const char *want)
{
	struct bt_space space;
	struct bt_err err;

	assert_null(new_search(&space, text, where, method, max, 1, &err));
	assert_int_equal(err.code, BT_EUSAGE);
	assert_string_equal(err.text, want);
	bt_space_free(&space);
}

static void
errors(void **state)
{
	static const char *const real[] = { "x=0:1.5", NULL };
	static char names[DIMS][16];
	static const char *wide[DIMS + 1];
	size_t i;

	(void)state;
	for (i = 0; i < DIMS; i++) {
		memcpy(names[i], "p00=1,2", 8);
		names[i][1] = (char)('0' + i / 10);
		names[i][2] = (char)('0' + i % 10);
		wide[i] = names[i];
	}
	check_error(real, NULL, "grid", 0, "a grid needs steps in 'x', as in "
	    "lo:hi:step; or sample it, as --method random does");
	check_error(lattice, "a > 100", "grid", 0,
	    "--where allows none of the points that were looked at");
	check_error(lattice, "a > 100", "random", 0,
	    "--where allows none of the 300 points");
	check_error(lattice, "a > 100", "tpe", 0,
	    "--where allows none of the 300 points");
	check_error(real, "x > 2", "cma", 0,
	    "--where allows none of the points that were looked at");
	check_error(real, NULL, "lhs", 0, "method lhs wants to know how many "
	    "points to spread: give --max-trials");
	check_error(real, NULL, "lhs:designs=2", 5000, "method lhs compares "
	    "designs of up to 4096 points, not 5000");
	check_error(real, NULL, "halving", 0, "method halving wants to know "
	    "how many trials there may be: give --max-trials");
	check_error(wide, NULL, "sobol", 9, "method sobol can vary up to 32 "
	    "parameters, not 40; 'lhs' and 'random' can vary more");
}

/* Every allocation fails once; nothing is lost (run it with ASan). */
static void
out_of_memory(void **state)
{
	struct bt_asked asked;
	double point[4], score = 1;
	struct bt_err err = BT_ERR_INIT;
	char spec[32] = "alloc:";
	struct bt_search *s;
	struct bt_search_rule rule;
	struct bt_space space;
	size_t m, fault, i;

	(void)state;
	asked.point = point;
	assert_int_equal(bt_space_init(&space, lattice, 3, NULL, NULL, &err),
	    0);
	for (m = 0; m < NMETHODS; m++)
		for (fault = 1; ; fault++) {
			rule = (struct bt_search_rule){ &space, { 0 }, 1, 99 };
			err = (struct bt_err)BT_ERR_INIT;
			assert_int_equal(bt_method_parse("method",
			    bt_search_families, methods[m], &rule.method,
			    &err), 0);
			spec[6] = (char)('0' + fault / 10);
			spec[7] = (char)('0' + fault % 10);
			assert_int_equal(bt_fault_set(spec, &err), 0);
			s = bt_search_new(&rule, &err);
			for (i = 0; s != NULL && i < 99; i++) {
				if (bt_search_ask(s, &asked, 1, &err) != 1 ||
				    bt_search_tell(s, &score, 1, &err) == -1)
					break;
			}
			bt_search_free(s);
			if (!bt_fault_spent())
				break;
			assert_int_equal(err.code, BT_ESYS);
		}
	assert_int_equal(bt_fault_set(NULL, &err), 0);
	bt_space_free(&space);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chunks_do_not_matter),
		cmocka_unit_test(lattice_is_exhausted),
		cmocka_unit_test(max_trials_are_kept),
		cmocka_unit_test(grid_goes_through_all),
		cmocka_unit_test(skips),
		cmocka_unit_test(no_dims),
		cmocka_unit_test(errors),
		cmocka_unit_test(out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
