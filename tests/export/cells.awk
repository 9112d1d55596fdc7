# SPDX-License-Identifier: ISC
# The cells of a worksheet's XML, a line each: reference, type, text.  Types
# are n (number), s (text), b (true or false), f (formula), - (empty).
BEGIN { RS = "<c " }
function plain(s) {
	gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s)
	gsub(/&amp;/, "\\&", s)
	return s
}
NR > 1 {
	match($0, /r="[A-Z]+[0-9]+"/)
	ref = substr($0, RSTART + 3, RLENGTH - 4)
	type = $0 ~ /^[^>]*t="inlineStr"/ ? "s" : $0 ~ /^[^>]*t="b"/ ? "b" : "n"
	if ($0 ~ /<f[ >]/)
		type = "f"
	if (match($0, /<t[^>]*>[^<]*<\/t>|<v>[^<]*<\/v>/)) {
		text = substr($0, RSTART, RLENGTH)
		sub(/^<[^>]*>/, "", text); sub(/<\/[tv]>$/, "", text)
	} else {
		type = "-"; text = ""
	}
	gsub(/\n/, "\\n", text); gsub(/\t/, "\\t", text)
	print ref "\t" type "\t" plain(text)
}
