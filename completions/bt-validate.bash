# made by scripts/docs, do not edit
_bt_validate()
{
	local cur=${COMP_WORDS[COMP_CWORD]} words=
	local prev=${COMP_WORDS[COMP_CWORD-1]}
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
	[[ $cur == = ]] && cur=
	case $prev in
	-f|--format) words="text ndjson csv";;
	-o|--output|-c|--config)
		compopt -o default; return;;
	--calendar|--only|--disable|--limit|--hole|--reuse-move|--split-tolerance|--spike-move|--outlier|--outlier-move|--stale|--flat-share|--weekend-share|--min-coverage|--widen|--symbols|--from|--to|--range|--symbol|--date-format|--tz|--delimiter)
		return;;
	*)	if [[ $cur != -* ]]; then
			compopt -o default; return
		fi
		words="-f --format -o --output --summary --strict --clean --list --calendar --only --disable --limit --hole --reuse-move --split-tolerance --spike-move --outlier --outlier-move --stale --flat-share --weekend-share --min-coverage --widen --symbols --from --to --range --symbol --date-format --tz --delimiter --decimal-comma --adjusted --strict-csv -c --config --print-config -q --quiet -v --verbose -h --help -V --version";;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _bt_validate bt-validate
