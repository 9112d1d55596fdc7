/* SPDX-License-Identifier: ISC */

/* Where the ticks of an axis are, and what they are called. */

var SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
var STEPS = [SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE,
    5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR,
    12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY];
var MONTH_STEPS = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200];

/* The smallest 1, 2 or 5 times a power of ten that is >= x. */
function roundUp(x)
{
	var power = Math.pow(10, Math.floor(Math.log10(x))), i,
	    steps = [1, 2, 5, 10];

	for (i = 0; i < 3 && steps[i] * power < x * (1 - 1e-9); i++)
		continue;
	return steps[i] * power;
}

/* About so many, never fewer than two. */
function linearTicks(low, high, most)
{
	var out = [], step, i, last;

	for (; out.length < 2 && most < 20; most *= 1.5) {
		step = roundUp((high - low) / most);
		last = Math.floor(high / step + 1e-9);
		out = [];
		for (i = Math.ceil(low / step - 1e-9); i <= last; i++)
			out.push(i * step);
	}
	return out;
}

/* Powers of ten and what is between them; linear below two of them. */
function logTicks(low, high, most)
{
	var out = [], k, i, x, factors;

	if (high / low < 20)
		return linearTicks(low, high, most);
	factors = high / low < Math.pow(10, most / 2) ? [1, 2, 5] : [1];
	for (k = Math.floor(Math.log10(low)); k <= Math.log10(high); k++)
		for (i = 0; i < factors.length; i++) {
			x = factors[i] * Math.pow(10, k);
			if (x >= low && x <= high)
				out.push(x);
		}
	return out;
}

/* Months since year 0, for steps of months and years. */
function monthTicks(from, to, step)
{
	var d = new Date(from), out = [], t,
	    m = d.getUTCFullYear() * 12 + d.getUTCMonth();

	for (m = Math.ceil(m / step) * step; ; m += step) {
		t = Date.UTC(Math.floor(m / 12), m % 12, 1);
		if (t > to)
			return out;
		if (t >= from)
			out.push({ at: t, text: step >= 12 ||
			    m % 12 === 0 ? String(Math.floor(m / 12)) :
			    MONTHS[m % 12] + (out.length === 0 ? " " +
			    Math.floor(m / 12) : "") });
	}
}

function clockTick(t, step)
{
	var d = new Date(t);

	if (t % DAY === 0 || step >= DAY)
		return d.getUTCDate() + " " + MONTHS[d.getUTCMonth()];
	return two(d.getUTCHours()) + ":" + two(d.getUTCMinutes()) +
	    (step < MINUTE ? ":" + two(d.getUTCSeconds()) : "");
}

function timeTicks(from, to, most)
{
	var want = (to - from) / most, out = [], i, t, step;

	for (i = 0; i < STEPS.length && STEPS[i] < want; i++)
		continue;
	if (i === STEPS.length) {
		want /= 30.4 * DAY;
		for (i = 0; i + 1 < MONTH_STEPS.length &&
		    MONTH_STEPS[i] < want; i++)
			continue;
		return monthTicks(from, to, MONTH_STEPS[i]);
	}
	step = STEPS[i];
	for (t = Math.ceil(from / step) * step; t <= to; t += step)
		out.push({ at: t, text: clockTick(t, step) });
	return out;
}

function rowTicks(from, to, most)
{
	return linearTicks(from, to, most).filter(function (x) {
		return x === Math.floor(x);
	}).map(function (x) {
		return { at: x, text: group(String(x)) };
	});
}

/* As short as an axis wants it: 1.2M, 250k, 5 %. */
function tickText(x, unit, step)
{
	var u = UNITS[unit] || UNITS.ratio, v = x * u.scale,
	    s = Math.abs(step * u.scale), large = Math.abs(v), divide = 1,
	    suffix = u.suffix, digits;

	if (unit === "money" && large >= 1e4) {
		divide = large >= 1e9 ? 1e9 : large >= 1e6 ? 1e6 : 1e3;
		suffix = divide === 1e9 ? "G" : divide === 1e6 ? "M" : "k";
	}
	s /= divide;
	digits = s > 0 ? Math.max(0, Math.min(8,
	    Math.ceil(-Math.log10(s) - 1e-9))) : 2;
	return (v < 0 ? MINUS : "") +
	    group((large / divide).toFixed(digits)) + suffix;
}
