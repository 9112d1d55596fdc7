/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/cli/help.h"
#include "lib/cli/tool.h"

struct settings {
	const char		*output;
	int			 format;
	long long		 count;
	double			 stop;
	bool			 extra;
	struct bt_list		 params;
	struct bt_method	 cost;
};

static const struct bt_family	costs[] = {
	{ "none", "nothing", { { 0 } }, NULL },
	{ "percent", "a share of what is paid", {
		{ "rate", 0, 1, 0.001, true, "share of the notional" },
	}, NULL },
	{ NULL, NULL, { { 0 } }, NULL }
};

static const struct bt_opt	opts[] = {
	BT_OPT_FILE_ROW('o', "output", struct settings, output, "FILE",
	    "write to FILE"),
	BT_OPT_CHOICE_ROW('f', "format", struct settings, format,
	    "table|csv", "table", "format of the output"),
	BT_OPT_INT_ROW('n', "count", struct settings, count, "N", 0, 100,
	    "1", "how many"),
	BT_OPT_FLAG_ROW('x', "extra", struct settings, extra, "be extra"),
	BT_OPT_LIST_ROW('p', "param", struct settings, params, "NAME=VALUE",
	    "set a parameter"),
	BT_OPT_END
};
static const struct bt_opt	more[] = {
	BT_OPT_FRACTION_ROW(0, "stop-loss", struct settings, stop, "RATE", -1,
	    1, NULL, "leave when the loss is larger than this"),
	BT_OPT_METHOD_ROW(0, "cost", struct settings, cost, costs, "none",
	    "what it costs"),
	BT_OPT_END
};

static struct settings		set;
static struct bt_optgroup	groups[] = {
	{ "Output", opts, &set }, { "Execution", more, &set },
	{ NULL, NULL, NULL }
};
static struct bt_tool		tool;
static char			path[] = "/tmp/bt-cli-XXXXXX";

static int
make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd == -1 ? -1 : close(fd);
}

static int
remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static int
start(void **state)
{
	(void)state;
	tool = (struct bt_tool){ .name = "bt-x", .brief = "an example",
	    .operands = "[file ...]", .groups = groups,
	    .examples = "bt-x -f csv prices.csv\n" };
	return 0;
}

/* Parse words, which are copied: the parser moves them. */
static int
parse(const char *const *words, int *status)
{
	static char *argv[32];
	int argc = 0;

	argv[argc++] = (char *)(uintptr_t)"bt-x";
	for (; *words != NULL; words++)
		argv[argc++] = (char *)(uintptr_t)*words;
	argv[argc] = NULL;
	return bt_tool_parse(&tool, argc, argv, status);
}

/* What a process prints on descriptor fd while fn runs in it; its status. */
static int
printed(int fd, int (*fn)(const void *), const void *arg, char *text,
    size_t size)
{
	int status, out;
	ssize_t n;
	pid_t pid;

	if ((pid = fork()) == 0) {
		out = open(path, O_WRONLY | O_TRUNC);
		(void)dup2(out, fd);
		_exit(fn(arg));
	}
	assert_true(pid > 0);
	assert_true(waitpid(pid, &status, 0) == pid);
	assert_true((out = open(path, O_RDONLY)) != -1);
	n = read(out, text, size - 1);
	assert_true(n >= 0);
	text[n] = '\0';
	(void)close(out);
	return status;
}

static int
parse_status(const void *words)
{
	int status = 99;

	if (parse(words, &status) == 0)
		return bt_tool_end(&tool, NULL, 99);
	return status;
}

static void
says(int fd, int status, const char *const *words, const char *expected)
{
	char text[8192];
	int got = printed(fd, parse_status, words, text, sizeof(text));

	assert_true(WIFEXITED(got));
	assert_int_equal(WEXITSTATUS(got), status);
	assert_string_equal(text, expected);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
refuses(const char *const *words, const char *message)
{
	says(STDERR_FILENO, BT_EXIT_USAGE, words, message);
}

static void
mixes_options_and_operands(void **state)
{
	int status = 0;

	(void)state;
	assert_int_equal(parse(WORDS("a", "-n5", "-xvv", "-f", "csv", "b",
	    "--stop-loss=-5%", "-", "-p", "-x=1", "--param", "y=2", "-q",
	    "--output", "-o", "--", "-n", "c"), &status), 0);
	assert_true(set.count == 5);
	assert_true(set.extra);
	assert_true(tool.verbose);
	assert_true(tool.quiet);
	assert_int_equal(set.format, 1);
	assert_true(set.stop == -0.05);
	assert_string_equal(set.output, "-o");
	assert_true(set.params.n == 2);
	assert_string_equal(set.params.v[0], "-x=1");
	assert_true(tool.nargs == 5);
	assert_string_equal(tool.args[0], "a");
	assert_string_equal(tool.args[1], "b");
	assert_string_equal(tool.args[2], "-");
	assert_string_equal(tool.args[3], "-n");
	assert_string_equal(tool.args[4], "c");
	assert_int_equal(bt_tool_end(&tool, NULL, 7), 7);
}

static void
the_last_scalar_wins(void **state)
{
	int status = 0;

	(void)state;
	assert_int_equal(parse(WORDS("-n", "5", "--stop-loss", "-0.05",
	    "--count=6"), &status), 0);
	assert_true(set.count == 6);
	assert_true(set.stop == -0.05);
	assert_true(tool.nargs == 0);
	assert_int_equal(bt_tool_end(&tool, NULL, 0), 0);
}

static void
wrong_words(void **state)
{
	(void)state;
	refuses(WORDS("--stoploss=1"), "bt-x: unknown option '--stoploss'; "
	    "did you mean '--stop-loss'?\n");
	refuses(WORDS("--stop", "1"), "bt-x: unknown option '--stop'; "
	    "did you mean '--stop-loss'?\n");
	refuses(WORDS("--zzzzzz"), "bt-x: unknown option '--zzzzzz'; "
	    "see 'bt-x --help'\n");
	refuses(WORDS("-xZ"), "bt-x: unknown option '-Z'; "
	    "see 'bt-x --help'\n");
	refuses(WORDS("--extra=1"),
	    "bt-x: --extra takes no value, got '1'\n");
	refuses(WORDS("--no-extra"), "bt-x: unknown option '--no-extra'; "
	    "see 'bt-x --help'\n");
	refuses(WORDS("--count"), "bt-x: --count needs a value: N\n");
	refuses(WORDS("-xn"), "bt-x: -n needs a value: N\n");
	refuses(WORDS("-n", "101"), "bt-x: --count: want a whole number "
	    "from 0 to 100, got '101'\n");
	refuses(WORDS("--verson"), "bt-x: unknown option '--verson'; "
	    "did you mean '--version'?\n");
}

static void
operands_where_there_are_none(void **state)
{
	(void)state;
	tool.operands = "";
	refuses(WORDS("-x", "extra"),
	    "bt-x: takes no operand, got 'extra'\n");
}

static void
questions(void **state)
{
	(void)state;
	says(STDOUT_FILENO, BT_EXIT_OK, WORDS("--version", "--nonsense"),
	    "bt-x (bt) " BT_VERSION "\nISC licence: use, copy, modify and "
	    "distribute freely; no warranty.\n");
	says(STDOUT_FILENO, BT_EXIT_OK, WORDS("--print-config", "-p", "a=1",
	    "--stop-loss", "5%"),
	    "{\"format\":\"table\",\"count\":1,\"extra\":false,"
	    "\"params\":{\"a\":1},\"stop-loss\":0.05,\"cost\":\"none\"}\n");
}

static void
help(void **state)
{
	(void)state;
	says(STDOUT_FILENO, BT_EXIT_OK, WORDS("--help"),
	    "usage: bt-x [-xhqVv] [option value ...] [file ...]\n"
	    "\n"
	    "bt-x: an example\n"
	    "\n"
	    "Examples:\n"
	    "  bt-x -f csv prices.csv\n"
	    "\n"
	    "Output:\n"
	    "  -o, --output FILE           write to FILE\n"
	    "  -f, --format table|csv      format of the output "
	    "(default table)\n"
	    "  -n, --count N               how many (default 1)\n"
	    "  -x, --extra                 be extra\n"
	    "  -p, --param NAME=VALUE      set a parameter\n"
	    "\n"
	    "Execution:\n"
	    "      --stop-loss RATE        leave when the loss is larger "
	    "than this\n"
	    "      --cost METHOD           what it costs (default none)\n"
	    "        none                  nothing\n"
	    "        percent:rate=0.001    a share of what is paid\n"
	    "\n"
	    "Common:\n"
	    "  -c, --config FILE           read options from a JSON file; "
	    "the command line\n"
	    "                              wins\n"
	    "      --print-config          print every effective option as "
	    "such a file and\n"
	    "                              exit\n"
	    "  -q, --quiet                 no warnings\n"
	    "  -v, --verbose               say at the end what it took\n"
	    "  -h, --help                  print this help and exit\n"
	    "  -V, --version               print the version and exit\n"
	    "\n"
	    "Exit status: 0 done, 1 the answer is no, 2 usage, 3 bad input, "
	    "4 system.\n"
	    "Manual: man bt-x, man bt\n");
}

static void
specification(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf buf = { 0 };
	static const char begin[] =
	    "tool\tbt-x\tan example\t[file ...]\n"
	    "group\tOutput\n"
	    "opt\to\toutput\tfile\tFILE\t-\t-\twrite to FILE\n"
	    "opt\tf\tformat\tchoice\ttable|csv\ttable\t-\t"
	    "format of the output\n"
	    "opt\tn\tcount\tint\tN\t1\t from 0 to 100\thow many\n"
	    "opt\tx\textra\tflag\t-\t-\t-\tbe extra\n"
	    "opt\tp\tparam\tlist\tNAME=VALUE\t-\t-\tset a parameter\n"
	    "group\tExecution\n"
	    "opt\t-\tstop-loss\tfraction\tRATE\t-\t from -1 to 1\t"
	    "leave when the loss is larger than this\n"
	    "opt\t-\tcost\tmethod\tMETHOD\tnone\t-\twhat it costs\n"
	    "method\tcost\tnone\tnothing\n"
	    "method\tcost\tpercent\ta share of what is paid\n"
	    "param\tcost\tpercent\trate\tfraction\t0.001\t from 0 to 1\t"
	    "share of the notional\n"
	    "group\tCommon\n";

	(void)state;
	assert_int_equal(bt_help_spec(&tool, &buf, &err), 0);
	assert_true(buf.n > sizeof(begin));
	assert_memory_equal(buf.s, begin, sizeof(begin) - 1);
	bt_buf_free(&buf);
}

static void
write_config(const char *s)
{
	FILE *fp = fopen(path, "w");

	assert_non_null(fp);
	assert_true(fputs(s, fp) >= 0);
	assert_int_equal(fclose(fp), 0);
}

static void
configuration(void **state)
{
	int status = 0;

	(void)state;
	write_config("{\"count\":7,\"format\":\"csv\",\"extra\":true,"
	    "\"params\":{\"a\":1,\"b\":\"x\"},\"stop-loss\":\"5%\"}");
	assert_int_equal(parse(WORDS("-p", "a=2", "-c", path, "-n8"),
	    &status), 0);
	assert_true(set.count == 8);
	assert_int_equal(set.format, 1);
	assert_true(set.extra);
	assert_true(set.stop == 0.05);
	assert_true(set.params.n == 3);
	assert_string_equal(set.params.v[0], "a=1");
	assert_string_equal(set.params.v[1], "b=x");
	assert_string_equal(set.params.v[2], "a=2");
	assert_int_equal(bt_tool_end(&tool, NULL, 0), 0);
}

/* The message goes to a pipe here: the file holds the configuration. */
static void
config_refused(const char *json, const char *expected)
{
	char text[1024], want[1024];
	int fds[2], status = 0, saved, n;
	ssize_t got;

	write_config(json);
	assert_int_equal(pipe(fds), 0);
	assert_true((saved = dup(STDERR_FILENO)) != -1);
	assert_true(dup2(fds[1], STDERR_FILENO) != -1);
	assert_int_equal(parse(WORDS("-c", path), &status), -1);
	assert_true(dup2(saved, STDERR_FILENO) != -1);
	(void)close(saved);
	(void)close(fds[1]);
	got = read(fds[0], text, sizeof(text) - 1);
	(void)close(fds[0]);
	assert_true(got > 0);
	text[got] = '\0';
	n = snprintf(want, sizeof(want), "bt-x: %s%s\n", path, expected);
	assert_true(n > 0 && (size_t)n < sizeof(want));
	assert_string_equal(text, want);
	assert_int_equal(status, BT_EXIT_USAGE);
}

static void
wrong_configuration(void **state)
{
	(void)state;
	config_refused("{\"stoploss\":1}", ": unknown option 'stoploss'; "
	    "did you mean 'stop-loss'?");
	config_refused("{\"count\":101}", ": --count: want a whole number "
	    "from 0 to 100, got '101'");
	config_refused("{\"extra\":1}",
	    ": --extra: want true or false, got '1'");
	config_refused("{\"help\":true}",
	    ": unknown option 'help'; see 'bt-x --help'");
	config_refused("{", ":1:1: not JSON: string or '}' expected near "
	    "end of file");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(mixes_options_and_operands, start),
		cmocka_unit_test_setup(the_last_scalar_wins, start),
		cmocka_unit_test_setup(wrong_words, start),
		cmocka_unit_test_setup(operands_where_there_are_none, start),
		cmocka_unit_test_setup(questions, start),
		cmocka_unit_test_setup(help, start),
		cmocka_unit_test_setup(specification, start),
		cmocka_unit_test_setup(configuration, start),
		cmocka_unit_test_setup(wrong_configuration, start),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
