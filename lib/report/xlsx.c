/* SPDX-License-Identifier: ISC */
#include "lib/report/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/mem.h"
#include "lib/report/xlsx_parts.h"
#include "lib/report/xlsx_proof.h"

#define CREATED 946684800	/* 2000-01-01: the same bytes every time */
#define SMALL (512u * 1024)	/* for all that is not rows */
#define PROPERTY 255		/* letters that a property holds */

/* Chart data where the curve is too long to be drawn as it is. */
static int
write_points(struct bt_xlsx *x, struct bt_rows *rows, const char *name,
    struct bt_xlsx_curve *c)
{
	if (rows->doc->n <= x->rule->max_points && rows->doc->n < x->most)
		return 0;
	return bt_xlsx_points(x, rows, name, c);
}

/* The sheets of one run that have charts. */
struct charted {
	lxw_worksheet	*summary, *equity, *exposure;	/* NULL: none */
};

static int
write_charts(struct bt_xlsx *x, const struct charted *to,
    const struct bt_xlsx_curve *c)
{
	if (bt_xlsx_chart_equity(x, to->summary, 1, 3, c, 1) == -1 ||
	    bt_xlsx_chart_drawdown(x, to->summary, 21, 3, c) == -1 ||
	    bt_xlsx_chart_equity(x, to->equity, 1, 6, c, 1) == -1 ||
	    bt_xlsx_chart_drawdown(x, to->equity, 21, 6, c) == -1)
		return -1;
	return to->exposure == NULL ? 0 :
	    bt_xlsx_chart_exposure(x, to->exposure, 4, 0, c);
}

/* The sheets of one run, in the order of their tabs. */
static int
write_run(struct bt_xlsx *x, struct bt_rows *rows, lxw_worksheet *summary)
{
	const struct bt_document *doc = rows->doc;
	struct charted to = { .summary = summary };
	struct bt_xlsx_curve curve;

	if (doc->n > 0 && bt_xlsx_equity(x, rows, "Equity", &to.equity,
	    &curve) == -1)
		return -1;
	if (bt_xlsx_trades(x, rows, "Trades") == -1 ||
	    bt_xlsx_months(x, doc) == -1 || bt_xlsx_drawdowns(x, rows) == -1)
		return -1;
	if (doc->n > 0 && doc->exposure != NULL &&
	    bt_xlsx_exposure(x, doc, &to.exposure) == -1)
		return -1;
	if (bt_xlsx_events(x, rows) == -1 || bt_xlsx_config(x, doc) == -1)
		return -1;
	if (doc->n == 0)
		return 0;
	return write_points(x, rows, "Chart data", &curve) == -1 ? -1 :
	    write_charts(x, &to, &curve);
}

static int
write_one(struct bt_xlsx *x, const struct bt_document *doc,
    lxw_worksheet *summary)
{
	struct bt_rows rows;
	int status;

	if (bt_rows_init(&rows, doc, x->rule->metric, x->rule->nmetrics,
	    x->err) == -1)
		return -1;
	status = write_run(x, &rows, summary);
	bt_rows_free(&rows);
	return status;
}

/* Of several runs: the curve and the trades of each. */
static int
write_each(struct bt_xlsx *x, const struct bt_document *doc, size_t number,
    struct bt_xlsx_curve *curve)
{
	char name[BT_XLSX_NAME];
	struct bt_rows rows;
	int status = 0;

	if (bt_rows_init(&rows, doc, x->rule->metric, x->rule->nmetrics,
	    x->err) == -1)
		return -1;
	if (doc->n > 0) {
		(void)snprintf(name, sizeof(name), "Equity-%zu", number);
		status = bt_xlsx_equity(x, &rows, name, NULL, curve);
		(void)snprintf(name, sizeof(name), "Chart data-%zu", number);
		if (status == 0)
			status = write_points(x, &rows, name, curve);
	}
	(void)snprintf(name, sizeof(name), "Trades-%zu", number);
	if (status == 0 && doc->ntrades > 0)
		status = bt_xlsx_trades(x, &rows, name);
	bt_rows_free(&rows);
	return status;
}

static int
write_all(struct bt_xlsx *x, const struct bt_document *const *docs,
    size_t ndocs)
{
	struct bt_xlsx_curve *curve;
	lxw_worksheet *summary;
	size_t i, n = 0;
	int status = 0;

	if (bt_xlsx_summary(x, docs, ndocs, &summary) == -1)
		return -1;
	if (ndocs == 1)
		return write_one(x, docs[0], summary);
	if ((curve = bt_calloc(ndocs, sizeof(*curve), x->err)) == NULL)
		return -1;
	for (i = 0; status == 0 && i < ndocs; i++) {
		status = write_each(x, docs[i], i + 1, &curve[n]);
		curve[n].run = (uint16_t)(i + 1);
		n += docs[i]->n > 0;
	}
	if (status == 0 && n > 0)
		status = bt_xlsx_chart_equity(x, summary, 1,
		    (uint16_t)(ndocs + 2), curve, n);
	free(curve);
	return status;
}

/* What a program shows of the file; no name and no time of anybody. */
static int
set_properties(struct bt_xlsx *x, const char *title)
{
	lxw_doc_properties p = { .created = CREATED };
	size_t n = strlen(title);

	if (bt_xlsx_clean(x, (struct bt_span){ title, n < PROPERTY ? n :
	    PROPERTY }) == -1)
		return -1;
	p.title = x->text.s;
	return bt_xlsx_error(x, workbook_set_properties(x->book, &p));
}

/*
 * The rows of each sheet are on disk now: how many bytes, and are they?
 * Their files report a failed write as long as they are open.
 */
static uint64_t *
flush_rows(struct bt_xlsx *x)
{
	uint64_t *bytes = bt_calloc((size_t)x->book->num_worksheets + 1,
	    sizeof(*bytes), x->err);
	lxw_worksheet *w;
	size_t i = 0;
	off_t size;

	if (bytes == NULL)
		return NULL;
	STAILQ_FOREACH(w, x->book->worksheets, list_pointers) {
		lxw_worksheet_write_single_row(w);
		if (fflush(w->optimize_tmpfile) != 0 ||
		    ferror(w->optimize_tmpfile) ||
		    (size = ftello(w->optimize_tmpfile)) == -1) {
			(void)bt_err_sys(x->err, "write to",
			    x->rule->scratch);
			free(bytes);
			return NULL;
		}
		bytes[i++] = (uint64_t)size;
	}
	return bytes;
}

/*
 * Is there room for what workbook_close() writes: a copy of one sheet at a
 * time, and the file, of a third of the sheets at most?  It would not tell,
 * or on stderr.
 */
static int
see_room(struct bt_xlsx *x, const uint64_t *bytes, const char *path)
{
	uint64_t most = 0, sum = SMALL;
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600), code;
	size_t i;

	if (fd == -1)
		return bt_err_sys(x->err, "write", path);
	for (i = 0; i < x->book->num_worksheets; i++) {
		most = bytes[i] > most ? bytes[i] : most;
		sum += bytes[i] / 3;
	}
	code = posix_fallocate(fd, 0, (off_t)(sum + most));
	if (ftruncate(fd, 0) == -1 || close(fd) == -1)
		return bt_err_sys(x->err, "write", path);
	errno = code;
	return code == ENOSPC || code == EFBIG || code == EDQUOT ?
	    bt_err_sys(x->err, "write to", x->rule->scratch) : 0;
}

/* Close the book, whatever happens. */
static int
close_book(struct bt_xlsx *x, const char *path)
{
	const size_t sheets = x->book->num_worksheets;
	uint64_t *bytes = flush_rows(x);
	int status = -1;

	if (bytes == NULL || see_room(x, bytes, path) == -1)
		lxw_workbook_free(x->book);
	else if (bt_xlsx_error(x, workbook_close(x->book)) == 0)
		status = bt_xlsx_proof(path, bytes, sheets, x->err);
	free(bytes);
	return status;
}

static int
build(struct bt_xlsx *x, const char *path,
    const struct bt_document *const *docs, size_t ndocs)
{
	char *tmp = bt_strdup(x->rule->scratch, x->err);
	lxw_workbook_options options = { .constant_memory = LXW_TRUE,
	    .tmpdir = tmp };
	int status = -1;

	if (tmp == NULL)
		return -1;
	if ((x->book = workbook_new_opt(path, &options)) == NULL)
		(void)bt_xlsx_error(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
	free(tmp);
	if (x->book == NULL)
		return -1;
	bt_xlsx_styles(x);
	if (set_properties(x, docs[0]->title) == 0 &&
	    write_all(x, docs, ndocs) == 0 && x->err->code == BT_OK)
		status = 0;
	if (status == -1)
		lxw_workbook_free(x->book);
	else
		status = close_book(x, path);
	return status;
}

int
bt_xlsx_write(const char *path, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, uint32_t rows,
    struct bt_err *err)
{
	struct bt_xlsx x = { .rule = rule, .most = rows, .err = err };
	int status;

	if (ndocs > BT_XLSX_RUNS)
		return bt_err_set(err, BT_EUSAGE, "--format: xlsx takes %u "
		    "runs at most, not %zu", BT_XLSX_RUNS, ndocs);
	status = build(&x, path, docs, ndocs);
	bt_buf_free(&x.text);
	return status;
}

static int
copy(struct bt_out *out, const char *path, struct bt_err *err)
{
	FILE *f = fopen(path, "rb");
	size_t n;
	int status = 0;

	if (f == NULL)
		return bt_err_sys(err, "read", path);
	while (!bt_out_failed(out) &&
	    (n = fread(bt_out_room(out, BT_OUT_ROOM), 1, BT_OUT_ROOM, f)) > 0)
		bt_out_used(out, n);
	if (ferror(f))
		status = bt_err_sys(err, "read", path);
	(void)fclose(f);
	return status;
}

int
bt_format_xlsx(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	struct bt_buf path = { 0 };
	int status = -1;

	if (bt_buf_printf(&path, err, "%s/report.xlsx", rule->scratch) == 0 &&
	    bt_xlsx_write(path.s, docs, ndocs, rule, BT_XLSX_ROWS, err) == 0)
		status = copy(out, path.s, err);
	bt_buf_free(&path);
	return status;
}
