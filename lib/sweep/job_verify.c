/* SPDX-License-Identifier: ISC */
#include <sys/wait.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/sweep/job_shell.h"

/* A line of CSV, its quotes being of no interest: names hold no commas. */
static bool
cut_cell(struct bt_span *rest, struct bt_span *cell)
{
	size_t n = 0;
	bool quoted = false;

	if (rest->s == NULL)
		return false;
	while (n < rest->n && (quoted || rest->s[n] != ','))
		quoted ^= rest->s[n++] == '"';
	*cell = (struct bt_span){ rest->s, n };
	if (n == rest->n) {
		*rest = (struct bt_span){ NULL, 0 };
	} else {
		rest->s += n + 1;
		rest->n -= n + 1;
	}
	return true;
}

static int
add_difference(struct bt_buf *to, const char *name, struct bt_span here,
    struct bt_span there, struct bt_err *err)
{
	return bt_buf_printf(to, err, "%s is %.*s here and %.*s there\n",
	    name, (int)here.n, here.s, (int)there.n, there.s);
}

/* Each metric's cell against what would be printed here. */
static int
compare(const struct bt_job *job, const struct bt_trials_row *row,
    struct bt_span names, struct bt_span cells, struct bt_buf *differs,
    struct bt_err *err)
{
	struct bt_span name, cell, here;
	char num[BT_NUM_MAX];
	size_t i, found = 0;

	while (cut_cell(&names, &name) && cut_cell(&cells, &cell)) {
		for (i = 0; i < job->head.nmetrics; i++)
			if (bt_span_is(name, job->head.metric[i]))
				break;
		if (i == job->head.nmetrics)
			continue;
		found++;
		here = (struct bt_span){ num, isfinite(row->metric[i]) ?
		    bt_num_format(num, row->metric[i]) : 0 };
		if ((here.n != cell.n || memcmp(here.s, cell.s, cell.n) != 0) &&
		    add_difference(differs, job->head.metric[i], here, cell,
		    err) == -1)
			return -1;
	}
	return found == job->head.nmetrics ? 0 : bt_err_set(err, BT_ESYS,
	    "bt-metrics did not print the metrics that were asked for");
}

/* The line, behind a path that begins where the program is. */
static int
make_command(const char *line, const char *program, struct bt_buf *text,
    struct bt_err *err)
{
	const char *end = program == NULL ? NULL : strrchr(program, '/');

	if (end != NULL && (bt_buf_printf(text, err, "PATH=") == -1 ||
	    bt_job_shell_word(text, (struct bt_span){ program,
	    (size_t)(end - program + 1) }, err) == -1 ||
	    bt_buf_printf(text, err, ":$PATH; export PATH\n") == -1))
		return -1;
	return bt_buf_printf(text, err, "%s", line);
}

/* What the shell prints, whole. */
static int
run(const char *line, const char *program, struct bt_buf *out,
    struct bt_err *err)
{
	struct bt_buf text = { 0 };
	char piece[4096];
	FILE *f = NULL;
	size_t n;
	int rc = 0, status;

	if (make_command(line, program, &text, err) == 0 &&
	    (f = popen(text.s, "r")) == NULL)
		(void)bt_err_sys(err, "run", "the shell");
	bt_buf_free(&text);
	if (f == NULL)
		return -1;
	while (rc == 0 && (n = fread(piece, 1, sizeof(piece), f)) > 0)
		rc = bt_buf_add(out, piece, n, err);
	status = pclose(f);
	if (rc == 0 && status != -1 && WIFEXITED(status) &&
	    WEXITSTATUS(status) == 0)
		return 0;
	return bt_err_set(err, BT_ESYS,
	    "the commands of this line have failed:\n%s", line);
}

int
bt_job_verify(const struct bt_job *job, const struct bt_trials_row *row,
    const char *program, struct bt_verified *v, struct bt_err *err)
{
	struct bt_buf out = { 0 };
	struct bt_span rest, names, cells = { NULL, 0 };
	int rc = -1;

	if (bt_job_shell(job, row, &v->line, err) == 0 &&
	    bt_job_shell_metrics(job, &v->line, err) == 0 &&
	    run(v->line.s, program, &out, err) == 0) {
		rest = (struct bt_span){ out.s, out.n };
		(void)bt_span_cut(&rest, '\n', &names);
		(void)bt_span_cut(&rest, '\n', &cells);
		rc = compare(job, row, names, cells, &v->differs, err);
	}
	bt_buf_free(&out);
	return rc;
}
