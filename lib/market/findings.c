/* SPDX-License-Identifier: ISC */
#include "lib/market/findings.h"

#include <stdio.h>

#include "lib/base/time.h"
#include "lib/stream/record.h"

static struct bt_record_rule
rule_of(enum bt_findings_format format, bool date_only)
{
	return (struct bt_record_rule){ format == BT_FINDINGS_CSV ? BT_CSV :
	    BT_NDJSON, NULL, date_only };
}

/*
 * A line quotes what was in the input: it stays one line, and does not steer
 * the terminal that shows it.
 */
static void
tame(struct bt_buf *buf)
{
	size_t i;

	for (i = 0; i < buf->n; i++)
		if ((unsigned char)buf->s[i] < ' ' || buf->s[i] == 0x7f)
			buf->s[i] = '?';
}

int
bt_finding_line(struct bt_buf *buf, const struct bt_finding *f,
    const char *word, struct bt_err *err)
{
	if (bt_buf_add(buf, f->source.s, f->source.n, err) == -1 ||
	    (f->line > 0 && bt_buf_printf(buf, err, ":%zu", f->line) == -1) ||
	    (f->column > 0 && bt_buf_printf(buf, err, ":%zu", f->column) ==
	    -1) ||
	    bt_buf_printf(buf, err, ": %s: %s: ", word, f->code.s) == -1 ||
	    bt_buf_add(buf, f->text.s, f->text.n, err) == -1)
		return -1;
	tame(buf);
	return f->more == 0 ? 0 :
	    bt_buf_printf(buf, err, " (and %zu more)", f->more);
}

static int
write_lines(struct bt_out *out, const struct bt_finding *f, size_t n,
    struct bt_err *err)
{
	struct bt_buf buf = { 0 };
	size_t i;
	int rc = 0;

	for (i = 0; i < n && rc == 0 && !bt_out_failed(out); i++) {
		buf.n = 0;
		rc = bt_finding_line(&buf, &f[i], f[i].severity.s, err);
		if (rc == 0) {
			bt_out_write(out, buf.s, buf.n);
			bt_out_text(out, "\n");
		}
	}
	bt_buf_free(&buf);
	return rc;
}

int
bt_findings_write(struct bt_out *out, enum bt_findings_format format,
    const struct bt_quality *q, struct bt_err *err)
{
	struct bt_record_rule rule = rule_of(format, false);
	const struct bt_finding *f;
	size_t i, n;

	f = bt_quality_findings(q, &n);
	if (format == BT_FINDINGS_TEXT)
		return write_lines(out, f, n, err);
	if (n > 0)
		bt_record_header(out, &rule, bt_finding_cols);
	for (i = 0; i < n && !bt_out_failed(out); i++)
		bt_record_write(out, &rule, bt_finding_cols, &f[i]);
	return 0;
}

struct summary {
	struct bt_out		*out;
	enum bt_findings_format	 format;
	struct bt_record_rule	 rule;
};

/* "AAPL: 250 bars, 2020-01-02 to 2020-12-31, ..." */
static int
write_symbol(struct bt_out *out, const struct bt_quality_row *row,
    bool date_only, struct bt_err *err)
{
	char from[BT_TIME_MAX + 1], to[BT_TIME_MAX + 1];
	struct bt_buf buf = { 0 };
	int rc;

	rc = bt_buf_printf(&buf, err, "%s: %zu bar%s",
	    row->symbol.n > 0 ? row->symbol.s : "(no symbol)", row->bars,
	    row->bars == 1 ? "" : "s");
	if (rc == 0 && row->bars > 0) {
		from[bt_time_format(from, row->from, date_only)] = '\0';
		to[bt_time_format(to, row->to, date_only)] = '\0';
		rc = bt_buf_printf(&buf, err, ", %s to %s, coverage %.4g%%",
		    from, to, 100 * row->coverage);
	}
	if (rc == 0 && row->findings.n > 0)
		rc = bt_buf_printf(&buf, err, ", %zu error%s, %zu warning%s: "
		    "%.*s", row->errors, row->errors == 1 ? "" : "s",
		    row->warnings, row->warnings == 1 ? "" : "s",
		    (int)row->findings.n, row->findings.s);
	if (rc == 0) {
		tame(&buf);
		bt_out_write(out, buf.s, buf.n);
		bt_out_text(out, "\n");
	}
	bt_buf_free(&buf);
	return rc;
}

static int
on_symbol(void *arg, const struct bt_quality_row *row, struct bt_err *err)
{
	struct summary *s = arg;

	if (s->format == BT_FINDINGS_TEXT)
		return write_symbol(s->out, row, s->rule.date_only, err);
	bt_record_write(s->out, &s->rule, bt_quality_row_cols, row);
	return 0;
}

int
bt_findings_summary(struct bt_out *out, enum bt_findings_format format,
    const struct bt_quality *q, const struct bt_bars_result *result,
    struct bt_err *err)
{
	struct summary s = { out, format,
	    rule_of(format, bt_market_date_only(result->market)) };

	if (format != BT_FINDINGS_TEXT)
		bt_record_header(out, &s.rule, bt_quality_row_cols);
	return bt_quality_summary(q, result, on_symbol, &s, err);
}

/* A row of the list of checks. */
struct listed {
	struct bt_span	code, severity, help;
};

static const struct bt_col listed_cols[] = {
	BT_COL(struct listed, code, BT_COL_TEXT, "", ""),
	BT_COL(struct listed, severity, BT_COL_TEXT, "", ""),
	BT_COL(struct listed, help, BT_COL_TEXT, "", ""),
	BT_COL_END
};

static void
list_text(struct bt_out *out, const struct listed *l)
{
	size_t width = sizeof("non-positive-price  ") - 1;
	char *p = bt_out_room(out, 256);
	int n;

	n = snprintf(p, 256, "%-*s%-9s%s\n", (int)width, l->code.s,
	    l->severity.s, l->help.s);
	bt_out_used(out, (size_t)n);
}

void
bt_findings_list(struct bt_out *out, enum bt_findings_format format)
{
	struct bt_record_rule rule = rule_of(format, false);
	struct listed l;
	size_t i;

	if (format != BT_FINDINGS_TEXT)
		bt_record_header(out, &rule, listed_cols);
	for (i = 0; bt_checks[i].code != NULL; i++) {
		l.code = bt_span(bt_checks[i].code);
		l.severity = bt_span(bt_checks[i].severity == BT_ERROR ?
		    "error" : "warning");
		l.help = bt_span(bt_checks[i].help);
		if (format == BT_FINDINGS_TEXT)
			list_text(out, &l);
		else
			bt_record_write(out, &rule, listed_cols, &l);
	}
}
