#!/bin/sh
# Makes a made-up site with a long history, to measure by.
#
#   tests/bench/corpus.sh FOLDER [-n PAGES] [-c COMMITS]
#
# 10,000 pages and 20,000 commits unless said otherwise; the same commits
# every time (see corpus.c). FOLDER must not exist yet. Needs git and a C
# compiler.
set -eu

usage() {
	sed -n 's/^#   /usage: /p' "$0" >&2
	exit 2
}

[ $# -ge 1 ] || usage
folder=$1
shift
pages=10000
commits=20000
while getopts n:c: option; do
	case $option in
	n) pages=$OPTARG ;;
	c) commits=$OPTARG ;;
	*) usage ;;
	esac
done
[ ! -e "$folder" ] || {
	echo "corpus.sh: '$folder' is there already" >&2
	exit 2
}

here=$(cd "$(dirname "$0")" && pwd)
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
tool=$folder/.git-corpus
trap 'rm -f "$tool"' EXIT
${CC:-cc} -std=c11 -O2 -o "$tool" "$here/corpus.c"

git init -q -b main "$folder"
cd "$folder"
"$tool" "$pages" "$commits" | git fast-import --quiet --done
git repack -adfq
git reset -q --hard
rm -f "$tool"
printf '%s: %s pages, %s commits, %s bytes of git\n' "$(basename "$folder")" \
	"$(git ls-files content | grep -c 'area-')" \
	"$(git rev-list --count HEAD)" \
	"$(du -sk .git | awk '{ print $1 * 1024 }')"
