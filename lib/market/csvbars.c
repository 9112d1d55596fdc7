/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/market/reader.h"
#include "lib/stream/csv.h"

static size_t
column(void *from, size_t cell)
{
	return bt_csv_column(from, cell);
}

static int
read_rule(const struct bt_bars_settings *set, struct bt_csv_rule *rule,
    struct bt_err *err)
{
	const char *s = set->delimiter;

	*rule = (struct bt_csv_rule){ .strict = set->strict_csv };
	if (s == NULL)
		return 0;
	if (strcmp(s, "tab") == 0 || strcmp(s, "\\t") == 0)
		rule->delimiter = '\t';
	else if (strlen(s) == 1 && strchr("\"\r\n", *s) == NULL)
		rule->delimiter = *s;
	else
		return bt_err_set(err, BT_EUSAGE,
		    "--delimiter: want one character or 'tab', got '%s'", s);
	return 0;
}

static int
read_header(struct bt_reader *r, struct bt_csv *csv, struct bt_err *err)
{
	struct bt_rowtext_head head = { bt_csv_header_text(csv),
	    bt_csv_delimiter(csv), false, false };
	const struct bt_span *names;
	size_t n;

	r->delimiter = head.delimiter;
	names = bt_csv_header(csv, &n);
	if (bt_reader_header(r, names, n, &head, err) == -1)
		return bt_err_at(err, r->sources[r->input], 1, 0);
	return 0;
}

/* The row by its cells, in its own time. */
static int
read_cells(struct bt_reader *r, struct bt_csv *csv, struct bt_err *err)
{
	struct bt_err why = BT_ERR_INIT;
	const struct bt_span *cells;

	if ((cells = bt_csv_fields(csv, &why)) == NULL)
		return bt_reader_broken(r, "ragged-row", &why, err);
	return bt_reader_cells(r, cells, err);
}

static int
read_rows(struct bt_reader *r, struct bt_csv *csv, struct bt_err *err)
{
	bool plain, quick = !r->ask->settings->decimal_comma &&
	    !r->ask->settings->strict_csv;
	struct bt_err why = BT_ERR_INIT;
	struct bt_span text;
	int got, rc;

	while ((got = bt_csv_next(csv, &why)) == 1) {
		r->line = bt_csv_line(csv);
		text = bt_csv_text(csv, &plain);
		if (quick && plain && bt_reader_plain(r, text))
			rc = 1;
		else
			rc = read_cells(r, csv, err);
		if (rc == 1)
			rc = bt_reader_take(r, text, err);
		if (rc == -1)
			return -1;
	}
	return got == -1 ? bt_reader_broken(r, "bad-input", &why, err) : 0;
}

int
bt_reader_csv(struct bt_reader *r, struct bt_in *in, struct bt_err *err)
{
	struct bt_csv_rule rule;
	struct bt_csv *csv;
	int rc;

	if (read_rule(r->ask->settings, &rule, err) == -1)
		return -1;
	if ((csv = bt_csv_new(in, &rule, err)) == NULL)
		return -1;
	r->column = column;
	r->from = csv;
	rc = read_header(r, csv, err);
	if (rc == 0)
		rc = read_rows(r, csv, err);
	bt_csv_free(csv);
	r->column = NULL;
	r->from = NULL;
	return rc;
}
