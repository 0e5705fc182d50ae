#!/usr/bin/env bash
# What reading the words of a site costs, beside building it.
#
#   tests/bench/check.sh [-n PAGES] [-r ROUNDS]
#
# Makes a site of about 1,000 pages, unless said otherwise, of as many copies
# of the plan in content/ as that takes. Runs `check` and `build` in turn and
# divides the processor time (user and system) of each pair: a busy machine
# slows both. Times alone say nothing on another machine, so none is printed.
#
# Exit status 1 when the median is over its limit.
set -u
export LC_ALL=C
unset CI HEADWAY_DATADIR GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

root=$(cd "$(dirname "$0")/../.." && pwd)
headway=$root/build/headway
plan=send-plan-2024
limit=2.0
pages=1000
rounds=5
while getopts n:r: option; do
	case $option in
	n) pages=$OPTARG ;;
	r) rounds=$OPTARG ;;
	*)
		sed -n 's/^#   /usage: /p' "$0" >&2
		exit 2
		;;
	esac
done

scratch=$(mktemp -d "${TMPDIR:-/tmp}/hw-bench-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
mkdir "$scratch/site"
cp -R "$root/content" "$scratch/site/content" || exit 2
of_plan=$(find "$scratch/site/content/$plan" -name '*.md' | wc -l)
copies=$((pages / of_plan))
for ((i = 1; i <= copies; i++)); do
	cp -R "$root/content/$plan" "$scratch/site/content/copy-$i"
	sed -i '/^moved_from:/d' "$scratch/site/content/copy-$i"/*.md
done
cd "$scratch/site" || exit 2
pages=$(find content -name '*.md' | wc -l)

# cost COMMAND...: processor time in milliseconds. Mistakes do not matter.
cost() {
	local TIMEFORMAT='%U %S'
	{ time "$@" >/dev/null 2>"$scratch/said"; } 2>"$scratch/time" ||
		[ $? -eq 1 ] || {
		echo "check.sh: '$*' failed" >&2
		tail -n 5 "$scratch/said" >&2
		exit 2
	}
	awk '{ printf "%d", ($1 + $2) * 1000 }' "$scratch/time"
}

: >"$scratch/ratios"
for ((i = 0; i <= rounds; i++)); do
	rm -rf public
	b=$(cost "$headway" build) || exit 2
	[ -d public ] || {
		echo 'check.sh: the site was not published' >&2
		head -n 5 "$scratch/said" >&2
		exit 2
	}
	a=$(cost "$headway" check) || exit 2
	# The first round has the files to read from the disk.
	[ "$i" -eq 0 ] || echo "$a $b" |
		awk '{ printf "%.3f\n", $1 / ($2 > 0 ? $2 : 1) }' \
			>>"$scratch/ratios"
done
printf '\n%-44s %6s   %14s %4s   %s\n' 'processor time' median range n limit
sort -n "$scratch/ratios" | awk -v name="check / build, $pages pages" \
	-v limit="$limit" '
	{ ratio[NR] = $1 }
	END {
		median = NR % 2 ? ratio[(NR + 1) / 2] \
			: (ratio[NR / 2] + ratio[NR / 2 + 1]) / 2
		printf "%-44s %6.2f   %5.2f to %5.2f %4d   %.1f\n", name,
			median, ratio[1], ratio[NR], NR, limit
		exit median > limit
	}'
