/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/report/html_parts.h"

static const char *
value_of(const struct bt_document *doc, const char *name)
{
	size_t i;

	for (i = 0; i < doc->noptions; i++)
		if (strcmp(doc->option[i].name, name) == 0)
			return doc->option[i].value;
	return NULL;
}

/* An option that an earlier run had too stands in that one's row. */
static bool
is_new(const struct bt_html *h, size_t k, const char *name)
{
	size_t i;

	for (i = 0; i < k; i++)
		if (value_of(h->docs[i], name) != NULL)
			return false;
	return true;
}

static bool
differs(const struct bt_html *h, const char *name)
{
	const char *first = value_of(h->docs[0], name), *other;
	size_t k;

	for (k = 1; k < h->n; k++) {
		other = value_of(h->docs[k], name);
		if ((first == NULL) != (other == NULL) ||
		    (first != NULL && strcmp(first, other) != 0))
			return true;
	}
	return false;
}

static void
put_option(const struct bt_html *h, const char *name)
{
	const char *value;
	size_t k;

	bt_html_put(h, differs(h, name) ? "<tr class=\"differs\">" : "<tr>");
	bt_html_put(h, "<th scope=\"row\">");
	bt_html_text(h, bt_span(name));
	bt_html_put(h, "</th>");
	for (k = 0; k < h->n; k++) {
		value = value_of(h->docs[k], name);
		bt_html_cell_text(h, bt_span(value != NULL ? value : ""));
	}
	bt_html_put(h, "</tr>\n");
}

static void
put_options(const struct bt_html *h)
{
	size_t i, k;

	bt_html_put(h, "<div class=\"wide\"><table class=\"text\">");
	if (h->n > 1) {
		bt_html_put(h, "<thead><tr><th scope=\"col\">Option</th>");
		for (k = 0; k < h->n; k++) {
			bt_html_put(h, "<th scope=\"col\">");
			bt_html_text(h, bt_html_name(h->docs[k]));
			bt_html_put(h, "</th>");
		}
		bt_html_put(h, "</tr></thead>");
	}
	bt_html_put(h, "<tbody>\n");
	for (k = 0; k < h->n; k++)
		for (i = 0; i < h->docs[k]->noptions; i++)
			if (is_new(h, k, h->docs[k]->option[i].name))
				put_option(h, h->docs[k]->option[i].name);
	bt_html_put(h, "</tbody></table></div>\n");
}

static void
put_input(const struct bt_html *h, const struct bt_document *doc,
    const struct bt_document_input *in)
{
	bt_html_put(h, "<tr>");
	if (h->n > 1)
		bt_html_cell_text(h, bt_html_name(doc));
	bt_html_cell_text(h, bt_span(in->name));
	bt_html_cell_value(h, BT_UNIT_COUNT, (double)in->rows);
	bt_html_cell_value(h, BT_UNIT_COUNT, (double)in->symbols);
	bt_html_put(h, "<td>");
	bt_html_time(h, in->from, doc->date_only);
	bt_html_put(h, "</td><td>");
	bt_html_time(h, in->to, doc->date_only);
	bt_html_put(h, "</td><td class=\"hash\">");
	bt_html_text(h, bt_span(in->xxh3));
	bt_html_put(h, "</td></tr>\n");
}

static void
put_inputs(const struct bt_html *h)
{
	size_t i, k;

	bt_html_put(h, "<h3>Inputs</h3><div class=\"wide\" tabindex=\"0\">"
	    "<table><thead><tr>");
	bt_html_put(h, h->n > 1 ? "<th scope=\"col\">Run</th>" : "");
	bt_html_put(h, "<th scope=\"col\">File</th>"
	    "<th scope=\"col\" class=\"number\">Rows</th>"
	    "<th scope=\"col\" class=\"number\">Symbols</th>"
	    "<th scope=\"col\">From</th><th scope=\"col\">To</th>"
	    "<th scope=\"col\">XXH3-128</th></tr></thead><tbody>\n");
	for (k = 0; k < h->n; k++)
		for (i = 0; i < h->docs[k]->ninputs; i++)
			put_input(h, h->docs[k], &h->docs[k]->input[i]);
	bt_html_put(h, "</tbody></table></div>\n");
}

void
bt_html_config(const struct bt_html *h)
{
	size_t k, options = 0, inputs = 0;

	for (k = 0; k < h->n; k++) {
		options += h->docs[k]->noptions;
		inputs += h->docs[k]->ninputs;
	}
	if (options + inputs == 0)
		return;
	bt_html_section(h, "config", "Configuration");
	if (options > 0)
		put_options(h);
	if (inputs > 0)
		put_inputs(h);
	bt_html_put(h, "</section>\n");
}
