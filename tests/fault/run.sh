#!/bin/sh
# Whatever fails, at whatever moment: the published folder is the old site or
# the new one, complete, and exit status 0 means the new one.
#
#   tests/fault/run.sh [--step K] [--only FAULT] HEADWAY SITE
#
# Builds SITE over an older build, again and again: each time the Nth system
# call that touches files fails, or the process is killed at it, or the Nth
# allocation fails, for N = 1, 1+K, 1+2K ... until a build makes fewer than N.
# FAULT is kill, an errno's name, malloc (one fails) or malloc-from (all fail
# from the Nth on). Options for each build may be put in HEADWAY_ARGS.
#
# All of it twice: with nothing kept of the history (see input/cache.h), and
# with what an earlier build kept. What is left is right, or not there.
#
# The last line is "fault: N passed, N failed".
set -u

usage() {
	echo "usage: tests/fault/run.sh [--step K] [--only FAULT]" \
		"HEADWAY SITE" >&2
	exit 2
}

step=1
faults='kill ENOSPC EIO EINTR EMFILE ENOMEM EACCES malloc malloc-from'
while [ $# -gt 2 ]; do
	case $1 in
	--step) step=$2 ;;
	--only) faults=$2 ;;
	*) usage ;;
	esac
	shift 2
done
[ $# -eq 2 ] || usage
headway=$(realpath "$1") || exit 2
site=$(realpath "$2") || exit 2
here=$(dirname "$(realpath "$0")")

scratch=$(mktemp -d "${HW_TEST_TMP:-/tmp}/hw-fault-XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
# What the tool remembers between runs stays in here too.
XDG_CACHE_HOME=$scratch/cache
SYSFAIL_REPORT=$scratch/report
FAIL_REPORT=$scratch/report
export XDG_CACHE_HOME SYSFAIL_REPORT FAIL_REPORT
unset HEADWAY_CACHE
mkdir "$scratch/cache"

flags='-std=c11 -D_GNU_SOURCE -O2'
# shellcheck disable=SC2086
${CC:-cc} $flags -o "$scratch/sysfail" "$here/sysfail.c" &&
	${CC:-cc} $flags -shared -fPIC -o "$scratch/failmalloc.so" \
		"$here/failmalloc.c" || exit 1

out=$scratch/w/out
passed=0
failed=0

# run [WRAPPER...]: one build; its status is left in $status.
run() {
	# shellcheck disable=SC2086
	"$@" "$headway" -C "$site" build --out "$out" --today 2026-01-02 \
		${HEADWAY_ARGS:-} >"$scratch/stdout" 2>"$scratch/stderr"
	status=$?
}

# same A B: the same names, kinds, modes and bytes.
same() {
	[ -d "$1" ] && diff -rq "$1" "$2" >/dev/null 2>&1 &&
		[ "$(cd "$1" && find . -printf '%y %m %P\n' | sort)" = \
			"$(cd "$2" && find . -printf '%y %m %P\n' | sort)" ]
}

lay_out_old() {
	rm -rf "$scratch/w"
	mkdir "$scratch/w"
	cp -a "$scratch/old" "$out"
}

complain() {
	failed=$((failed + 1))
	echo "not ok: $fault at $at ($(cat "$SYSFAIL_REPORT" 2>/dev/null))," \
		"status $status: $1"
	sed 's/^/    /' "$scratch/stderr" | head -n 4
}

leftovers() {
	find "$scratch/w" -mindepth 1 -maxdepth 1 ! -name out
}

# What must hold after every run; prints what does not, or nothing.
fault_found() {
	is_new=false
	is_old=false
	if same "$out" "$scratch/new"; then
		is_new=true
	elif same "$out" "$scratch/old"; then
		is_old=true
	fi
	if [ "$status" -ge 126 ] && [ "$fault" != kill ]; then
		echo 'ended by a signal'
	elif [ "$status" -eq 0 ] && ! $is_new; then
		echo 'said all is well, but the site is not there'
	elif ! $is_new && ! $is_old; then
		# Where folders cannot be exchanged, a killed build may leave
		# the old one aside, until the next one brings it back.
		[ "$fault" = kill ] && [ ! -e "$out" ] &&
			same "$scratch/w/.out.old" "$scratch/old" ||
			echo 'neither the old site nor the new one'
	elif [ "$status" -ne 0 ] && [ ! -s "$scratch/stderr" ] &&
		[ "$fault" != kill ]; then
		echo 'failed without a word'
	elif [ "$status" -ne 0 ] && [ "${fault#malloc}" != "$fault" ]; then
		if [ "$status" -ne 3 ]; then
			echo 'out of memory is exit status 3'
		elif ! $is_old; then
			echo 'out of memory, but the folder was touched'
		elif [ "$(grep -vc '^\[cmark\]' "$scratch/stderr")" -ne 1 ] ||
			! grep -q 'out of memory' "$scratch/stderr"; then
			# cmark-gfm has a line of its own when it registers.
			echo 'out of memory is one line'
		fi
	fi
}

# The next build, without a fault, publishes and leaves nothing beside it.
next_build_fault() {
	run
	if [ "$status" -ne 0 ]; then
		echo 'the next build failed'
	elif ! same "$out" "$scratch/new"; then
		echo 'the next build did not publish the site'
	elif [ -n "$(leftovers)" ]; then
		echo "the next build left $(leftovers)"
	fi
}

# The history as it was kept without a fault.
lay_out_kept() {
	rm -rf "$scratch/cache"
	if [ "$kept" = kept ]; then
		cp -a "$scratch/kept" "$scratch/cache"
	else
		mkdir "$scratch/cache"
	fi
}

# Bytes that are neither whole nor gone would be read, and found wanting; bytes
# that are whole and wrong would be believed.
kept_fault() {
	find "$scratch/cache" -name 'history-*' ! -name '*.lock' ! -name '*.new' |
		while read -r file; do
			cmp -s "$file" "$scratch/kept/headway/${file##*/}" ||
				echo 'another history was kept'
		done
}

wrap() {
	case $fault in
	malloc)
		run env FAIL_AT="$at" LD_PRELOAD="$scratch/failmalloc.so"
		;;
	malloc-from)
		run env FAIL_AT="$at" FAIL_FROM=1 \
			LD_PRELOAD="$scratch/failmalloc.so"
		;;
	*)
		run "$scratch/sysfail" "$fault" "$at"
		;;
	esac
}

# Whether the fault came about: fewer than $at calls were made otherwise.
happened() {
	case $fault in
	malloc*) [ -e "$FAIL_REPORT" ] ;;
	*) grep -q '^hit' "$SYSFAIL_REPORT" 2>/dev/null ;;
	esac
}

try() {
	rm -f "$SYSFAIL_REPORT"
	lay_out_kept
	wrap
	happened || return 1
	what=$(fault_found)
	[ -n "$what" ] || what=$(kept_fault)
	if [ -z "$what" ] && { [ "$fault" = kill ] || [ -n "$(leftovers)" ]; }
	then
		what=$(next_build_fault)
	fi
	if [ -n "$what" ]; then
		complain "$what"
	else
		passed=$((passed + 1))
	fi
	if ! same "$out" "$scratch/old" || [ -n "$(leftovers)" ]; then
		lay_out_old
	fi
	return 0
}

mkdir "$scratch/w"
run
if [ "$status" -ne 0 ]; then
	echo "the build without a fault failed with status $status:" >&2
	cat "$scratch/stderr" >&2
	exit 1
fi
mv "$out" "$scratch/new"
cp -a "$scratch/cache" "$scratch/kept"
ls "$scratch"/kept/headway/history-* >/dev/null || exit 1
# An older site: one page other, one more, one not yet there; and the file
# that a build must keep.
cp -a "$scratch/new" "$scratch/old"
printf '*\n!.gitignore\n' | tee "$scratch/new/.gitignore" \
	>"$scratch/old/.gitignore"
page=$(cd "$scratch/old" && find . -name index.html | sort | head -n 1)
last=$(cd "$scratch/old" && find . -name index.html | sort | tail -n 1)
echo '<!-- older -->' >>"$scratch/old/$page"
echo 'older' >"$scratch/old/older.html"
[ "$page" = "$last" ] || rm "$scratch/old/$last"
chmod 644 "$scratch/old/older.html" "$scratch"/*/.gitignore

for fault in $faults; do
	before=$((passed + failed))
	for kept in nothing kept; do
		lay_out_old
		at=1
		while try; do
			at=$((at + step))
		done
	done
	echo "$fault: $((passed + failed - before)) places tried"
done
echo "fault: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
