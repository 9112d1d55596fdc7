/* SPDX-License-Identifier: ISC */

/*
 * The price of a symbol with the run's entries and exits:
 *
 *	{ title: "Price", unit: "price", weight: 1, lines: [{ name: "Close",
 *	    colour: "c0", x: times, y: closes,
 *	    candles: { open: [], high: [], low: [] } }],
 *	    marks: [{ from: t, to: t, at: price, out: price, up: true,
 *	    gain: true }] }
 */

/* Candles where there is room for them, else the line of closes. */
Chart.prototype.drawCandles = function (line, panel) {
	var begin = Math.max(0, seek(line.x, this.from) - 1), pen = this.pen,
	    end = Math.min(line.x.length, seek(line.x, this.to) + 1),
	    c = line.candles, room = (this.right - LEFT) /
	    Math.max(1, end - begin), half = Math.max(0.5, Math.min(6,
	    room * 0.35)), i, x, up, top, size;

	if (room < 3)
		return false;
	for (i = begin; i < end; i++) {
		x = this.px(line.x[i]);
		up = line.y[i] >= c.open[i];
		pen.strokeStyle = pen.fillStyle = paint(up ? "up" : "down");
		pen.lineWidth = 1;
		pen.beginPath();
		pen.moveTo(x, panel.y(c.high[i]));
		pen.lineTo(x, panel.y(c.low[i]));
		pen.stroke();
		top = panel.y(Math.max(line.y[i], c.open[i]));
		size = panel.y(Math.min(line.y[i], c.open[i])) - top;
		pen.fillRect(x - half, top, 2 * half, Math.max(1, size));
	}
	return true;
};

function triangle(pen, x, y, up)
{
	var s = up ? 6 : -6;

	pen.beginPath();
	pen.moveTo(x, y);
	pen.lineTo(x - 4.5, y + 1.4 * s);
	pen.lineTo(x + 4.5, y + 1.4 * s);
	pen.closePath();
	pen.fill();
}

/* From each entry to its exit; too many to be told apart are left out. */
Chart.prototype.drawMarks = function (panel) {
	var pen = this.pen, c = this, seen = panel.marks.filter(function (m) {
		return m.to >= c.from && m.from <= c.to;
	});

	pen.lineWidth = 1.2;
	seen.forEach(function (m) {
		pen.strokeStyle = pen.fillStyle = paint(m.gain ? "up" :
		    "down");
		pen.globalAlpha = 0.75;
		pen.beginPath();
		pen.moveTo(c.px(m.from), panel.y(m.at));
		pen.lineTo(c.px(m.to), panel.y(m.out));
		pen.stroke();
		pen.globalAlpha = 1;
		if (seen.length > 400)
			return;
		pen.beginPath();
		pen.arc(c.px(m.to), panel.y(m.out), 3, 0, 7);
		pen.fill();
		pen.fillStyle = paint("text");
		triangle(pen, c.px(m.from), panel.y(m.at), m.up);
	});
};

function marksOf(run, symbol)
{
	var t = run.trades, words = t.symbol.words, sym = column(t.symbol),
	    from = column(t.entry_time), to = column(t.exit_time),
	    at = column(t.entry_price), out = column(t.exit_price),
	    side = column(t.side), pnl = column(t.pnl), list = [], i;

	for (i = 0; i < t.n; i++)
		if (words[sym[i]] === symbol && to[i] === to[i])
			list.push({ from: from[i], to: to[i], at: at[i],
			    out: out[i], up: t.side.words[side[i]] !== "short",
			    gain: pnl[i] > 0 });
	return list;
}

function pricePanel(run, p)
{
	return { title: "Price of " + p.symbol + (p.each > 1 ? ", " +
	    group(String(p.each)) + " bars a candle" : ""), unit: "price",
	    weight: 1, log: true, marks: marksOf(run, p.symbol),
	    lines: [{ name: "Close", colour: "c0", x: column(p.time),
	    y: column(p.close), candles: { open: column(p.open),
	    high: column(p.high), low: column(p.low) } }] };
}

/* One symbol at a time; the one with the most trades comes first. */
function drawPrice()
{
	var host = place("chart-price"), run = runs[0], c, choice, label;

	if (!host)
		return;
	c = chart("chart-price", "Price and trades", 380,
	    [pricePanel(run, run.prices[0])]);
	if (run.prices.length === 1)
		return;
	choice = element("select");
	label = element("label", "", "Symbol ");
	run.prices.forEach(function (p, k) {
		choice.append(new Option(p.symbol, String(k)));
	});
	choice.addEventListener("change", function () {
		c.spec.panels = [pricePanel(run, run.prices[choice.value])];
		c.draw();
	});
	label.append(choice);
	host.prepend(label);
}
