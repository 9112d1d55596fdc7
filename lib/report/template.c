/* SPDX-License-Identifier: ISC */
#include "lib/report/template.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/file.h"
#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/report/template_parts.h"

#define TEXT_MAX (16U << 20)	/* bytes of a template */
#define DEPTH 2			/* runs, and a table within */
#define DECIMALS 15
#define ALL_ROWS 1000000000000LL

/* What is being read. */
struct reading {
	struct bt_template	*t;
	struct bt_span		 rest;
	const char		*begin;		/* of all the text */
	size_t			 line;		/* of rest */
	size_t			 at;		/* of the mark */
	size_t			 open[DEPTH];	/* pieces without their end */
	size_t			 depth;
	const char		*path;
	struct bt_err		*err;
};

static int
fail_at(const struct reading *r, size_t line)
{
	return bt_err_at(r->err, r->path, line, 0);
}

static int
add_piece(struct reading *r, const struct bt_piece *piece)
{
	struct bt_template *t = r->t;

	if (bt_grow(&t->piece, &t->cap, t->n, sizeof(*t->piece), r->err) == -1)
		return -1;
	t->piece[t->n] = *piece;
	t->piece[t->n++].line = r->at;
	return 0;
}

static size_t
count_lines(struct bt_span text)
{
	size_t i, lines = 0;

	for (i = 0; i < text.n; i++)
		lines += text.s[i] == '\n';
	return lines;
}

static struct bt_span
find(struct bt_span text, const char *what)
{
	const size_t n = strlen(what);
	size_t i;

	for (i = 0; i + n <= text.n; i++)
		if (memcmp(text.s + i, what, n) == 0)
			return (struct bt_span){ text.s + i, n };
	return (struct bt_span){ NULL, 0 };
}

/* The columns whose rows are being written, or NULL. */
static const struct bt_col *
columns(const struct reading *r)
{
	const struct bt_piece *piece;

	if (r->depth == 0)
		return NULL;
	piece = &r->t->piece[r->open[r->depth - 1]];
	return piece->kind == BT_PIECE_ROWS ? piece->table->cols : NULL;
}

/* All names that could stand here, for "did you mean". */
static const char *
name_at(const void *arg, size_t i)
{
	const struct bt_col *col = columns(arg);
	const struct bt_template_fact *fact = bt_template_facts;
	const struct bt_metric *metric;

	for (; col != NULL && col->name != NULL; col++)
		if (i-- == 0)
			return col->name;
	for (; fact->name != NULL; fact++)
		if (i-- == 0)
			return fact->name;
	metric = bt_metric_at(i);
	return metric != NULL ? metric->name : NULL;
}

static const char *
part_at(const void *arg, size_t i)
{
	(void)arg;
	return i == 0 ? "runs" : bt_rows_tables[i - 1].name;
}

static int
fail_unknown(const struct reading *r, const char *what, struct bt_span name,
    const char *(*names)(const void *, size_t))
{
	const char *near = bt_nearest(name, names, r);

	(void)bt_err_set(r->err, BT_EUSAGE, "unknown %s '%.*s'", what,
	    BT_SPAN(name));
	if (near != NULL)
		(void)bt_err_add(r->err, "; did you mean '%s'?", near);
	return fail_at(r, r->at);
}

/* "%1", ".2", "raw", "date": how the value is to be shown. */
static int
read_how(const struct reading *r, struct bt_span how, struct bt_piece *piece)
{
	long long decimals = 2;

	if (bt_span_is(how, "raw")) {
		piece->how = BT_HOW_EXACT;
		return 0;
	}
	if (bt_span_is(how, "date")) {
		piece->how = BT_HOW_DATE;
		return 0;
	}
	if (how.n > 0 && (how.s[0] == '%' || how.s[0] == '.') && (how.n == 1 ||
	    bt_num_parse_int(how.s + 1, how.n - 1, 0, DECIMALS,
	    &decimals) == 0)) {
		piece->how = how.s[0] == '%' ? BT_HOW_PERCENT : BT_HOW_FIXED;
		piece->decimals = (int)decimals;
		return 0;
	}
	(void)bt_err_set(r->err, BT_EUSAGE, "a value is shown as ':raw', "
	    "':date', ':.2' or ':%%1', got ':%.*s'", BT_SPAN(how));
	return fail_at(r, r->at);
}

static bool
look_up(const struct reading *r, struct bt_span name, struct bt_piece *piece)
{
	const struct bt_col *col = columns(r);
	const struct bt_template_fact *fact = bt_template_facts;
	const struct bt_span rest = { name.s + 7, name.n - 7 };

	while (col != NULL && col->name != NULL && !bt_span_is(name,
	    col->name))
		col++;
	while (fact->name != NULL && !bt_span_is(name, fact->name))
		fact++;
	if (col != NULL && col->name != NULL) {
		piece->kind = BT_PIECE_COLUMN;
		piece->col = col;
	} else if (fact->name != NULL) {
		piece->kind = BT_PIECE_FACT;
		piece->fact = fact;
	} else if (name.n > 7 && memcmp(name.s, "option.", 7) == 0) {
		piece->kind = BT_PIECE_OPTION;
		piece->text = rest;
	} else {
		piece->kind = BT_PIECE_METRIC;
		piece->metric = bt_metric_find(name);
		return piece->metric != NULL;
	}
	return true;
}

/* name or name:how */
static int
read_value(struct reading *r, struct bt_span tag, bool plain)
{
	struct bt_piece piece = { .plain = plain };
	struct bt_span name;

	if (!bt_span_cut(&tag, ':', &name))
		name = (struct bt_span){ "", 0 };
	name = bt_span_trim(name);
	if (!look_up(r, name, &piece))
		return fail_unknown(r, "name", name, name_at);
	if (tag.s != NULL && read_how(r, bt_span_trim(tag), &piece) == -1)
		return -1;
	return add_piece(r, &piece);
}

static int
read_most(const struct reading *r, struct bt_span text, long long *most)
{
	if (bt_num_parse_int(text.s, text.n, -ALL_ROWS, ALL_ROWS, most) == 0)
		return 0;
	(void)bt_err_set(r->err, BT_EUSAGE, "want a number of rows, as in "
	    "{{#trades:10}}, got '%.*s'", BT_SPAN(text));
	return fail_at(r, r->at);
}

/* {{#name}} or {{^name}}: a part begins. */
static int
open_part(struct reading *r, struct bt_span tag, bool none)
{
	struct bt_piece piece = { .kind = none ? BT_PIECE_NONE : BT_PIECE_ROWS,
	    .most = ALL_ROWS };
	const struct bt_rows_table *t = bt_rows_tables;
	struct bt_span name;

	(void)bt_span_cut(&tag, ':', &name);
	name = bt_span_trim(name);
	while (t->name != NULL && !bt_span_is(name, t->name))
		t++;
	piece.table = t;
	if (t->name == NULL && !none && bt_span_is(name, "runs"))
		piece.kind = BT_PIECE_RUNS;
	else if (t->name == NULL)
		return fail_unknown(r, "table", name, part_at);
	if (r->depth == DEPTH || (r->depth == 1 && (piece.kind ==
	    BT_PIECE_RUNS || r->t->piece[r->open[0]].kind != BT_PIECE_RUNS))) {
		(void)bt_err_set(r->err, BT_EUSAGE, "'%.*s' cannot be within "
		    "another part; only runs may hold one", BT_SPAN(name));
		return fail_at(r, r->at);
	}
	if (tag.s != NULL && read_most(r, bt_span_trim(tag),
	    &piece.most) == -1)
		return -1;
	r->open[r->depth++] = r->t->n;
	piece.text = name;
	return add_piece(r, &piece);
}

static int
close_part(struct reading *r, struct bt_span name)
{
	const struct bt_piece end = { .kind = BT_PIECE_END };
	struct bt_piece *piece;

	name = bt_span_trim(name);
	piece = r->depth == 0 ? NULL : &r->t->piece[r->open[r->depth - 1]];
	if (piece == NULL || piece->text.n != name.n ||
	    memcmp(piece->text.s, name.s, name.n) != 0) {
		(void)bt_err_set(r->err, BT_EUSAGE, "{{/%.*s}} does not end a "
		    "part that was begun", BT_SPAN(name));
		return fail_at(r, r->at);
	}
	piece->end = r->t->n;
	r->depth--;
	return add_piece(r, &end);
}

/*
 * A mark that begins or ends a part, or a comment, and has its line for
 * itself takes the line away with it.
 */
static void
take_line(struct reading *r, struct bt_span *before)
{
	struct bt_span rest = r->rest;
	size_t n = before->n;

	while (n > 0 && (before->s[n - 1] == ' ' || before->s[n - 1] == '\t'))
		n--;
	while (rest.n > 0 && (*rest.s == ' ' || *rest.s == '\t' ||
	    *rest.s == '\r'))
		rest = (struct bt_span){ rest.s + 1, rest.n - 1 };
	if ((before->s + n != r->begin && before->s[(long)n - 1] != '\n') ||
	    (rest.n > 0 && *rest.s != '\n'))
		return;
	before->n = n;
	if (rest.n > 0) {
		r->line++;
		rest = (struct bt_span){ rest.s + 1, rest.n - 1 };
	}
	r->rest = rest;
}

/* Text up to a mark, and what the mark is. */
static int
read_mark(struct reading *r, struct bt_span before, struct bt_span tag)
{
	const char sign = tag.n > 0 ? tag.s[0] : '\0';
	const struct bt_span rest = { tag.s + 1, tag.n - (tag.n > 0) };
	struct bt_piece text = { .kind = BT_PIECE_TEXT };

	r->at = r->line + count_lines(before);
	r->line = r->at + count_lines(tag);
	if (sign != '\0' && strchr("#^/!", sign) != NULL)
		take_line(r, &before);
	text.text = before;
	if (before.n > 0 && add_piece(r, &text) == -1)
		return -1;
	if (sign == '!')
		return 0;
	if (sign == '#' || sign == '^')
		return open_part(r, rest, sign == '^');
	if (sign == '/')
		return close_part(r, rest);
	return read_value(r, sign == '{' || sign == '&' ? rest : tag,
	    sign == '{' || sign == '&');
}

static int
read_pieces(struct reading *r)
{
	struct bt_piece text = { .kind = BT_PIECE_TEXT };
	struct bt_span mark, end, before, tag;
	bool three;

	while ((mark = find(r->rest, "{{")).s != NULL) {
		before = (struct bt_span){ r->rest.s,
		    (size_t)(mark.s - r->rest.s) };
		tag = (struct bt_span){ mark.s + 2,
		    r->rest.n - before.n - 2 };
		three = tag.n > 0 && tag.s[0] == '{';
		end = find(tag, three ? "}}}" : "}}");
		if (end.s == NULL) {
			(void)bt_err_set(r->err, BT_EUSAGE,
			    "'{{' without its '}}'");
			return fail_at(r, r->line + count_lines(before));
		}
		tag.n = (size_t)(end.s - tag.s);
		r->rest = (struct bt_span){ end.s + end.n, r->rest.n -
		    (size_t)(end.s + end.n - r->rest.s) };
		if (read_mark(r, before, tag) == -1)
			return -1;
	}
	text.text = r->rest;
	if (r->depth > 0) {
		(void)bt_err_set(r->err, BT_EUSAGE, "'%.*s' is not ended",
		    BT_SPAN(r->t->piece[r->open[r->depth - 1]].text));
		return fail_at(r, r->t->piece[r->open[r->depth - 1]].line);
	}
	return text.text.n > 0 ? add_piece(r, &text) : 0;
}

static bool
is_markup(const char *path)
{
	const char *point = strrchr(path, '.');

	return point != NULL && (bt_span_like(bt_span(point), ".html") ||
	    bt_span_like(bt_span(point), ".htm") ||
	    bt_span_like(bt_span(point), ".xml") ||
	    bt_span_like(bt_span(point), ".svg"));
}

struct bt_template *
bt_template_parse(const char *text, size_t n, const char *path,
    struct bt_err *err)
{
	struct bt_template *t = bt_calloc(1, sizeof(*t), err);
	struct reading r = { .t = t, .rest = { text, n }, .begin = text,
	    .line = 1, .path = path, .err = err };

	if (t == NULL)
		return NULL;
	t->html = is_markup(path);
	if (read_pieces(&r) == 0)
		return t;
	bt_template_free(t);
	return NULL;
}

struct bt_template *
bt_template_read(const char *path, struct bt_err *err)
{
	struct bt_template *t;
	char *text;
	size_t n;

	if ((text = bt_file_slurp(path, TEXT_MAX, &n, err)) == NULL)
		return NULL;
	if ((t = bt_template_parse(text, n, path, err)) == NULL)
		free(text);
	else
		t->own = text;
	return t;
}

void
bt_template_free(struct bt_template *t)
{
	if (t == NULL)
		return;
	free(t->piece);
	free(t->own);
	free(t);
}
