/* SPDX-License-Identifier: ISC */
/* bt-validate: bars in, what is wrong with them out. */
#include "lib/cli/tool.h"
#include "lib/market/bars.h"
#include "lib/market/clean.h"
#include "lib/market/findings.h"
#include "lib/market/quality.h"

struct settings {
	int				 format;
	const char			*output;
	bool				 summary, strict, clean, list;
	struct bt_bars_settings		 bars;
	struct bt_quality_settings	 quality;
};

static const struct bt_opt opts[] = {
	BT_OPT_CHOICE_ROW('f', "format", struct settings, format,
	    "text|ndjson|csv", "text", "how to write findings"),
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write here, whole or not at all, instead of standard output"),
	BT_OPT_FLAG_ROW(0, "summary", struct settings, summary,
	    "write a line a symbol instead of the findings"),
	BT_OPT_FLAG_ROW(0, "strict", struct settings, strict,
	    "warnings give exit status 1 as well"),
	BT_OPT_FLAG_ROW(0, "clean", struct settings, clean,
	    "write mended bars as CSV; what was mended goes to stderr"),
	BT_OPT_FLAG_ROW(0, "list", struct settings, list,
	    "list the checks and end"),
	BT_OPT_END
};

static const char examples[] =
    "bt-validate prices.csv\n"
    "bt-validate --calendar nyse --strict prices.csv\n"
    "bt-validate --clean prices.csv >clean.csv\n";

/* What was mended, on stderr. */
static int
tell(const struct bt_tool *tool, const struct bt_quality *q,
    struct bt_err *err)
{
	const struct bt_finding *f;
	struct bt_buf buf = { 0 };
	size_t i, n;
	int rc = 0;

	f = bt_quality_findings(q, &n);
	for (i = 0; i < n && rc == 0; i++) {
		buf.n = 0;
		if ((rc = bt_finding_line(&buf, &f[i], "repair", err)) == 0)
			bt_tool_warn(tool, "%s", buf.s);
	}
	bt_buf_free(&buf);
	return rc;
}

static int
examine(const struct bt_tool *tool, const struct settings *set,
    struct bt_bars_read *ask, struct bt_clean *c, struct bt_out *out,
    struct bt_err *err)
{
	enum bt_findings_format format = (enum bt_findings_format)set->format;
	struct bt_bars_result result;
	int rc;

	ask->complain = set->clean ? bt_clean_hear : bt_quality_hear;
	ask->arg = set->clean ? (void *)c : c->quality;
	if (bt_bars_read(ask, &result, err) == -1)
		return -1;
	if (set->clean) {
		rc = bt_clean_write(c, ask, &result, out, err);
		if (rc == 0)
			rc = tell(tool, c->quality, err);
	} else if ((rc = bt_quality_check(c->quality, ask, &result,
	    err)) == 0) {
		rc = set->summary ? bt_findings_summary(out, format,
		    c->quality, &result, err) :
		    bt_findings_write(out, format, c->quality, err);
	}
	bt_bars_result_free(&result);
	return rc;
}

static int
answer(const struct bt_tool *tool, const struct settings *set,
    struct bt_out *out, struct bt_err *no, struct bt_err *err)
{
	struct bt_bars_read ask = { .settings = &set->bars,
	    .paths = (const char *const *)tool->args,
	    .npaths = tool->nargs, .extras = &bt_quality_place,
	    .nextras = 1 };
	struct bt_clean c = { .widen = set->quality.widen };
	struct bt_err why = BT_ERR_INIT;
	int rc;

	if ((c.quality = bt_quality_new(&set->quality, err)) == NULL)
		return -1;
	rc = examine(tool, set, &ask, &c, out, &why);
	/* Memory that ran out in the middle of a complaint comes first. */
	if (rc == -1 && bt_quality_failed(c.quality, err) == 0)
		*err = why;
	if (rc == 0 && !set->clean)
		(void)bt_quality_judge(c.quality, set->strict, no);
	bt_quality_free(c.quality);
	return rc;
}

static int
run(const struct bt_tool *tool, const struct settings *set,
    struct bt_err *no, struct bt_err *err)
{
	struct bt_out *out = bt_out_open(set->output, err);
	int rc = 0;

	if (out == NULL)
		return -1;
	if (set->list)
		bt_findings_list(out, (enum bt_findings_format)set->format);
	else
		rc = answer(tool, set, out, no, err);
	if (rc == 0)
		return bt_out_close(out, err);
	bt_out_abort(out);
	return -1;
}

int
main(int argc, char *argv[])
{
	struct settings set;
	struct bt_optgroup groups[] = { { "Output", opts, &set },
	    { "Checks", bt_quality_opts, &set.quality },
	    { "Input", bt_bars_opts, &set.bars }, { NULL, NULL, NULL } };
	struct bt_tool tool = { .name = "bt-validate",
	    .brief = "check bars, or mend them", .operands = "[file ...]",
	    .groups = groups, .examples = examples };
	struct bt_err err = BT_ERR_INIT, no = BT_ERR_INIT;
	int status;

	if (bt_tool_parse(&tool, argc, argv, &status) == -1)
		return status;
	if (tool.nargs == 0 && !set.list && bt_tool_waits(&tool))
		return bt_tool_end(&tool, &err, BT_EXIT_USAGE);
	/* The verdict comes behind the findings, on a terminal too. */
	if (run(&tool, &set, &no, &err) == 0 && no.code != BT_OK)
		(void)bt_tool_fail(&tool, &no);
	return bt_tool_end(&tool, &err,
	    no.code != BT_OK ? BT_EXIT_NO : BT_EXIT_OK);
}
