/* SPDX-License-Identifier: ISC */

/*
 * Curves over time, in panels one above the other that share their time:
 *
 *	new Chart(host, { label: "Equity", dated: true, dateOnly: true,
 *	    height: 420, panels: [{ title: "Equity", unit: "money", weight: 3,
 *	    lines: [{ name: "run", colour: "c0", x: times, y: levels }] }] },
 *	    together);
 *
 * x ascends; y may have NaN for gaps.  Charts of one array (together) zoom
 * as one.  What is in view stands in data-from and data-to of the canvas.
 */

var LEFT = 58, RIGHT = 12, TOP = 20, GAP = 14, BOTTOM = 24;

function Chart(host, spec, together)
{
	this.host = host;
	this.spec = spec;
	this.together = together;
	this.log = false;
	this.at = null;			/* where the cross-hair is */
	this.drag = null;
	this.touches = {};
	this.findRange();
	this.build();
	together.push(this);
	this.listen();
	this.draw();
}

/* From the first to the last time of all lines. */
Chart.prototype.findRange = function () {
	var first = Infinity, last = -Infinity, most = 2;

	this.lines().forEach(function (line) {
		var n = line.x.length;

		if (n === 0)
			return;
		first = Math.min(first, line.x[0]);
		last = Math.max(last, line.x[n - 1]);
		most = Math.max(most, n);
	});
	if (!(last > first)) {
		first = isFinite(first) ? first - 1 : 0;
		last = first + 2;
	}
	this.first = this.from = first;
	this.last = this.to = last;
	this.least = (last - first) / most * 4;
};

Chart.prototype.lines = function () {
	return [].concat.apply([], this.spec.panels.map(function (p) {
		return p.lines;
	}));
};

Chart.prototype.build = function () {
	this.readout = element("div", "readout");
	this.canvas = element("canvas");
	this.back = element("canvas");
	this.canvas.tabIndex = 0;
	this.canvas.setAttribute("role", "img");
	this.canvas.style.height = this.spec.height + "px";
	this.spoken = element("div", "spoken");
	this.spoken.setAttribute("aria-live", "polite");
	this.host.append(this.readout, this.canvas, this.spoken);
};

/* The first index with x >= t. */
function seek(x, t)
{
	var low = 0, high = x.length, mid;

	while (low < high) {
		mid = (low + high) >> 1;
		if (x[mid] < t)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

function nearest(x, t)
{
	var i = seek(x, t);

	if (i === x.length || (i > 0 && t - x[i - 1] < x[i] - t))
		i--;
	return i;
}

/* Lowest and highest of what is in view, one point beyond each end too. */
Chart.prototype.extent = function (panel) {
	var low = Infinity, high = -Infinity, log = this.isLog(panel), c = this;

	panel.lines.forEach(function (line) {
		var i = Math.max(0, seek(line.x, c.from) - 1), ys = line.y,
		    end = Math.min(line.x.length, seek(line.x, c.to) + 1),
		    least = log ? Number.MIN_VALUE : -Infinity;

		for (; i < end; i++) {
			if (ys[i] < low && ys[i] >= least)
				low = ys[i];
			if (ys[i] > high && ys[i] >= least)
				high = ys[i];
			if (!line.candles)
				continue;
			low = Math.min(low, line.candles.low[i]);
			high = Math.max(high, line.candles.high[i]);
		}
	});
	return pad(low, high, log, panel);
};

function pad(low, high, log, panel)
{
	var room;

	if (!(high >= low))
		return log ? [1, 10] : [0, 1];
	if (log)
		return [low / Math.pow(high / low, 0.04) * (high > low ? 1 :
		    0.9), high * Math.pow(high / low, 0.04) * (high > low ?
		    1 : 1.1)];
	room = (high - low) * 0.05 || Math.abs(high) * 0.05 || 1;
	if (panel.zero && low >= 0)
		return [0, high + room];
	if (panel.zero && high <= 0)
		return [low - room, 0];
	return [low - room, high + room];
}

Chart.prototype.isLog = function (panel) {
	return this.log && panel.log === true;
};

/* Sizes in CSS pixels; the canvas has as many dots as the screen shows. */
Chart.prototype.measure = function () {
	var ratio = document.documentElement.dataset.print ? 3 :
	    window.devicePixelRatio || 1, total = 0, used, y = TOP;

	this.width = this.canvas.clientWidth || 640;
	this.height = this.spec.height;
	this.ratio = ratio;
	this.back.width = this.canvas.width = Math.round(this.width * ratio);
	this.back.height = this.canvas.height =
	    Math.round(this.height * ratio);
	this.pen = this.back.getContext("2d");
	this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
	this.spec.panels.forEach(function (p) {
		total += p.weight;
	});
	used = this.height - BOTTOM - (TOP + GAP) *
	    this.spec.panels.length + GAP;
	this.spec.panels.forEach(function (p) {
		p.top = y;
		p.size = used * p.weight / total;
		y += p.size + GAP + TOP;
	});
	this.right = this.width - RIGHT;
};

Chart.prototype.px = function (t) {
	return LEFT + (t - this.from) / (this.to - this.from) *
	    (this.right - LEFT);
};

Chart.prototype.time = function (px) {
	return this.from + (px - LEFT) / (this.right - LEFT) *
	    (this.to - this.from);
};

/* A function from values to pixels. */
function scale(panel, range, log)
{
	var low = log ? Math.log(range[0]) : range[0],
	    high = log ? Math.log(range[1]) : range[1],
	    k = panel.size / (high - low), bottom = panel.top + panel.size;

	return log ? function (y) {
		return bottom - (Math.log(y) - low) * k;
	} : function (y) {
		return bottom - (y - low) * k;
	};
}

Chart.prototype.draw = function () {
	var c = this, pen;

	this.measure();
	pen = this.pen;
	pen.font = "11px system-ui, sans-serif";
	pen.lineJoin = "round";
	this.ticks = this.spec.dated ? timeTicks(this.from, this.to,
	    (this.right - LEFT) / 75) : rowTicks(this.from, this.to,
	    (this.right - LEFT) / 75);
	this.spec.panels.forEach(function (panel) {
		c.drawPanel(panel);
	});
	this.drawTimes();
	this.front();
};

/* The curves as drawn before, and on them what follows the pointer. */
Chart.prototype.front = function () {
	this.pen = this.canvas.getContext("2d");
	this.pen.setTransform(1, 0, 0, 1, 0, 0);
	this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
	this.pen.drawImage(this.back, 0, 0);
	this.pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
	this.drawCross();
	this.drawSelection();
	this.tell();
};

Chart.prototype.drawPanel = function (panel) {
	var log = this.isLog(panel), range = this.extent(panel), c = this,
	    y = scale(panel, range, log), pen = this.pen;

	panel.y = y;
	this.drawGrid(panel, range, log);
	pen.save();
	pen.beginPath();
	pen.rect(LEFT, panel.top - 1, this.right - LEFT, panel.size + 2);
	pen.clip();
	panel.lines.forEach(function (line) {
		if (!line.candles || !c.drawCandles(line, panel))
			c.drawLine(line, panel, range);
	});
	if (panel.marks)
		this.drawMarks(panel);
	pen.restore();
	pen.fillStyle = paint("muted");
	pen.textAlign = "left";
	pen.textBaseline = "bottom";
	pen.fillText(panel.title + (log ? ", log scale" : ""), LEFT,
	    panel.top - 5);
};

Chart.prototype.drawGrid = function (panel, range, log) {
	var most = Math.max(3, panel.size / 30), pen = this.pen, c = this,
	    ticks = (log ? logTicks : linearTicks)(range[0], range[1], most),
	    step = ticks.length > 1 ? ticks[1] - ticks[0] : ticks[0];

	pen.lineWidth = 1;
	pen.textAlign = "right";
	pen.textBaseline = "middle";
	ticks.forEach(function (v) {
		var y = Math.round(panel.y(v)) + 0.5;

		pen.strokeStyle = paint(v === 0 ? "axis" : "grid");
		pen.beginPath();
		pen.moveTo(LEFT, y);
		pen.lineTo(c.right, y);
		pen.stroke();
		pen.fillStyle = paint("muted");
		pen.fillText(tickText(v, panel.unit, step), LEFT - 6, y);
	});
	pen.strokeStyle = paint("grid");
	this.ticks.forEach(function (tick) {
		var x = Math.round(c.px(tick.at)) + 0.5;

		pen.beginPath();
		pen.moveTo(x, panel.top);
		pen.lineTo(x, panel.top + panel.size);
		pen.stroke();
	});
};

Chart.prototype.drawTimes = function () {
	var pen = this.pen, c = this;

	pen.fillStyle = paint("muted");
	pen.textBaseline = "top";
	pen.textAlign = "center";
	this.ticks.forEach(function (tick) {
		var half = pen.measureText(tick.text).width / 2,
		    x = Math.max(LEFT - 20 + half, Math.min(c.width - half,
		    c.px(tick.at)));

		pen.fillText(tick.text, x, c.height - BOTTOM + 6);
	});
};

/* As many points as there are, or four to a column of pixels. */
Chart.prototype.drawLine = function (line, panel, range) {
	var begin = Math.max(0, seek(line.x, this.from) - 1), pen = this.pen,
	    end = Math.min(line.x.length, seek(line.x, this.to) + 1),
	    path = end - begin > 4 * this.width ?
	    this.thin(line, begin, end) : null, i, n, open = false, x, y,
	    floor = panel.y(Math.max(range[0], Math.min(0, range[1])));

	pen.beginPath();
	n = path ? path.length : end - begin;
	for (i = 0; i < n; i++) {
		y = panel.y(line.y[path ? path[i] : begin + i]);
		if (!isFinite(y)) {
			open = false;
			continue;
		}
		x = this.px(line.x[path ? path[i] : begin + i]);
		if (open)
			pen.lineTo(x, y);
		else
			pen.moveTo(x, y);
		open = true;
	}
	pen.strokeStyle = paint(line.colour);
	pen.lineWidth = line.width || 1.4;
	pen.stroke();
	if (!line.fill || n === 0)
		return;
	pen.lineTo(this.px(line.x[path ? path[n - 1] : end - 1]), floor);
	pen.lineTo(this.px(line.x[path ? path[0] : begin]), floor);
	pen.closePath();
	pen.globalAlpha = 0.18;
	pen.fillStyle = paint(line.colour);
	pen.fill();
	pen.globalAlpha = 1;
};

/* Of each column of pixels: first, lowest, highest and last. */
Chart.prototype.thin = function (line, begin, end) {
	var out = [], i = begin, y = line.y, px = Math.floor(this.px(
	    line.x[begin])), low, high, first, stop;

	while (i < end) {
		px = Math.max(px + 1, Math.floor(this.px(line.x[i])) + 1);
		stop = Math.min(end, Math.max(i + 1, seek(line.x,
		    this.time(px))));
		for (first = low = high = i; i < stop; i++) {
			if (y[i] < y[low])
				low = i;
			if (y[i] > y[high])
				high = i;
		}
		out.push(first, Math.min(low, high), Math.max(low, high),
		    i - 1);
	}
	return out;
};

Chart.prototype.drawCross = function () {
	var pen = this.pen, c = this, x;

	if (this.at === null)
		return;
	x = this.px(this.at);
	pen.strokeStyle = paint("muted");
	pen.lineWidth = 1;
	pen.setLineDash([3, 3]);
	pen.beginPath();
	pen.moveTo(x, TOP);
	pen.lineTo(x, this.height - BOTTOM);
	pen.stroke();
	pen.setLineDash([]);
	this.spec.panels.forEach(function (panel) {
		panel.lines.forEach(function (line) {
			var i = nearest(line.x, c.at), y;

			if (i < 0 || !isFinite(y = panel.y(line.y[i])))
				return;
			pen.fillStyle = paint(line.colour);
			pen.beginPath();
			pen.arc(c.px(line.x[i]), y, 3.5, 0, 7);
			pen.fill();
		});
	});
};

Chart.prototype.drawSelection = function () {
	var d = this.drag;

	if (!d || d.pan || Math.abs(d.now - d.begin) < 4)
		return;
	this.pen.globalAlpha = 0.15;
	this.pen.fillStyle = paint("accent");
	this.pen.fillRect(Math.min(d.begin, d.now), TOP,
	    Math.abs(d.now - d.begin), this.height - BOTTOM - TOP);
	this.pen.globalAlpha = 1;
};

Chart.prototype.when = function (t) {
	return this.spec.dated ? moment(t, this.spec.dateOnly) :
	    "row " + group(String(Math.round(t) + 1));
};

/* The values at the cross-hair, or at the end of what is in view. */
Chart.prototype.tell = function () {
	var lines = this.lines(), at = this.at === null ?
	    Math.min(this.to, this.last) : this.at, parts = [], c = this, i;

	i = lines.length ? nearest(lines[0].x, at) : -1;
	parts.push(element("b", "", i < 0 ? "" : this.when(lines[0].x[i])));
	this.spec.panels.forEach(function (panel) {
		panel.lines.forEach(function (line) {
			var k = nearest(line.x, at), item = element("span"),
			    key = element("i");

			key.style.background = paint(line.colour);
			item.append(key, line.name + " ", element("b", "",
			    number(k < 0 ? NaN : line.y[k], panel.unit)));
			parts.push(item);
		});
	});
	this.readout.replaceChildren.apply(this.readout, parts);
	this.canvas.dataset.from = c.when(this.from);
	this.canvas.dataset.to = c.when(this.to);
	this.canvas.setAttribute("aria-label", this.spec.label + ", " +
	    c.when(this.from) + " to " + c.when(this.to));
};
