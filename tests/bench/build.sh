#!/usr/bin/env bash
# What a whole build costs, beside Hugo's of the same pages with git's dates.
#
#   tests/bench/build.sh [-n PAGES] [-c COMMITS] [-r ROUNDS]
#
# Makes a corpus (see corpus.sh) of 1,000 pages and 2,000 commits unless said
# otherwise; CORPUS names a folder that keeps it for the next time. Runs ours
# and Hugo's in turn and divides the processor time (user and system, all
# processes) of each pair: a busy machine slows both. Times alone say nothing
# on another machine, so none is printed.
#
# Hugo shows each page with its actions in one plain layout (hugo/). Ours
# publishes a page for each action too, with its history, lists, documents for
# paper, feeds and data, and checks them all: about four files for each of
# Hugo's.
#
#   nothing kept    no history of an earlier build, an empty folder
#   history kept    an empty folder again
#   one edit        one more commit, in the folder of the build before it
#
# Exit status 1 when a median is over its limit, which is that of 1,000 pages.
set -u
export LC_ALL=C
unset CI HEADWAY_DATADIR GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

here=$(cd "$(dirname "$0")" && pwd)
headway=$(cd "$here/../.." && pwd)/build/headway
pages=1000
commits=2000
rounds=5
while getopts n:c:r: option; do
	case $option in
	n) pages=$OPTARG ;;
	c) commits=$OPTARG ;;
	r) rounds=$OPTARG ;;
	*)
		sed -n 's/^#   /usage: /p' "$0" | head -n 1 >&2
		exit 2
		;;
	esac
done
command -v hugo >/dev/null || {
	echo 'build.sh: hugo is not installed: run .ci/setup bench' >&2
	exit 2
}

# In memory: a file system that has just lost thousands of files takes its
# time to make others.
[ ! -w /dev/shm ] || TMPDIR=/dev/shm
scratch=$(mktemp -d "${TMPDIR:-/tmp}/hw-bench-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
corpus=${CORPUS:-$scratch}/corpus-$pages-$commits
[ -d "$corpus" ] || "$here/corpus.sh" "$corpus" -n "$pages" -c "$commits" ||
	exit 2
git clone -q "$corpus" "$scratch/ours" || exit 2
git clone -q "$corpus" "$scratch/hugo" || exit 2
export HEADWAY_CACHE=$scratch/cache

# Hugo's names: a plan's page is the list of its folder.
cd "$scratch/hugo" || exit 2
find content -name index.md | while read -r page; do
	mv "$page" "${page%index.md}_index.md"
done
rm -f content/site.yaml
mkdir -p layouts/_default
cp "$here"/hugo/*.html layouts/_default/
cat >config.yaml <<'END'
baseURL: https://headway.example/
title: A measured site
enableGitInfo: true
disableKinds: [taxonomy, term, RSS, sitemap, robotsTXT, "404"]
END
cd "$scratch/ours" || exit 2

# cost COMMAND...: processor time in milliseconds.
cost() {
	local TIMEFORMAT='%U %S'
	{ time "$@" >"$scratch/said" 2>&1; } 2>"$scratch/time" || {
		echo "build.sh: '$*' failed" >&2
		tail -n 5 "$scratch/said" >&2
		exit 2
	}
	awk '{ printf "%d", ($1 + $2) * 1000 }' "$scratch/time"
}

by_hugo() {
	rm -rf "$scratch/hugo/public"
	cost hugo --quiet -s "$scratch/hugo"
}

ours() {
	cost "$headway" build --out "$scratch/public"
}

# commit N: one page says something more.
commit() {
	local page
	page=$(git ls-files content | grep area- | sed -n "$(($1 * 7 + 3))p")
	echo "More words, number $1." >>"$page"
	git -c user.name=Bench -c user.email=bench@example.org \
		-c commit.gpgsign=false -c gc.auto=0 commit -qam "Commit $1"
}

ratio() {
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.5f\n", a / (b > 0 ? b : 1) }'
}

for ((i = 0; i <= rounds; i++)); do
	rm -rf "$scratch/public" "$scratch/cache"
	a=$(ours) && h=$(by_hugo) || exit 2
	rm -rf "$scratch/public"
	b=$(ours) || exit 2
	commit "$i" || exit 2
	c=$(ours) || exit 2
	# The first round has the files to read from the disk.
	[ "$i" -gt 0 ] || continue
	ratio "$a" "$h" >>"$scratch/nothing"
	ratio "$b" "$h" >>"$scratch/history"
	ratio "$c" "$h" >>"$scratch/edit"
done
echo "files: $(find "$scratch/public" -type f | wc -l) of ours," \
	"$(find "$scratch/hugo/public" -type f | wc -l) of Hugo's"

failed=0
# median FILE NAME LIMIT
median() {
	sort -n "$scratch/$1" | awk -v name="$2" -v limit="$3" '
	{ ratio[NR] = $1 }
	END {
		median = NR % 2 ? ratio[(NR + 1) / 2] \
			: (ratio[NR / 2] + ratio[NR / 2 + 1]) / 2
		printf "%-44s %6.2f   %5.2f to %5.2f %4d   %.1f\n", name,
			median, ratio[1], ratio[NR], NR, limit
		exit median > limit
	}' || failed=1
}
printf '\n%-44s %6s   %14s %4s   %s\n' 'processor time' median range n limit
median nothing "build / hugo, nothing kept, $pages pages" 2
median history 'build / hugo, history kept' 2
median edit 'build / hugo, one edit' 2
exit "$failed"
