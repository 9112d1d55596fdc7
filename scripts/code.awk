# SPDX-License-Identifier: ISC
# A line of C without comments and the insides of strings.  Whether a comment
# is open is kept in the global comment: set it to 0 where a file begins.
function code(s,   out, i) {
	gsub(/\\./, "", s)
	gsub(/"[^"]*"/, "\"\"", s)
	out = ""
	while (s != "") {
		if (comment) {
			if ((i = index(s, "*/")) == 0)
				return out
			s = substr(s, i + 2)
			comment = 0
		} else {
			if ((i = index(s, "/*")) == 0)
				return out s
			out = out substr(s, 1, i - 1)
			s = substr(s, i + 2)
			comment = 1
		}
	}
	return out
}
