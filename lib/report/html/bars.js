/* SPDX-License-Identifier: ISC */

/*
 * Bars over classes or names, and lines across them:
 *
 *	new Bars(host, { label: "Returns by year", unit: "percent",
 *	    height: 220, colours: ["up"], signed: true,
 *	    bars: [{ from: 0, to: 1, text: "2001", values: [-0.13] }],
 *	    marks: [{ at: 0.5, text: "VaR", colour: "down" }] });
 *
 * Bars with several values stand side by side.  scale names the unit of the
 * axis below; without it each bar has its text there.
 */
function Bars(host, spec)
{
	var c = this;

	this.spec = spec;
	this.at = -1;
	this.readout = element("div", "readout");
	this.canvas = element("canvas");
	this.canvas.tabIndex = 0;
	this.canvas.setAttribute("role", "img");
	this.canvas.setAttribute("aria-label", spec.label);
	this.canvas.style.height = spec.height + "px";
	host.append(this.readout, this.canvas);
	this.from = spec.bars[0].from;
	this.to = spec.bars[spec.bars.length - 1].to;
	this.canvas.addEventListener("pointermove", function (e) {
		c.point(c.hit(e.clientX -
		    c.canvas.getBoundingClientRect().left));
	});
	this.canvas.addEventListener("pointerleave", function () {
		c.point(-1);
	});
	this.canvas.addEventListener("keydown", function (e) {
		var by = { ArrowLeft: -1, ArrowRight: 1 }[e.key];

		if (by) {
			e.preventDefault();
			c.point(Math.max(0, Math.min(spec.bars.length - 1,
			    c.at + by)));
		}
	});
	new ResizeObserver(function () {
		if (c.canvas.clientWidth !== c.width)
			c.draw();
	}).observe(this.canvas);
	this.draw();
}

Bars.prototype.px = function (x) {
	return LEFT + (x - this.from) / (this.to - this.from) *
	    (this.width - RIGHT - LEFT);
};

Bars.prototype.hit = function (px) {
	var c = this;

	return this.spec.bars.findIndex(function (b) {
		return px >= c.px(b.from) && px < c.px(b.to);
	});
};

Bars.prototype.point = function (i) {
	if (i === this.at)
		return;
	this.at = i;
	this.draw();
};

Bars.prototype.measure = function () {
	var ratio = document.documentElement.dataset.print ? 3 :
	    window.devicePixelRatio || 1, low = 0, high = 0, panel;

	this.width = this.canvas.clientWidth || 320;
	this.canvas.width = Math.round(this.width * ratio);
	this.canvas.height = Math.round(this.spec.height * ratio);
	this.pen = this.canvas.getContext("2d");
	this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
	this.spec.bars.forEach(function (bar) {
		bar.values.forEach(function (v) {
			low = Math.min(low, v || 0);
			high = Math.max(high, v || 0);
		});
	});
	panel = { top: TOP, size: this.spec.height - TOP - BOTTOM,
	    unit: this.spec.unit, zero: low === 0 || high === 0 };
	this.range = pad(low, high, false, panel);
	panel.y = scale(panel, this.range, false);
	this.panel = panel;
	this.right = this.width - RIGHT;
	this.ticks = [];
};

Bars.prototype.draw = function () {
	var c = this, pen;

	this.measure();
	pen = this.pen;
	pen.font = "11px system-ui, sans-serif";
	Chart.prototype.drawGrid.call(this, this.panel, this.range, false);
	this.spec.bars.forEach(function (bar, i) {
		c.drawBar(bar, i);
	});
	this.drawNames();
	(this.spec.marks || []).forEach(function (mark) {
		c.drawMark(mark);
	});
	(this.spec.marks || []).forEach(function (mark, i) {
		c.nameMark(mark, i);
	});
	this.tell();
};

Bars.prototype.drawBar = function (bar, i) {
	var left = this.px(bar.from), all = this.px(bar.to) - left, c = this,
	    room = this.spec.scale ? Math.min(1, all * 0.1) : all * 0.15,
	    each = (all - 2 * room) / bar.values.length;

	bar.values.forEach(function (v, k) {
		var y = c.panel.y(v), zero = c.panel.y(0),
		    name = bar.colour || (c.spec.signed ?
		    v < 0 ? "down" : "up" : c.spec.colours[k]);

		if (!isFinite(y))
			return;
		c.pen.fillStyle = paint(name);
		c.pen.globalAlpha = c.at < 0 || c.at === i ? 0.85 : 0.4;
		c.pen.fillRect(left + room + k * each, Math.min(y, zero),
		    Math.max(1, each - 0.5), Math.abs(zero - y));
		c.pen.globalAlpha = 1;
	});
};

/* Names below the bars, as many as there is room for. */
Bars.prototype.drawNames = function () {
	var pen = this.pen, c = this, y = this.spec.height - BOTTOM + 6, skip;

	pen.fillStyle = paint("muted");
	pen.textAlign = "center";
	pen.textBaseline = "top";
	if (this.spec.scale) {
		var ticks = linearTicks(this.from, this.to,
		    (this.right - LEFT) / 75);

		ticks.forEach(function (x) {
			pen.fillText(tickText(x, c.spec.scale,
			    ticks[1] - ticks[0]), c.px(x), y);
		});
		return;
	}
	skip = Math.ceil(this.spec.bars.length * 34 / (this.right - LEFT));
	this.spec.bars.forEach(function (bar, i) {
		if (i % skip === 0)
			pen.fillText(bar.text, c.px((bar.from + bar.to) / 2),
			    y);
	});
};

Bars.prototype.drawMark = function (mark) {
	var pen = this.pen, x = Math.round(this.px(mark.at)) + 0.5;

	pen.strokeStyle = paint(mark.colour);
	pen.setLineDash([4, 3]);
	pen.beginPath();
	pen.moveTo(x, TOP);
	pen.lineTo(x, TOP + this.panel.size);
	pen.stroke();
	pen.setLineDash([]);
};

/* Left of its line, on a ground that no other line runs through. */
Bars.prototype.nameMark = function (mark, i) {
	var pen = this.pen, x = Math.round(this.px(mark.at)) + 0.5;

	pen.textAlign = "right";
	pen.textBaseline = "top";
	pen.fillStyle = paint("card");
	pen.fillRect(x - 6 - pen.measureText(mark.text).width, TOP + 15 * i,
	    pen.measureText(mark.text).width + 3, 13);
	pen.fillStyle = paint(mark.colour);
	pen.fillText(mark.text, x - 5, TOP + 15 * i + 1);
};

Bars.prototype.tell = function () {
	var bar = this.spec.bars[this.at], spec = this.spec;

	this.readout.classList.toggle("hint", !bar);
	this.readout.textContent = !bar ? spec.caption || "\u00a0" :
	    bar.text + ": " + bar.values.map(function (v, k) {
		return (spec.names ? spec.names[k] + " " : "") +
		    number(v, spec.unit);
	}).join(", ");
};
