/* SPDX-License-Identifier: ISC */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/report/document_parts.h"

static int	add_value(struct bt_buf *, json_t *, bool quoted,
		    struct bt_err *);

static int
add_text(struct bt_buf *buf, const char *s, struct bt_err *err)
{
	return bt_buf_add(buf, s, strlen(s), err);
}

/* jansson writes the quotes and escapes of a text. */
static int
add_string(struct bt_buf *buf, const json_t *v, bool quoted,
    struct bt_err *err)
{
	char *dump;
	int status;

	if (!quoted)
		return bt_buf_add(buf, json_string_value(v),
		    json_string_length(v), err);
	if ((dump = json_dumps(v, JSON_ENCODE_ANY)) == NULL)
		return bt_err_set(err, BT_ESYS, "out of memory");
	status = add_text(buf, dump, err);
	free(dump);
	return status;
}

/* A list of words is typed with commas between them. */
static int
add_array(struct bt_buf *buf, json_t *list, bool quoted, struct bt_err *err)
{
	int status = quoted ? add_text(buf, "[", err) : 0;
	json_t *v;
	size_t i;

	json_array_foreach(list, i, v) {
		if (status == 0 && i > 0)
			status = add_text(buf, ",", err);
		if (status == 0)
			status = add_value(buf, v, quoted, err);
	}
	return status == 0 && quoted ? add_text(buf, "]", err) : status;
}

static int
add_object(struct bt_buf *buf, json_t *object, struct bt_err *err)
{
	int status = add_text(buf, "{", err);
	const char *name, *before = "";
	json_t *v, *key;

	json_object_foreach(object, name, v) {
		if (status == 0)
			status = add_text(buf, before, err);
		before = ",";
		key = json_string(name);
		if (status == 0)
			status = add_string(buf, key, true, err);
		json_decref(key);
		if (status == 0)
			status = add_text(buf, ":", err);
		if (status == 0)
			status = add_value(buf, v, true, err);
	}
	return status == 0 ? add_text(buf, "}", err) : status;
}

static int
add_number(struct bt_buf *buf, const json_t *v, struct bt_err *err)
{
	char text[BT_NUM_MAX];

	return bt_buf_add(buf, text, json_is_integer(v) ?
	    bt_num_format_int(text, json_integer_value(v)) :
	    bt_num_format(text, json_real_value(v)), err);
}

/*
 * A value as the option would be typed, or, quoted, as JSON; numbers by our
 * own printer.  As deep as jansson reads, 2,048 levels.
 */
static int
add_value(struct bt_buf *buf, json_t *v, bool quoted, struct bt_err *err)
{
	if (json_is_string(v))
		return add_string(buf, v, quoted, err);
	if (json_is_number(v))
		return add_number(buf, v, err);
	if (json_is_array(v))
		return add_array(buf, v, quoted, err);
	if (json_is_object(v))
		return add_object(buf, v, err);
	if (json_is_null(v))
		return add_text(buf, quoted ? "null" : "", err);
	if (quoted)
		return add_text(buf, json_is_true(v) ? "true" : "false", err);
	return add_text(buf, json_is_true(v) ? "yes" : "no", err);
}

static const char *
value_text(struct bt_arena *arena, json_t *v, struct bt_err *err)
{
	struct bt_buf buf = { 0 };
	const char *text = NULL;

	if (add_value(&buf, v, false, err) == 0)
		text = bt_arena_strndup(arena, buf.n > 0 ? buf.s : "", buf.n,
		    err);
	bt_buf_free(&buf);
	return text;
}

static int
read_options(struct bt_document *doc, json_t *config, struct bt_err *err)
{
	struct bt_document_option *o;
	const char *name;
	json_t *v;

	doc->option = bt_arena_alloc(doc->arena, json_object_size(config) + 1,
	    sizeof(*o), err);
	if (doc->option == NULL)
		return -1;
	json_object_foreach(config, name, v) {
		o = &doc->option[doc->noptions++];
		o->name = bt_arena_strndup(doc->arena, name, strlen(name),
		    err);
		o->value = value_text(doc->arena, v, err);
		if (o->name == NULL || o->value == NULL)
			return -1;
	}
	return 0;
}

static int64_t
time_of(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));
	struct bt_time_rule rule = { 0 };
	struct bt_err ignored = BT_ERR_INIT;
	int64_t t;

	if (s == NULL || bt_time_parse(s, strlen(s), &rule, &t,
	    &ignored) == -1)
		return BT_TIME_NONE;
	return t;
}

static const char *
text_of(struct bt_arena *arena, const json_t *object, const char *key,
    struct bt_err *err)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s == NULL ? "" : bt_arena_strndup(arena, s, strlen(s), err);
}

static int
read_inputs(struct bt_document *doc, json_t *inputs, struct bt_err *err)
{
	struct bt_document_input *in;
	json_t *v;
	size_t i;

	doc->input = bt_arena_alloc(doc->arena, json_array_size(inputs) + 1,
	    sizeof(*in), err);
	if (doc->input == NULL)
		return -1;
	json_array_foreach(inputs, i, v) {
		in = &doc->input[doc->ninputs++];
		in->name = text_of(doc->arena, v, "name", err);
		in->xxh3 = text_of(doc->arena, v, "xxh3", err);
		if (in->name == NULL || in->xxh3 == NULL)
			return -1;
		in->rows = (size_t)json_integer_value(json_object_get(v,
		    "rows"));
		in->symbols = (size_t)json_integer_value(json_object_get(v,
		    "symbols"));
		in->from = time_of(v, "from");
		in->to = time_of(v, "to");
	}
	return 0;
}

int
bt_document_header(struct bt_document *doc, struct bt_span line,
    struct bt_err *err)
{
	json_error_t why;
	json_t *run = json_loadb(line.s, line.n, 0, &why);
	int status;

	if (run == NULL)
		return bt_err_set(err, BT_EDATA, "the header of the run is "
		    "not JSON: %s", why.text);
	status = read_options(doc, json_object_get(run, "config"), err);
	if (status == 0)
		status = read_inputs(doc, json_object_get(run, "inputs"),
		    err);
	json_decref(run);
	return status;
}
