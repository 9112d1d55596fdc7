/* SPDX-License-Identifier: ISC */

/* What mouse, wheel, fingers and keys do to the charts. */

/* Show from .. to in all charts that go together, within their data. */
Chart.prototype.show = function (from, to) {
	var span = Math.max(this.least, Math.min(to - from,
	    this.last - this.first));

	if (to - from < span)
		from = (from + to - span) / 2;
	from = Math.max(this.first, Math.min(from, this.last - span));
	this.together.forEach(function (chart) {
		chart.from = from;
		chart.to = from + span;
		chart.draw();
	});
};

Chart.prototype.showAll = function () {
	this.show(this.first, this.last);
};

/* factor < 1 comes nearer; what is at t stays in its place. */
Chart.prototype.zoom = function (t, factor) {
	this.show(t - (t - this.from) * factor, t + (this.to - t) * factor);
};

Chart.prototype.pan = function (share) {
	var by = (this.to - this.from) * share;

	this.show(this.from + by, this.to + by);
};

Chart.prototype.point = function (t) {
	this.together.forEach(function (chart) {
		chart.at = t;
		chart.front();
	});
};

Chart.prototype.toggleLog = function () {
	this.together.forEach(function (chart) {
		chart.log = !chart.log;
		chart.draw();
	});
	return this.log;
};

Chart.prototype.listen = function () {
	var c = this, canvas = this.canvas;

	function on(name, handler) {
		canvas.addEventListener(name, function (event) {
			handler.call(c, event);
		}, { passive: false });
	}
	on("pointerdown", this.onDown);
	on("pointermove", this.onMove);
	on("pointerup", this.onUp);
	on("pointercancel", this.onCancel);
	on("pointerleave", function () {
		if (!c.drag)
			c.point(null);
	});
	on("dblclick", this.showAll);
	on("wheel", this.onWheel);
	on("keydown", this.onKey);
	new ResizeObserver(function () {
		if (canvas.clientWidth !== c.width)
			c.draw();
	}).observe(canvas);
};

/* Pixels from the left of the canvas, kept inside the plot. */
Chart.prototype.inside = function (event) {
	var x = event.clientX - this.canvas.getBoundingClientRect().left;

	return Math.max(LEFT, Math.min(this.right, x));
};

Chart.prototype.fingers = function () {
	var touches = this.touches;

	return Object.keys(touches).map(function (id) {
		return touches[id];
	});
};

/* A drag selects; with Shift, on the axis or by finger it moves. */
Chart.prototype.onDown = function (event) {
	var x = this.inside(event), y = event.clientY -
	    this.canvas.getBoundingClientRect().top;

	if (event.button !== 0)
		return;
	this.canvas.focus({ preventScroll: true });
	this.canvas.setPointerCapture(event.pointerId);
	this.drag = { begin: x, now: x, from: this.from, to: this.to,
	    pan: event.shiftKey || event.pointerType === "touch" ||
	    y > this.height - BOTTOM };
	if (event.pointerType === "touch")
		this.touches[event.pointerId] = x;
	if (this.fingers().length === 2)
		this.pinched = { apart: this.spread(), from: this.from,
		    to: this.to };
};

Chart.prototype.spread = function () {
	var f = this.fingers();

	return Math.max(10, Math.abs(f[0] - f[1]));
};

Chart.prototype.onMove = function (event) {
	var x = this.inside(event), d = this.drag, by, f, factor, middle;

	if (event.pointerId in this.touches)
		this.touches[event.pointerId] = x;
	f = this.fingers();
	if (f.length === 2 && this.pinched) {
		factor = this.pinched.apart / this.spread();
		middle = (this.pinched.from + this.pinched.to) / 2;
		by = (this.pinched.to - this.pinched.from) / 2 * factor;
		this.show(middle - by, middle + by);
		return;
	}
	if (d && d.pan) {
		by = (d.begin - x) / (this.right - LEFT) * (d.to - d.from);
		this.show(d.from + by, d.to + by);
	}
	if (d)
		d.now = x;
	this.point(this.time(x));
};

Chart.prototype.onUp = function (event) {
	var d = this.drag, a, b;

	delete this.touches[event.pointerId];
	this.pinched = null;
	this.drag = null;
	if (!d || d.pan)
		return;
	a = this.time(Math.min(d.begin, d.now));
	b = this.time(Math.max(d.begin, d.now));
	if (Math.abs(d.now - d.begin) >= 4)
		this.show(a, b);
	else
		this.draw();
};

Chart.prototype.onCancel = function (event) {
	delete this.touches[event.pointerId];
	this.pinched = this.drag = null;
	this.draw();
};

/* The wheel is the page's until the chart was clicked, or with Ctrl. */
Chart.prototype.onWheel = function (event) {
	var mine = document.activeElement === this.canvas || event.ctrlKey ||
	    event.metaKey, lines = event.deltaMode === 1 ? 30 : 1;

	if (!mine)
		return;
	event.preventDefault();
	if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
		this.pan((event.deltaX || event.deltaY) * lines / 1000);
	else
		this.zoom(this.time(this.inside(event)),
		    Math.pow(1.0015, event.deltaY * lines));
};

Chart.prototype.step = function (by) {
	var x = this.lines()[0].x, i = this.at === null ?
	    nearest(x, this.to) : nearest(x, this.at) + by, t;

	t = x[Math.max(0, Math.min(x.length - 1, i))];
	if (t < this.from || t > this.to)
		this.show(t - (this.to - this.from) / 2,
		    t + (this.to - this.from) / 2);
	this.point(t);
	this.spoken.textContent = this.readout.textContent;
};

var KEYS = {
	ArrowLeft: function (c, e) {
		if (e.shiftKey)
			c.pan(-0.1);
		else
			c.step(-1);
	},
	ArrowRight: function (c, e) {
		if (e.shiftKey)
			c.pan(0.1);
		else
			c.step(1);
	},
	"+": function (c) { c.zoom((c.from + c.to) / 2, 0.7); },
	"=": function (c) { c.zoom((c.from + c.to) / 2, 0.7); },
	"-": function (c) { c.zoom((c.from + c.to) / 2, 1 / 0.7); },
	"0": function (c) { c.showAll(); },
	Home: function (c) { c.showAll(); },
	Escape: function (c) { c.point(null); c.canvas.blur(); }
};

Chart.prototype.onKey = function (event) {
	var act = KEYS[event.key];

	if (!act || event.ctrlKey || event.metaKey || event.altKey)
		return;
	event.preventDefault();
	act(this, event);
};
