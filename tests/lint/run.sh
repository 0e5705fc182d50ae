#!/bin/sh
# Style, static checks, and the rules of generator/ARCHITECTURE.md.
#
#   tests/lint/run.sh [CHECK...]
#
# Without words, all checks of the list at the end. Prints a line "FAIL ..."
# for each thing found; the last line is "lint: N passed, N failed", where a
# check that found nothing counts as one passed and each finding as one
# failed.
set -u
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C
export LC_ALL

scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

packages='libcmark-gfm yaml-0.1 libgit2 zlib libbrotlienc libbrotlidec
jansson icu-i18n icu-uc libmicrohttpd nettle'
# As the Makefile has them; the strings need no true value here. Their quotes
# are for the compiler.
# shellcheck disable=SC2086,SC2089,SC2090
FLAGS="-std=c11 -D_GNU_SOURCE -Igenerator $(pkg-config --cflags $packages) \
-DHW_VERSION=HW_TEXT -DHW_DATADIR=HW_TEXT -DHW_SOURCES=HW_TEXT -DHW_TEXT=\"x\" \
-include generator/base/banned.h"
# shellcheck disable=SC2090
export FLAGS

# Names of tracked files and of new ones that are not ignored.
files() {
	git ls-files --cached --others --exclude-standard -- "$@" |
		while read -r name; do
			[ ! -f "$name" ] || echo "$name"
		done
}

needs() {
	command -v "$1" >/dev/null 2>&1 && return 0
	echo "FAIL $1 is not installed: run .ci/setup lint"
	return 1
}

# --- the checks: each prints its findings, nothing else -------------------

check_format() {
	needs clang-format || return
	for file in generator/*/*.[ch] tests/unit/*.[ch]; do
		clang-format --dry-run -Werror "$file" >/dev/null 2>&1 ||
			echo "FAIL $file: not as 'make format' would have it"
	done
}

# A file includes its own layer and lower ones.
check_layers() {
	awk '
	BEGIN {
		n = split("base model input assemble rules render output " \
			"serve cli", names)
		for (i = 1; i <= n; i++)
			rank[names[i]] = i
	}
	/^#[ \t]*include "/ {
		split(FILENAME, own, "/")
		split($0, quoted, "\"")
		split(quoted[2], other, "/")
		if (quoted[2] !~ /\//)
			print "FAIL " FILENAME ":" FNR ": write \"" own[2] "/" \
				quoted[2] "\""
		else if (!(other[1] in rank))
			print "FAIL " FILENAME ":" FNR ": no layer " other[1]
		else if (rank[other[1]] > rank[own[2]])
			print "FAIL " FILENAME ":" FNR ": " own[2] \
				" includes " quoted[2] ", a higher layer"
	}' generator/*/*.[ch] generator/*/*.def
}

# adapter PATTERN FILE...: only these files include that library's headers.
adapter() {
	pattern=$1
	shift
	# shellcheck disable=SC2046
	grep -n "^#[[:space:]]*include <$pattern" generator/*/*.[ch] |
		while IFS=: read -r file line what; do
			case " $* " in
			*" ${file#generator/} "*) ;;
			*) echo "FAIL $file:$line: $what belongs in $*" ;;
			esac
		done
}

check_adapters() {
	adapter 'cmark-gfm' input/markdown.c
	adapter 'yaml\.h' input/yaml.c
	adapter 'git2' input/gitrepo.c
	# Unpacking what git packed, and packing what is published.
	adapter 'zlib' input/gitloose.c output/compress.c
	adapter 'brotli' output/compress.c
	adapter 'unicode/' input/words.c input/sentences.c
	adapter 'microhttpd' serve/http.c
	adapter 'nettle' base/sha256.c
	adapter 'sys/inotify' serve/watch.c
	# One reads JSON, one writes it, and the manifest a line at a time.
	adapter 'jansson' base/json_memory.c input/json.c render/json_put.h output/manifest.c
}

# Only main, a signal and want of memory end the program.
check_exit() {
	grep -nE '(^|[^A-Za-z0-9_])(_exit|_Exit|exit|quick_exit|abort)[[:space:]]*\(' \
		generator/*/*.[ch] |
		grep -v '^generator/\(cli/main\.c\|cli/build\.c\|base/arena\.c\):' |
		grep -v ':[[:space:]]*\*' | sed 's/^/FAIL /; s/$/ [ends the program]/'
}

check_headers() {
	for file in generator/*/*.h; do
		# shellcheck disable=SC2086,SC2090
		${CC:-cc} $FLAGS -Wall -Werror -Wno-unused-function \
			-fsyntax-only -x c "$file" >"$scratch/said" 2>&1 || {
			echo "FAIL $file: does not compile alone"
			sed -n 's/^/  /; 1,3p' "$scratch/said"
		}
		guard=HW_$(echo "${file#generator/}" | tr 'a-z/.' 'A-Z__')
		grep -q "^#ifndef $guard\$" "$file" &&
			grep -q "^#define $guard\$" "$file" ||
			echo "FAIL $file: no guard $guard"
		# The opening comment says who may call it.
		sed '/\*\//q' "$file" | grep -q 'Threads:' ||
			echo "FAIL $file: the opening comment has no 'Threads:'"
	done
}

check_length() {
	awk '
	FNR == 1 { start = 0 }
	FNR == 801 { print "FAIL " FILENAME ": over 800 lines" }
	/^[A-Za-z].*\(/ { head = $0 }
	/^\{/ { start = FNR }
	/^\}/ && start {
		if (FNR - start - 1 > 60) {
			sub(/\(.*/, "", head)
			sub(/.*[ *]/, "", head)
			print "FAIL " FILENAME ":" start ": " head " has " \
				FNR - start - 1 " lines, over 60"
		}
		start = 0
	}
	length($0) > 400 { print "FAIL " FILENAME ":" FNR ": a long line" }
	' generator/*/*.[ch] generator/*/*.def
}

check_cppcheck() {
	needs cppcheck || return
	cppcheck -q -j2 --std=c11 --language=c --inline-suppr \
		--enable=warning,style,performance,portability \
		--suppressions-list=tests/lint/cppcheck.txt \
		--library=posix,gnu -Igenerator -D_GNU_SOURCE \
		'-DHW_VERSION="x"' '-DHW_DATADIR="x"' '-DHW_SOURCES="x"' \
		--template='FAIL {file}:{line}: {message} [{id}]' \
		--template-location='' generator 2>&1 | grep '^FAIL'
}

# A file at a time: version 14 mixes up argument lists when given several.
# The analyzer looks less deep than it could, for the sake of time.
check_tidy() {
	needs clang-tidy || return
	# The name of each file is to be put in by the inner shell.
	# shellcheck disable=SC2016
	printf '%s\n' generator/*/*.c |
		xargs -P2 -n1 sh -c 'clang-tidy --quiet "$1" -- $FLAGS \
			-Xclang -analyzer-config -Xclang mode=shallow \
			2>/dev/null' sh |
		grep -E '^[^ ]*: (warning|error):' | sort -u |
		sed "s|^$PWD/||; s/^/FAIL /"
}

check_shell() {
	{
		git grep --untracked -lIE '^#!/(bin|usr/bin)/(env )?(ba|da)?sh'
		files '*.sh'
	} | sort -u | while read -r file; do
		language='sh'
		! head -n 1 "$file" | grep -q bash || language=bash
		"$language" -n "$file" 2>"$scratch/said" ||
			echo "FAIL $file: $(head -n 1 "$scratch/said")"
	done
}

# Those of .github, and each step's shell.
check_workflows() {
	needs node && needs shellcheck || return
	[ -d tests/workflows/node_modules ] || {
		echo 'FAIL the packages of tests/workflows are not installed:' \
			'run .ci/setup lint'
		return
	}
	# shellcheck disable=SC2046
	node tests/workflows/lint.mjs $(files '.github/*.yml') ||
		[ $? -eq 1 ] || echo 'FAIL tests/workflows/lint.mjs has failed'
	shellcheck -x -f gcc .ci/action .ci/common.sh .ci/publish .ci/report \
		tests/workflows/run.sh | sed 's/^/FAIL /'
}

check_manual() {
	for page in $(files 'docs/*.[1-8]'); do
		needs mandoc || return
		filled=$scratch/${page##*/}
		.ci/manual build/headway "$page" >"$filled" ||
			echo "FAIL $page: its tables cannot be filled in"
		# The other page is installed with this one.
		mandoc -T lint "$filled" 2>&1 |
			grep -v 'referenced manual not found: Xr headway' |
			grep -v 'outdated mandoc.db' | sed "s|^|FAIL $page: |"
	done
}

# Where somebody works, and where packages came from, is nobody's business.
check_places() {
	places='(^|[^A-Za-z0-9_.~-])/(work|home|root|Users)/'
	hosts='registry\.npmjs|deb\.debian\.org|pypi\.org|crates\.io|proxy\.golang'
	git grep --untracked -nIE "$places|$hosts|\"resolved\":" | cut -c 1-160 |
		sed 's/^/FAIL /'
}

# Expected output and trial input may end as they like.
check_space() {
	git grep --untracked -nIE '[[:space:]]+$' -- ':!tests/spec/cases' \
		':!tests/golden' ':!tests/mistakes' ':!tests/cli' \
		':!tests/fuzz/corpus' |
		cut -c 1-120 |
		sed 's/^/FAIL /; s/$/ [space at the end]/'
}

# Every message is given by something.
check_codes() {
	sed -n 's/^HW_DIAG(\([A-Z0-9_]*\),.*/\1/p' generator/base/diag.def |
		while read -r code; do
			grep -qw "HW_DIAG_$code" generator/*/*.[ch] ||
				echo "FAIL generator/base/diag.def: $code is" \
					'never used'
		done
	sed -n 's/^HW_DIAG([A-Z0-9_]*, \([0-9]*\),.*/\1/p' \
		generator/base/diag.def | sort | uniq -d |
		sed 's/^/FAIL generator\/base\/diag.def: number used twice: /'
}

# --- running them ----------------------------------------------------------

[ $# -gt 0 ] || set -- format layers adapters exit headers length codes \
	shell workflows manual places space cppcheck tidy
passed=0
failed=0
for check in "$@"; do
	start=$(date +%s)
	"check_$check" >"$scratch/found"
	count=$(grep -c '^FAIL' "$scratch/found")
	if [ "$count" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + count))
	fi
	echo "$check: $count found, $(($(date +%s) - start)) s"
	cat "$scratch/found"
done
echo "lint: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
