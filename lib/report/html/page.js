/* SPDX-License-Identifier: ISC */

/* The page: its data, and what is drawn where. */

var runs = JSON.parse(document.getElementById("data").textContent).runs;
var single = runs.length === 1;
/* Whose axis of time is that of all charts. */
var lead = runs.find(function (run) { return run.curve; }) || runs[0];
var charts = [], bars = [];
var START = { money: "Equity", ratio: "Growth of 1" };

function place(id)
{
	return document.getElementById(id);
}

/* Several runs are drawn as growth of 1, whatever their money. */
function levels(run)
{
	var y = run.curve.level, first = run.curve.base;

	return single ? y : y.map(function (v) { return v / first; });
}

function line(run, k, y, x)
{
	return { name: single ? "" : run.name, colour: "c" + k % 8, y: y,
	    x: x || run.curve.time };
}

function eachCurve(make)
{
	return runs.map(function (run, k) {
		return run.curve && run.dated === lead.dated ?
		    make(run, k) : null;
	}).filter(Boolean);
}

function equityPanel()
{
	var unit = single && runs[0].money ? "money" : "ratio", lines;

	lines = eachCurve(function (run, k) {
		var l = line(run, k, levels(run));

		l.name = l.name || START[unit];
		return l;
	});
	if (lead.curve.benchmark)
		lines.unshift({ name: lead.curve.against, colour:
		    "benchmark", x: lead.curve.time, y: single ?
		    lead.curve.benchmark : lead.curve.benchmark.map(
		    function (v) { return v / lead.curve.base; }) });
	return { title: START[unit], unit: unit, weight: 3, log: true,
	    lines: lines };
}

function depthPanel()
{
	return { title: "Drawdown", unit: "percent", weight: 1.3, zero: true,
	    lines: eachCurve(function (run, k) {
		var l = line(run, k, run.curve.depth);

		l.name = l.name || "Drawdown";
		l.colour = single ? "down" : l.colour;
		l.fill = single;
		return l;
	    }) };
}

function rollingPanel(key, title, unit)
{
	return { title: title, unit: unit, weight: 1, lines: eachCurve(
	    function (run, k) {
		var l = run.rolling && line(run, k, run.rolling[key],
		    run.rolling.time);

		if (l)
			l.name = l.name || title;
		return l;
	    }).filter(Boolean) };
}

function exposurePanel()
{
	return { title: "Exposure", unit: "percent", weight: 1, zero: true,
	    lines: eachCurve(function (run, k) {
		var l = run.curve.exposure && line(run, k,
		    run.curve.exposure);

		if (l) {
			l.name = l.name || "Exposure";
			l.fill = single;
		}
		return l;
	    }).filter(Boolean) };
}

function chart(id, label, height, panels)
{
	var host = place(id), any = panels.some(function (panel) {
		return panel.lines.length > 0;
	});

	if (host && !any)		/* too short to roll over */
		host.closest("section").remove();
	return host && any ? new Chart(host, { label: label,
	    dated: lead.dated, dateOnly: lead.dateOnly, height: height,
	    panels: panels }, charts) : null;
}

function button(text, title, act)
{
	var b = element("button", "", text);

	b.type = "button";
	b.title = title;
	b.addEventListener("click", function () {
		act(b);
	});
	return b;
}

/* Spans of time back from the end, where the data is longer. */
function addButtons(host, c)
{
	var bar = element("div", "bar"), spans = { "1M": 30.4, "6M": 182.6,
	    "1Y": 365.25, "3Y": 1095.75, "5Y": 1826.25, "10Y": 3652.5 },
	    log = button("Log", "logarithmic scale", function (b) {
		b.setAttribute("aria-pressed", String(c.toggleLog()));
	    });

	log.setAttribute("aria-pressed", "false");
	Object.keys(lead.dated ? spans : {}).forEach(function (name) {
		if (spans[name] * DAY < c.last - c.first)
			bar.append(button(name, "the last " + name,
			    function () {
				c.show(c.last - spans[name] * DAY, c.last);
			    }));
	});
	bar.append(button("All", "everything", function () {
		c.showAll();
	}), log);
	host.prepend(bar);
}

function drawCurves()
{
	var c;

	if (!place("chart-equity"))
		return;
	c = chart("chart-equity", "Equity and drawdown", 430,
	    [equityPanel(), depthPanel()]);
	addButtons(place("chart-equity"), c);
	chart("chart-rolling", "Rolling Sharpe ratio and volatility", 320, [
	    rollingPanel("sharpe", "Sharpe ratio", "ratio"),
	    rollingPanel("volatility", "Volatility a year", "percent")]);
	chart("chart-exposure", "Exposure", 190, [exposurePanel()]);
}

function drawYears()
{
	var host = place("chart-years"), years = {}, list;

	if (!host)
		return;
	runs.forEach(function (run, k) {
		run.years.forEach(function (y) {
			years[y[0]] = years[y[0]] || runs.map(function () {
				return NaN;
			});
			years[y[0]][k] = y[1];
		});
	});
	list = Object.keys(years).map(function (year, i) {
		return { from: i, to: i + 1, text: year,
		    values: years[year] };
	});
	bars.push(new Bars(host, { label: "Return of each year",
	    caption: "Point at a bar for its number.", height: 240,
	    unit: "percent", bars: list, signed: single,
	    names: single ? null : runs.map(function (r) { return r.name; }),
	    colours: runs.map(function (r, k) { return "c" + k % 8; }) }));
}

function drawReturns()
{
	var host = place("chart-returns"), run = runs[0], marks = [];

	if (!host)
		return;
	if (run.risk) {
		marks.push({ at: run.risk[0], colour: "accent", text:
		    "VaR 95 % " + number(run.risk[0], "percent") });
		marks.push({ at: run.risk[1], colour: "down", text:
		    "CVaR 95 % " + number(run.risk[1], "percent") });
	}
	bars.push(new Bars(host, { label: "Distribution of returns",
	    caption: "Returns from row to row, and how many there are.",
	    height: 240, unit: "count", scale: "percent", marks: marks,
	    bars: run.bins.map(function (b) {
		return { from: b[0], to: b[1], values: [b[2]],
		    colour: b[1] <= 0 ? "down" : "up",
		    text: number(b[0], "percent") + " to " +
		    number(b[1], "percent") };
	    }) }));
}

var TRADE = [
	{ key: "id", title: "#", unit: "count" },
	{ key: "symbol", title: "Symbol" },
	{ key: "side", title: "Side" },
	{ key: "entry_time", title: "Entry" },
	{ key: "exit_time", title: "Exit" },
	{ key: "exit_reason", title: "Reason", help: "why it was closed" },
	{ key: "quantity", title: "Quantity", unit: "price" },
	{ key: "entry_price", title: "Entry price", unit: "price" },
	{ key: "exit_price", title: "Exit price", unit: "price" },
	{ key: "pnl", title: "P&L", unit: "money", signed: true,
	    help: "money, net of all costs" },
	{ key: "return", title: "Return", unit: "percent", signed: true,
	    help: "P&L by the value at entry" },
	{ key: "commission", title: "Commission", unit: "money",
	    help: "of both sides" },
	{ key: "bars", title: "Bars", unit: "count" },
	{ key: "mae", title: "MAE", unit: "percent",
	    help: "worst moment of the trade" },
	{ key: "mfe", title: "MFE", unit: "percent",
	    help: "best moment of the trade" },
	{ key: "tag", title: "Tag" }
];
var EVENT = [
	{ key: "time", title: "Time" },
	{ key: "symbol", title: "Symbol" },
	{ key: "event", title: "Event" },
	{ key: "reason", title: "Reason" },
	{ key: "limit", title: "Limit", unit: "price" },
	{ key: "value", title: "Asked for", unit: "price" }
];

function columns(list, data, run)
{
	return list.filter(function (c) {
		var d = data[c.key];

		return d && !(d.words && d.words.length === 1 &&
		    d.words[0] === "");
	}).map(function (c) {
		var d = data[c.key];

		return { title: c.title, unit: c.unit, signed: c.signed,
		    help: c.help, values: column(d), words: d.words,
		    time: d.kind === "time", dateOnly: run.dateOnly };
	});
}

function fillTable(host, key, list, run)
{
	var data = run[key];

	host.replaceChildren();
	if (!data || data.n === 0)
		host.append(element("p", "none", "None."));
	else
		new Table(host, { caption: key, n: data.n,
		    columns: columns(list, data, run),
		    results: key === "trades" ? column(data.pnl) :
		    undefined });
}

/* One table, of the run that is chosen where there are several. */
function drawTable(id, key, list)
{
	var host = place(id), inner = element("div"), choice, label;

	if (!host)
		return;
	if (!single) {
		choice = element("select");
		label = element("label", "", "Run ");
		runs.forEach(function (run, k) {
			choice.append(new Option(run.name, String(k)));
		});
		choice.addEventListener("change", function () {
			fillTable(inner, key, list, runs[choice.value]);
		});
		label.append(choice);
		host.append(label);
	}
	host.append(inner);
	fillTable(inner, key, list, runs[0]);
}

function redraw()
{
	charts.concat(bars).forEach(function (c) {
		c.draw();
	});
}

function isDark()
{
	return getComputedStyle(document.documentElement).colorScheme ===
	    "dark";
}

/* A way to each section. */
function addContents()
{
	var nav = element("nav");

	nav.setAttribute("aria-label", "contents");
	document.querySelectorAll("section").forEach(function (section) {
		var a = element("a", "",
		    section.querySelector("h2").textContent);

		a.href = "#" + section.id;
		nav.append(a);
	});
	document.querySelector("header").after(nav);
}

function addTheme()
{
	var b = button("Dark / light", "change the colours", function () {
		document.documentElement.dataset.theme = isDark() ?
		    "light" : "dark";
		redraw();
	});

	b.className = "theme";
	document.querySelector("header").append(b);
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change",
	    redraw);
}

/* Paper is white and finer than a screen. */
function addPrint()
{
	window.addEventListener("beforeprint", function () {
		document.documentElement.dataset.print = "yes";
		redraw();
	});
	window.addEventListener("afterprint", function () {
		delete document.documentElement.dataset.print;
		redraw();
	});
}

runs.forEach(function (run) {
	[run.curve, run.rolling].forEach(function (part) {
		if (part)
			["time", "level", "depth", "exposure", "benchmark",
			    "sharpe", "volatility"].forEach(function (key) {
				part[key] = column(part[key]);
			});
	});
});
addTheme();
addPrint();
drawCurves();
drawPrice();
drawYears();
drawReturns();
drawTable("table-trades", "trades", TRADE);
drawTable("table-events", "events", EVENT);
addContents();
