/* SPDX-License-Identifier: ISC */

/*
 * The list of runs: sorts by a click on a heading, filters as one types.  The
 * table is there without it.
 */

(function () {
	var table = document.querySelector("table.data"),
	    body = table.tBodies[0], rows = Array.from(body.rows),
	    heads = Array.from(table.tHead.rows[0].cells),
	    query = document.getElementById("query"),
	    sorted = -1, down = false;

	function key(row, i) {
		var cell = row.cells[i];

		return "v" in cell.dataset ? (cell.dataset.v === "" ? NaN :
		    Number(cell.dataset.v)) : cell.textContent.toLowerCase();
	}

	function compare(a, b) {
		var x = key(a, sorted), y = key(b, sorted);

		if (x !== x || y !== y)
			return (x !== x) - (y !== y);
		return x === y ? 0 : (x < y) === down ? 1 : -1;
	}

	function show() {
		var words = query.value.trim().toLowerCase().split(/\s+/);

		rows.forEach(function (row) {
			var text = row.textContent.toLowerCase();

			row.hidden = !words.every(function (word) {
				return text.indexOf(word) >= 0;
			});
		});
	}

	heads.forEach(function (th, i) {
		var button = document.createElement("button");

		if (th.classList.contains("shape"))
			return;
		button.type = "button";
		button.append.apply(button, Array.from(th.childNodes));
		th.append(button);
		button.addEventListener("click", function () {
			down = sorted === i ? !down :
			    th.classList.contains("number");
			sorted = i;
			heads.forEach(function (other) {
				other.removeAttribute("aria-sort");
			});
			th.setAttribute("aria-sort", down ? "descending" :
			    "ascending");
			rows.sort(compare);
			body.append.apply(body, rows);
		});
	});
	query.addEventListener("input", show);
	query.closest("label").hidden = false;
}());
