/* SPDX-License-Identifier: ISC */
/* Kernels that look at one row at a time: operators and mathematics. */
#include <math.h>

#include "lib/signal/functions.h"

/* The plain loop apart, because it is the one a compiler vectorises. */
#define MAP1(name, expression) \
static void name(const struct bt_call *call) \
{ \
	const double *x = call->x[0]; \
	size_t i, sx = call->step[0]; \
	double a; \
\
	for (i = 0; i < call->n; i++) { \
		a = x[i * sx]; \
		call->out[i] = (expression); \
	} \
}

#define MAP2_TO(name, type, target, expression) \
static void name(const struct bt_call *call) \
{ \
	const double *x = call->x[0], *y = call->x[1]; \
	size_t i, n = call->n, sx = call->step[0], sy = call->step[1]; \
	type *restrict out = call->target; \
	double a, b; \
\
	if (sx == 1 && sy == 1) { \
		for (i = 0; i < n; i++) { \
			a = x[i]; \
			b = y[i]; \
			out[i] = (type)(expression); \
		} \
		return; \
	} \
	for (i = 0; i < n; i++) { \
		a = x[i * sx]; \
		b = y[i * sy]; \
		out[i] = (type)(expression); \
	} \
}
#define MAP2(name, expression) MAP2_TO(name, double, out, expression)
#define TEST2(name, expression) MAP2_TO(name, uint8_t, flag, expression)

/* The remainder has the sign of the divisor, so that bars wrap round. */
static double
modulo(double a, double b)
{
	double r = fmod(a, b);

	return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

static double
lesser(double a, double b)
{
	return isnan(a) || isnan(b) ? NAN : a < b ? a : b;
}

static double
greater(double a, double b)
{
	return isnan(a) || isnan(b) ? NAN : a > b ? a : b;
}

static double
sign_of(double a)
{
	return isnan(a) ? a : (double)((a > 0) - (a < 0));
}

MAP1(negate, -a)
MAP1(absolute, fabs(a))
MAP1(logarithm, log(a))
MAP1(exponential, exp(a))
MAP1(root, sqrt(a))
MAP1(round_down, floor(a))
MAP1(round_up, ceil(a))
MAP1(round_off, round(a))
MAP1(sign, sign_of(a))
MAP2(add, a + b)
MAP2(subtract, a - b)
MAP2(multiply, a * b)
MAP2(divide, a / b)
MAP2(remainder_of, modulo(a, b))
MAP2(power, pow(a, b))
MAP2(smallest, lesser(a, b))
MAP2(largest, greater(a, b))
MAP2(or_else, isnan(a) ? b : a)
TEST2(less, a < b)
TEST2(less_equal, a <= b)
TEST2(more, a > b)
TEST2(more_equal, a >= b)
TEST2(equal, a == b)
TEST2(unequal, (a < b) | (a > b))

static void
has_value(const struct bt_call *call)
{
	size_t i;

	for (i = 0; i < call->n; i++)
		call->flag[i] = (uint8_t)!isnan(call->x[0][i *
		    call->step[0]]);
}

static void
both(const struct bt_call *call)
{
	size_t i;

	for (i = 0; i < call->n; i++)
		call->flag[i] = call->c[0][i * call->step[0]] &
		    call->c[1][i * call->step[1]];
}

static void
either(const struct bt_call *call)
{
	size_t i;

	for (i = 0; i < call->n; i++)
		call->flag[i] = call->c[0][i * call->step[0]] |
		    call->c[1][i * call->step[1]];
}

static void
neither(const struct bt_call *call)
{
	size_t i;

	for (i = 0; i < call->n; i++)
		call->flag[i] = !call->c[0][i * call->step[0]];
}

static void
choose(const struct bt_call *call)
{
	const size_t *step = call->step;
	size_t i, from;

	for (i = 0; i < call->n; i++) {
		from = call->c[0][i * step[0]] ? 1 : 2;
		if (call->out != NULL)
			call->out[i] = call->x[from][i * step[from]];
		else
			call->flag[i] = call->c[from][i * step[from]];
	}
}

/* x[n]: before the first bar there is no value, and no condition is met. */
static void
before(const struct bt_call *call)
{
	size_t i, ago;

	ago = call->k[1] < (double)call->n ? (size_t)call->k[1] : call->n;
	for (i = 0; i < call->n; i++) {
		if (call->out != NULL)
			call->out[i] = i < ago ? NAN : call->x[0][i - ago];
		else
			call->flag[i] = i < ago ? 0 : call->c[0][i - ago];
	}
}

#define ROW(name, group, signature, usage, compute, help) \
	{ name, group, signature, usage, NAN, 0, 0, true, true, false, 0, 0, \
	compute, help }

const struct bt_function bt_operators[] = {
	{ "[]", "operator", "am>a", "x[n]", NAN, 1, 0, false, false, false,
	    0, 0, before, "x as it was n bars ago, n from 0" },
	ROW("neg", "operator", "x>x", "-x", negate, "minus x"),
	ROW("^", "operator", "xx>x", "x ^ y", power,
	    "x to the power y; groups to the right"),
	ROW("*", "operator", "xx>x", "x * y", multiply, "product"),
	ROW("/", "operator", "xx>x", "x / y", divide, "quotient"),
	ROW("%", "operator", "xx>x", "x % y", remainder_of,
	    "remainder, with the sign of y"),
	ROW("+", "operator", "xx>x", "x + y", add, "sum"),
	ROW("-", "operator", "xx>x", "x - y", subtract, "difference"),
	ROW("<", "operator", "xx>c", "x < y", less, "less than"),
	ROW("<=", "operator", "xx>c", "x <= y", less_equal,
	    "less than or equal"),
	ROW(">", "operator", "xx>c", "x > y", more, "greater than"),
	ROW(">=", "operator", "xx>c", "x >= y", more_equal,
	    "greater than or equal"),
	ROW("==", "operator", "xx>c", "x == y", equal, "equal"),
	ROW("!=", "operator", "xx>c", "x != y", unequal,
	    "different, both with a value"),
	ROW("not", "operator", "c>c", "not c", neither, "c is not met"),
	ROW("and", "operator", "cc>c", "c and d", both, "both are met"),
	ROW("or", "operator", "cc>c", "c or d", either, "one or both are met"),
	ROW("if", "operator", "caa>a", "c ? x : y", choose,
	    "x where c is met, else y"),
	{ .name = NULL }
};

const struct bt_function bt_functions_maths[] = {
	ROW("abs", "mathematics", "x>x", "abs(x)", absolute,
	    "x without its sign"),
	{ "min", "mathematics", "xx>x", "min(x, y, ...)", NAN, 0, 0, true,
	    true, true, 0, 0, smallest, "the smallest of the arguments" },
	{ "max", "mathematics", "xx>x", "max(x, y, ...)", NAN, 0, 0, true,
	    true, true, 0, 0, largest, "the largest of the arguments" },
	ROW("log", "mathematics", "x>x", "log(x)", logarithm,
	    "natural logarithm"),
	ROW("exp", "mathematics", "x>x", "exp(x)", exponential,
	    "e to the power x"),
	ROW("sqrt", "mathematics", "x>x", "sqrt(x)", root, "square root"),
	ROW("floor", "mathematics", "x>x", "floor(x)", round_down,
	    "the whole number at or below x"),
	ROW("ceil", "mathematics", "x>x", "ceil(x)", round_up,
	    "the whole number at or above x"),
	ROW("round", "mathematics", "x>x", "round(x)", round_off,
	    "the nearest whole number, halves away from zero"),
	ROW("sign", "mathematics", "x>x", "sign(x)", sign,
	    "1 above zero, -1 below, 0 at zero"),
	{ "nz", "mathematics", "xx>x", "nz(x, y = 0)", 0, 0, 0, true, true,
	    false, 0, 0, or_else, "x, or y where x has no value" },
	ROW("has_value", "mathematics", "x>c", "has_value(x)", has_value,
	    "x has a value (is not in its warm-up)"),
	ROW("if", "mathematics", "caa>a", "if(c, x, y)", choose,
	    "x where c is met, else y; the same as c ? x : y"),
	{ .name = NULL }
};
