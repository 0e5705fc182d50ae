#!/usr/bin/env bash
# What reading the history costs, beside what git takes for the same work.
#
#   tests/bench/history.sh DRIVER [-n PAGES] [-c COMMITS] [-r ROUNDS]
#
# DRIVER is the program of history.c. Makes a corpus (see corpus.sh) of 1,000
# pages and 2,000 commits unless said otherwise, removed at the end; CORPUS
# names a folder that keeps it for the next time. Each row runs ours and
# git's in turn, over and over, and divides the processor time (user and
# system, all processes) of each pair: a busy machine slows both. Times alone
# say nothing on another machine, so none is printed.
#
# Exit status 1 when a median is over its limit.
set -u
export LC_ALL=C

driver=${1:-}
[ -x "$driver" ] || {
	sed -n 's/^#   /usage: /p' "$0" >&2
	exit 2
}
shift
driver=$(cd "$(dirname "$driver")" && pwd)/$(basename "$driver")
here=$(cd "$(dirname "$0")" && pwd)
pages=1000
commits=2000
rounds=9
while getopts n:c:r: option; do
	case $option in
	n) pages=$OPTARG ;;
	c) commits=$OPTARG ;;
	r) rounds=$OPTARG ;;
	*) exit 2 ;;
	esac
done

# The settings of the person who measures are not measured.
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

scratch=$(mktemp -d "${TMPDIR:-/tmp}/hw-bench-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
corpus=${CORPUS:-$scratch}/corpus-$pages-$commits
[ -d "$corpus" ] || "$here/corpus.sh" "$corpus" -n "$pages" -c "$commits" ||
	exit 2
cd "$corpus" || exit 2

# cost COMMAND...: processor time in milliseconds.
cost() {
	local TIMEFORMAT='%U %S'
	{ time "$@" >/dev/null 2>"$scratch/errors"; } 2>"$scratch/time" || {
		echo "history.sh: '$*' failed" >&2
		cat "$scratch/errors" >&2
		exit 2
	}
	awk '{ printf "%d", ($1 + $2) * 1000 }' "$scratch/time"
}

failed=0

# row NAME LIMIT OURS GIT...: OURS is an argument of the driver.
row() {
	local name=$1 limit=$2 ours=$3 i a b
	shift 3
	: >"$scratch/ratios"
	cost "$driver" "$ours" >/dev/null # both have their files in memory
	cost "$@" >/dev/null
	for ((i = 0; i < rounds; i++)); do
		a=$(cost "$driver" "$ours") || exit 2
		b=$(cost "$@") || exit 2
		echo "$a $b" | awk '{ printf "%.3f\n", $1 / ($2 > 0 ? $2 : 1) }' \
			>>"$scratch/ratios"
	done
	sort -n "$scratch/ratios" | awk -v name="$name" -v limit="$limit" '
	{ ratio[NR] = $1 }
	END {
		median = NR % 2 ? ratio[(NR + 1) / 2] \
			: (ratio[NR / 2] + ratio[NR / 2 + 1]) / 2
		printf "%-44s %6.2f   %5.2f to %5.2f %4d   %.1f\n", name, median,
			ratio[1], ratio[NR], NR, limit
		exit median > limit
	}' || failed=1
}

echo
"$driver" story
echo
printf '%-44s %6s   %14s %4s   %s\n' 'processor time, ours to git'"'"'s' \
	median range n limit
row "dates / git log --name-only" 1.3 dates \
	git log --first-parent --name-only -- content
row "dates and biographies / git log -p" 1.0 story \
	git log --first-parent -p -- content
exit "$failed"
