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
# The last row is about what is kept between builds: the run after one more
# commit, beside the run before it that found nothing kept. The commit is a
# real one, made in a copy of the corpus and not measured. Its limit is for
# the large corpus; with little to read, starting the program is much of it.
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

# median NAME LIMIT: of the ratios; 1 when it is over the limit.
median() {
	sort -n "$scratch/ratios" | awk -v name="$1" -v limit="$2" '
	{ ratio[NR] = $1 }
	END {
		median = NR % 2 ? ratio[(NR + 1) / 2] \
			: (ratio[NR / 2] + ratio[NR / 2 + 1]) / 2
		digits = limit < 0.1 ? 4 : 2
		printf "%-44s %6.*f   %6.*f to %6.*f %4d   %.*f\n", name,
			digits, median, digits, ratio[1], digits, ratio[NR],
			NR, digits, limit
		exit median > limit
	}'
}

# ratio A B: the two in the order of a division.
ratio() {
	awk -v a="$1" -v b="$2" 'BEGIN {
		printf "%.5f\n", a / (b > 0 ? b : 1) }' >>"$scratch/ratios"
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
		ratio "$a" "$b"
	done
	median "$name" "$limit" || failed=1
}

# commit N: one page says something else.
commit() {
	local page
	page=$(git ls-files content | grep area- | sed -n "$(($1 * 7 + 3))p")
	sed -i 's/status: .*/status: paused/' "$page"
	echo "More words, number $1." >>"$page"
	git -c user.name=Bench -c user.email=bench@example.org \
		-c commit.gpgsign=false -c gc.auto=0 commit -qam "Commit $1"
}

# The run after one commit, beside the first.
row_kept() {
	local i a b
	: >"$scratch/ratios"
	cp -R . "$scratch/copy"
	cd "$scratch/copy" || exit 2
	for ((i = 0; i < rounds; i++)); do
		rm -rf "$scratch/kept"
		mkdir "$scratch/kept"
		a=$(cost "$driver" kept "$scratch/kept") || exit 2
		commit "$i" || exit 2
		b=$(cost "$driver" kept "$scratch/kept") || exit 2
		ratio "$b" "$a"
		# What was measured is the story itself.
		[ "$("$driver" kept "$scratch/kept")" = "$("$driver" story)" ] || {
			echo "history.sh: another story with what was kept" >&2
			exit 2
		}
	done
	median "$1" "$2" || failed=1
}

echo
"$driver" story
echo
printf '%-44s %6s   %16s %4s   %s\n' 'processor time, ours to git'"'"'s' \
	median range n limit
row "dates / git log --name-only" 1.3 dates \
	git log --first-parent --name-only -- content
row "dates and biographies / git log -p" 1.0 story \
	git log --first-parent -p -- content
limit=0.05
[ "$pages" -lt 10000 ] || limit=0.02
row_kept "after one commit / the first time" "$limit"
exit "$failed"
