/* SPDX-License-Identifier: ISC */

/*
 * A table that sorts by a click on a heading, filters as one types, and shows
 * a page of rows at a time, so that a million rows are as quick as ten:
 *
 *	new Table(host, { caption: "Trades", n: 2, columns: [
 *	    { title: "Symbol", values: indices, words: ["A", "B"] },
 *	    { title: "P&L", unit: "money", values: pnl, signed: true }] });
 */

var PAGE = 25;

function Table(host, spec)
{
	this.spec = spec;
	this.page = 0;
	this.sorted = null;
	this.down = false;
	this.order = new Uint32Array(spec.n);
	spec.columns.forEach(function (c) {
		c.digits = c.unit === "price" ? decimals(c.values) :
		    undefined;
	});
	this.buildBar(host);
	this.buildTable(host);
	this.select();
}

Table.prototype.buildBar = function (host) {
	var bar = element("div", "bar"), label = element("label", "",
	    "Filter "), t = this;

	this.query = element("input");
	this.query.type = "search";
	this.query.placeholder = "symbol, side, reason \u2026";
	this.query.addEventListener("input", function () {
		t.select();
	});
	label.append(this.query);
	bar.append(label);
	if (this.spec.results !== undefined)
		bar.append(this.buildResults());
	this.count = element("span", "count");
	this.count.setAttribute("role", "status");
	this.before = this.turner("\u2039", "previous page", -1);
	this.after = this.turner("\u203a", "next page", 1);
	bar.append(this.before, this.count, this.after);
	host.append(bar);
};

Table.prototype.buildResults = function () {
	var label = element("label", "", "Show "), t = this;

	this.result = element("select");
	["all", "winners", "losers"].forEach(function (name) {
		t.result.append(new Option(name, name));
	});
	this.result.addEventListener("change", function () {
		t.select();
	});
	label.append(this.result);
	return label;
};

Table.prototype.turner = function (text, title, by) {
	var button = element("button", "", text), t = this;

	button.type = "button";
	button.setAttribute("aria-label", title);
	button.addEventListener("click", function () {
		t.page += by;
		t.fill();
	});
	return button;
};

Table.prototype.buildTable = function (host) {
	var frame = element("div", "wide"), table = element("table", "data"),
	    row = element("tr"), head = element("thead"), t = this;

	table.append(element("caption", "spoken", this.spec.caption));
	this.heads = this.spec.columns.map(function (c, i) {
		var th = element("th", c.words || c.time ? "" : "number"),
		    button = element("button", "", c.title);

		th.scope = "col";
		button.type = "button";
		if (c.help)
			button.title = c.help;
		button.addEventListener("click", function () {
			t.sortBy(i);
		});
		th.append(button);
		row.append(th);
		return th;
	});
	head.append(row);
	this.body = element("tbody");
	table.append(head, this.body);
	frame.tabIndex = 0;
	frame.append(table);
	host.append(frame);
};

/*
 * Decimals that say all of a column's prices to six digits; one number for
 * them all, so that their points stand below each other.
 */
function decimals(values)
{
	var most = 2, i, text, point, n = Math.min(values.length, 1000);

	for (i = 0; i < n; i++) {
		text = isFinite(values[i]) ?
		    String(Number(values[i].toPrecision(6))) : "";
		point = text.indexOf(".");
		if (point >= 0 && text.indexOf("e") < 0)
			most = Math.max(most, text.length - point - 1);
	}
	return Math.min(most, 8);
}

/* First click: the largest number or the first word on top. */
Table.prototype.sortBy = function (i) {
	var c = this.spec.columns[i];

	this.down = this.sorted === i ? !this.down : !c.words && !c.time;
	this.sorted = i;
	this.select();
};

/* The rank of each word among them all, for sorting by number. */
function ranks(words)
{
	var list = words.map(function (w, i) { return i; }), out = [];

	list.sort(function (a, b) {
		return words[a] < words[b] ? -1 : words[a] > words[b] ? 1 : 0;
	});
	list.forEach(function (word, rank) {
		out[word] = rank;
	});
	return out;
}

Table.prototype.sort = function () {
	var c = this.spec.columns[this.sorted], v = c.values, rank, keys,
	    sign = this.down ? -1 : 1;

	if (c.words) {
		rank = ranks(c.words);
		keys = Float64Array.from(v, function (w) { return rank[w]; });
	} else
		keys = v;
	this.order.sort(function (a, b) {
		var x = keys[a], y = keys[b];

		if (x !== x || y !== y)
			return (x !== x) - (y !== y);
		return x === y ? a - b : x < y ? -sign : sign;
	});
};

/* Of each column of words, which of them hold all letters typed. */
Table.prototype.matches = function () {
	var text = this.query.value.trim().toLowerCase();

	return text === "" ? null : text.split(/\s+/).map(function (part) {
		return this.spec.columns.filter(function (c) {
			return c.words;
		}).map(function (c) {
			return { values: c.values, hit: c.words.map(
			    function (w) {
				return w.toLowerCase().indexOf(part) >= 0;
			}) };
		});
	}, this);
};

function passes(row, wanted)
{
	return wanted === null || wanted.every(function (columns) {
		return columns.some(function (c) {
			return c.hit[c.values[row]];
		});
	});
}

Table.prototype.select = function () {
	var wanted = this.matches(), n = 0, i, result = this.result ?
	    this.result.value : "all", gain = this.spec.results,
	    order = new Uint32Array(this.spec.n);

	for (i = 0; i < this.spec.n; i++)
		if (passes(i, wanted) && (result === "all" ||
		    (result === "winners" ? gain[i] > 0 : gain[i] < 0)))
			order[n++] = i;
	this.order = order.subarray(0, n);
	if (this.sorted !== null)
		this.sort();
	this.heads.forEach(function (th, k) {
		if (k === this.sorted)
			th.setAttribute("aria-sort", this.down ?
			    "descending" : "ascending");
		else
			th.removeAttribute("aria-sort");
	}, this);
	this.page = 0;
	this.fill();
};

Table.prototype.cell = function (c, i) {
	var v = c.values[i], td = element("td", c.words || c.time ? "" :
	    "number");

	if (c.words)
		td.textContent = c.words[v];
	else if (c.time)
		td.textContent = moment(v, c.dateOnly);
	else
		td.textContent = number(v, c.unit, c.digits);
	if (c.signed && v !== 0 && v === v)
		td.className += v > 0 ? " gain" : " loss";
	return td;
};

Table.prototype.fill = function () {
	var rows = [], n = this.order.length, i, row,
	    last = Math.max(0, Math.ceil(n / PAGE) - 1), end;

	this.page = Math.max(0, Math.min(last, this.page));
	end = Math.min(n, (this.page + 1) * PAGE);
	for (i = this.page * PAGE; i < end; i++) {
		row = element("tr");
		row.append.apply(row, this.spec.columns.map(function (c) {
			return this.cell(c, this.order[i]);
		}, this));
		rows.push(row);
	}
	this.body.replaceChildren.apply(this.body, rows);
	this.count.textContent = n === 0 ? "no rows" :
	    group(String(this.page * PAGE + 1)) + "\u2013" +
	    group(String(end)) + " of " + group(String(n)) +
	    (n < this.spec.n ? " (" + group(String(this.spec.n)) + " in all)" :
	    "");
	this.before.disabled = this.page === 0;
	this.after.disabled = this.page === last;
};
