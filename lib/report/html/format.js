/* SPDX-License-Identifier: ISC */
"use strict";

/* Numbers and times as text, and the page's data as typed arrays. */

var MINUS = "\u2212", NONE = "n/a";
var MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
    "Oct", "Nov", "Dec"];
var NO_TIME = 0xffffffff;

/* What a unit is shown with, as on the page's other tables. */
var UNITS = {
	money: { scale: 1, digits: 2, suffix: "" },
	percent: { scale: 100, digits: 2, suffix: " %" },
	ratio: { scale: 1, digits: 3, suffix: "" },
	count: { scale: 1, digits: 0, suffix: "" },
	price: { scale: 1, digits: 2, suffix: "" }
};

function group(text)
{
	var point = text.indexOf("."), whole = point < 0 ? text :
	    text.slice(0, point), rest = point < 0 ? "" : text.slice(point);

	return whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

/* Every number on a chart or in a sorted table comes from here. */
function number(x, unit, digits)
{
	var u = UNITS[unit] || UNITS.ratio, v = x * u.scale, text;

	if (!isFinite(v) || x === null)
		return NONE;
	if (digits === undefined)
		digits = u.digits;
	text = Math.abs(v) < 1e12 ? Math.abs(v).toFixed(digits) :
	    Math.abs(v).toExponential(3);
	if (Math.abs(v) < 1e12)
		text = group(text);
	return (v < 0 && /[1-9]/.test(text) ? MINUS : "") + text + u.suffix;
}

function two(n)
{
	return (n < 10 ? "0" : "") + n;
}

/* A time in UTC, as the page's other dates. */
function moment(ms, dateOnly)
{
	var d = new Date(ms), day;

	if (isNaN(ms))
		return NONE;
	day = d.getUTCFullYear() + "-" + two(d.getUTCMonth() + 1) + "-" +
	    two(d.getUTCDate());
	if (dateOnly)
		return day;
	return day + " " + two(d.getUTCHours()) + ":" +
	    two(d.getUTCMinutes()) + (d.getUTCSeconds() ? ":" +
	    two(d.getUTCSeconds()) : "");
}

function bytes(base64)
{
	var text = atob(base64), n = text.length, out = new Uint8Array(n), i;

	for (i = 0; i < n; i++)
		out[i] = text.charCodeAt(i);
	return out;
}

/* Numbers are little-endian in the page; hardly a machine is not. */
function typed(raw, Type, size, get)
{
	var view, out, i;

	if (new Uint8Array(new Uint16Array([1]).buffer)[0] === 1)
		return new Type(raw.buffer);
	view = new DataView(raw.buffer);
	out = new Type(raw.length / size);
	for (i = 0; i < out.length; i++)
		out[i] = view[get](i * size, true);
	return out;
}

var KINDS = {
	f64: function (c) {
		return typed(bytes(c.v), Float64Array, 8, "getFloat64");
	},
	f32: function (c) {
		return typed(bytes(c.v), Float32Array, 4, "getFloat32");
	},
	u32: function (c) {
		return typed(bytes(c.v), Uint32Array, 4, "getUint32");
	},
	time: function (c) {
		var steps = KINDS.u32(c), out = new Float64Array(steps.length), i;

		for (i = 0; i < steps.length; i++)
			out[i] = steps[i] === NO_TIME ? NaN :
			    c.first + steps[i] * c.unit;
		return out;
	},
	rows: function (c) {
		return Float64Array.from(c.at);
	},
	text: function (c) {
		return KINDS.u32(c);
	}
};

/* A column as an array of numbers; null stays null. */
function column(c)
{
	return c ? KINDS[c.kind](c) : null;
}

/* An element with a class and a text; a text is never markup. */
function element(name, className, text)
{
	var e = document.createElement(name);

	if (className)
		e.className = className;
	if (text !== undefined)
		e.textContent = text;
	return e;
}

function paint(name)
{
	return getComputedStyle(document.documentElement)
	    .getPropertyValue("--" + name).trim();
}
