#!/bin/sh
# Small sites and the files that they must publish, byte for byte.
#
#   tests/golden/run.sh [HEADWAY] [--update] [CASE...]
#
# A case is a folder: content/, perhaps layouts/, perhaps args (options of
# build, on one line), perhaps words (languages that get the English words
# of the interface, as they are now), and expect/ with some of the files of its public
# folder. Every case is built as on 2 January 2026, in a folder without git,
# with the style sheet of this folder so that a change of looks changes no
# page. --update shows what differs and then accepts it; to watch one more
# file of a case, put an empty one of its name into expect/ first.
#
# The last line is "golden: N passed, N failed".
set -u
LC_ALL=C
export LC_ALL
unset CI HEADWAY_DATADIR HEADWAY_CACHE

here=$(cd "$(dirname "$0")" && pwd) || exit 2
headway=${HEADWAY:-build/headway}
case ${1:---update} in
--update) ;;
*)
	headway=$1
	shift
	;;
esac
case $headway in /*) ;; *) headway=$PWD/$headway ;; esac
update=
if [ "${1:-}" = --update ]; then
	update=yes
	shift
fi

# Dates come from git: the scratch folder is to lie in no repository.
outside() {
	if git -C "$1" rev-parse --git-dir >/dev/null 2>&1; then
		echo /tmp
	else
		echo "$1"
	fi
}

scratch=$(mktemp -d "$(outside "${HW_TEST_TMP:-/tmp}")/hw-golden-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
XDG_CACHE_HOME=$scratch/cache
export XDG_CACHE_HOME
passed=0
failed=0

# fail WHY: the case and, where there is one, what shows it.
fail() {
	failed=$((failed + 1))
	echo "FAIL $name: $1"
	[ $# -lt 2 ] || printf '%s\n' "$2" | head -n 60 | sed 's/^/    | /'
}

# build CASE: leaves its status and what it printed.
build() {
	site=$scratch/$1
	mkdir -p "$site/layouts/assets"
	cp "$here/style.css" "$site/layouts/assets/style.css"
	cp "$here/style.css" "$site/layouts/assets/sheet.css"
	cp -R "$here/$1/content" "$site/content" || exit 2
	[ ! -d "$here/$1/layouts" ] ||
		cp -R "$here/$1/layouts/." "$site/layouts" || exit 2
	if [ -f "$here/$1/words" ]; then
		for language in $(cat "$here/$1/words"); do
			cp "$here/../../layouts/words.en.yaml" \
				"$site/layouts/words.$language.yaml"
		done
	fi
	options=
	[ ! -f "$here/$1/args" ] || options=$(cat "$here/$1/args")
	# Options are words without blanks.
	# shellcheck disable=SC2086
	output=$("$headway" -C "$site" build --today 2026-01-02 $options 2>&1)
	status=$?
}

# check_file CASE FILE: as expected, or accepted with --update.
check_file() {
	name="$1 $2"
	want=$here/$1/expect/$2
	got=$scratch/$1/public/$2
	if [ ! -f "$got" ]; then
		fail 'it was not published'
	elif cmp -s "$want" "$got"; then
		passed=$((passed + 1))
	elif [ "$update" ]; then
		diff -u "$want" "$got"
		cp "$got" "$want" || exit 2
		passed=$((passed + 1))
	else
		fail "it is not as in tests/golden/$1/expect" \
			"$(diff -u "$want" "$got")"
	fi
}

check_case() {
	name=$1
	build "$1"
	if [ "$status" -ne 0 ]; then
		fail "exit status $status" "$output"
		return
	fi
	case $output in
	*'no git repository at'*) ;;
	*)
		fail 'it was built inside a git repository' "$output"
		return
		;;
	esac
	for file in $(cd "$here/$1/expect" && find . -type f | sort); do
		check_file "$1" "${file#./}"
	done
}

if [ $# -eq 0 ]; then
	for case in "$here"/*/content; do
		case=${case%/content}
		set -- "$@" "${case##*/}"
	done
fi
for case in "$@"; do
	check_case "$case"
done
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
