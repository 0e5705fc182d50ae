#!/bin/sh
# The rules of words: each reports what it should and nothing else.
#
#   tests/rules/run.sh [--update] [HEADWAY]
#
# cases/*.txt hold bad and good examples, in blocks with an empty line
# between them. A block begins with a code and the kind of page:
#
#   HW201 easy
#   bad: We will ring you and …\nA second line.
#   good: We will ring you.
#   # a comment
#
#   easy      words of an easy-read page; a picture is put before them
#             unless they have one
#   standard  words of a standard page
#   pair      words of a standard page || words of its easy-read page
#   area      the same for an area of a plan, with its actions
#   site      files of a site of its own: PATH: bytes || PATH: bytes …
#
# `\n` is a line end. Words that begin with ---\n bring front matter; a title
# is put in where they have none. Each bad one must report the code (at any
# of its pages), each good one must not. The examples of `headway explain`
# are tried in the same way.
#
# traps/*.md are pages where rules of other tools go wrong: no error and no
# warning of the rules may be there at all.
#
# Every code of the rules (200 and more) needs a bad and a good example, or a
# line in `elsewhere`. The last line is "rules: N passed, N failed".
# Words with $ are meant for jq:
# shellcheck disable=SC2016
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset CI HEADWAY_DATADIR GITHUB_STEP_SUMMARY GIT_DIR GIT_WORK_TREE

update=
if [ "${1:-}" = --update ]; then
	update=yes
	shift
fi
headway=${1:-${HEADWAY:-build/headway}}
case $headway in /*) ;; *) headway=$PWD/$headway ;; esac
here=$(cd "$(dirname "$0")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2
command -v jq >/dev/null || {
	echo 'FAIL jq is not installed: run .ci/setup test'
	exit 1
}

# Dates come from git: the scratch folder is to lie in no repository.
outside() {
	if git -C "$1" rev-parse --git-dir >/dev/null 2>&1; then
		echo /tmp
	else
		echo "$1"
	fi
}

scratch=$(mktemp -d "$(outside "${HW_TEST_TMP:-/tmp}")/hw-rules-XXXXXX") ||
	exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
today=2026-01-02
passed=0
failed=0

pass() {
	passed=$((passed + ${1:-1}))
}

fail() {
	failed=$((failed + 1))
	echo "FAIL $*"
}

# --- the site of all cases ------------------------------------------------

# lay_out CASES: the pages of all cases of this table into the site; those
# with a site of their own into folders beside it. Each line of a table is
# NUMBER, CODE, KIND, bad or good, WHERE (for messages), TEXT with \n.
lay_out() {
	awk -F '\t' -v site="$scratch/site/content/" -v alone="$scratch/alone/" \
		-v bare="$here/site" '
	function put(path, text) {
		printf "%s", text > path
		close(path)
	}
	function lines(text) {
		gsub(/\\n/, "\n", text)
		return text
	}
	# A page, with front matter where its words bring none.
	function page(text, title, more, front, end) {
		front = ""
		if (text ~ /^---\n/) {
			end = index(substr(text, 5), "\n---")
			if (end == 0)
				return text
			front = substr(text, 5, end)
			text = substr(text, 5 + end + 4)
			sub(/^\n/, "", text)
		}
		if (("\n" front) !~ /\ntitle:/)
			front = "title: " title "\n" front
		return "---\n" front more "---\n\n" text "\n"
	}
	function easy(text, head) {
		head = ""
		if (match(text, /^---\n/)) {
			end = index(substr(text, 5), "\n---")
			head = substr(text, 1, 4 + end + 4)
			text = substr(text, 4 + end + 5)
			sub(/^\n+/, "", text)
			head = head "\n"
		}
		if (text !~ /!\[/)
			text = "![A clock](clock)\n\n" text
		return page(head text, "Trial", "")
	}
	function own_site(number, text, parts, count, i, path, at) {
		system("cp -R \"" bare "\" \"" alone number "\"")
		count = split(text, parts, / \|\| /)
		for (i = 1; i <= count; i++) {
			at = index(parts[i], ": ")
			path = substr(parts[i], 1, at - 1)
			if (match(path, /.*\//))
				folder(alone number "/content/" \
					substr(path, 1, RLENGTH))
			put(alone number "/content/" path,
				lines(substr(parts[i], at + 2)) "\n")
		}
	}
	function folder(path) {
		system("mkdir -p \"" path "\"")
	}
	$3 == "site" { next_alone[++alones] = $1 "\t" $6; next }
	{
		name = "case-" $1
		at = index($6, " || ")
		first = lines(at ? substr($6, 1, at - 1) : $6)
		second = at ? lines(substr($6, at + 4)) : "We help."
		if ($3 == "easy") {
			second = first
			first = "The words of a page."
		}
		if ($3 == "area") {
			folder(site name)
			put(site name "/index.md",
				page("The words of a plan.", "Trial plan", ""))
			put(site name "/index.easy.md", easy("We help."))
			name = name "/area-1"
		}
		put(site name ".md", page(first, "Trial", ""))
		put(site name ".easy.md", easy(second))
	}
	END {
		for (i = 1; i <= alones; i++) {
			split(next_alone[i], fields, "\t")
			own_site(fields[1], fields[2])
		}
	}' "$1"
}

# table: the cases of all files, one a line.
table() {
	awk '
	FNR == 1 || /^$/ { code = "" }
	/^$/ || /^#/ { next }
	code == "" {
		code = $1
		kind = $2
		if (code !~ /^HW[0-9][0-9][0-9]$/ ||
			kind !~ /^(easy|standard|pair|area|site)$/)
			print "FAIL " FILENAME ":" FNR ": no code and kind: " $0 \
				> "/dev/stderr"
		next
	}
	match($0, /^(bad|good): /) {
		which = substr($0, 1, RLENGTH - 2)
		text = substr($0, RLENGTH + 1)
		gsub(/\t/, " ", text)
		sub(/.*\//, "", FILENAME)
		printf "%04d\t%s\t%s\t%s\t%s:%d\t%s\n", ++n, code, kind, \
			which, FILENAME, FNR, text
		next
	}
	{ print "FAIL " FILENAME ":" FNR ": neither bad nor good: " $0 \
		> "/dev/stderr" }
	' "$here"/cases/*.txt
}

# The examples of `headway explain`, as more lines of that table.
explained() {
	"$headway" explain messages --format json | jq -r '
		.[] | select(.kind != "text" and .kind != "yaml") |
		. as $it | ("bad", "good") as $which | $it[$which] |
		if $it.kind == "front" then
			"---\n" + . + "\n---\nThe words of a page."
		elif $it.kind == "area" then
			"---\nkind: area\nref: \"1\"\n" + . + "\n---\n"
		else . end |
		[$it.code,
			({"front": "standard"}[$it.kind] // $it.kind),
			$which, "headway explain " + $it.code,
			gsub("\t"; " ") | gsub("\n"; "\\n")] |
		join("\t")' | awk -v n="$(wc -l <"$scratch/table")" '
		{ printf "%04d\t%s\n", n + NR, $0 }'
}

# check SITE: the messages of a site, one a line: PATH CODE LEVEL LINE TEXT.
check() {
	"$headway" -C "$1" check --today "$today" --format json \
		>"$scratch/said.json" 2>"$scratch/said.err"
	jq -r '.messages[] | [.path // "-", .code, .level, .line // 0,
		.message, .excerpt // ""] | @tsv' "$scratch/said.json" \
		2>>"$scratch/said.err" || {
		echo "FAIL check said nothing that can be read" >&2
		head -n 5 "$scratch/said.err" >&2
	}
	# What a build with VARIANT=sanitize has to say.
	grep -A 12 'ERROR: .*Sanitizer\|runtime error:' "$scratch/said.err" \
		>>"$scratch/unclean"
}

# --- running them ---------------------------------------------------------

# What a case has reported, into found: NUMBER CODE LEVEL LINE MESSAGE.
gather() {
	check "$scratch/site" >"$scratch/messages"
	sed -n 's|^content/case-\([0-9]*\)[./][^	]*	|\1	|p' \
		"$scratch/messages" >"$scratch/found"
	for own in "$scratch"/alone/*; do
		[ -d "$own" ] || continue
		check "$own" | sed "s|^[^	]*	|${own##*/}	|" \
			>>"$scratch/found"
	done
}

# Compares, and prints a line for each case that is wrong.
judge() {
	awk -F '\t' -v found="$scratch/found" '
	BEGIN {
		while ((getline line < found) > 0) {
			split(line, f, "\t")
			seen[f[1] " " f[2]] = 1
			all[f[1]] = all[f[1]] " " f[2]
		}
	}
	{
		is_there = ($1 " " $2) in seen
		if (is_there == ($4 == "bad"))
			passed++
		else
			printf "FAIL %s: %s %s %s: %s\n    | it reports:%s\n", $5, \
				$4, $2, $3, $6, \
				($1 in all) ? all[$1] : " nothing"
	}
	END { print "count " passed + 0 }' "$1"
}

# Every code of the rules has a bad and a good case, or is tested elsewhere.
check_codes() {
	sed -n 's/^HW_DIAG([A-Z0-9_]*, \(2[0-9][0-9]\),.*/HW\1/p' \
		"$root/generator/base/diag.def" >"$scratch/codes"
	awk -F '\t' '{ print $2, $4 }' "$scratch/own" >"$scratch/exampled"
	while read -r code; do
		place=$(sed -n "s/^$code  *\([^ ]*\).*/\1/p" "$here/elsewhere")
		if [ -n "$place" ]; then
			[ -e "$root/$place" ] ||
				fail "elsewhere: $code: there is no $place"
			continue
		fi
		for which in bad good; do
			if grep -qxF "$code $which" "$scratch/exampled"; then
				pass
			else
				fail "$code has no $which example in" \
					'tests/rules/cases'
			fi
		done
	done <"$scratch/codes"
}

# A page of traps gives one passed, or a FAIL for each message.
check_traps() {
	for trap_page in "$here"/traps/*.md; do
		name=${trap_page##*/}
		awk -F '\t' -v path="content/traps-$name" '
		$1 == path && $2 ~ /^HW2/ && $3 != "note" {
			print "FAIL traps/" substr(path, 15) ":" $4 ": " $2 \
				" " $5 ": " $6
		}' "$scratch/messages" >"$scratch/trapped"
		if [ -s "$scratch/trapped" ]; then
			cat "$scratch/trapped"
			failed=$((failed + $(wc -l <"$scratch/trapped")))
		else
			pass
		fi
	done
}

mkdir -p "$scratch/site" "$scratch/alone"
cp -R "$here/site/." "$scratch/site/" || exit 2
for trap_page in "$here"/traps/*.md; do
	cp "$trap_page" "$scratch/site/content/traps-${trap_page##*/}"
done
table >"$scratch/table" 2>"$scratch/wrong"
if [ -s "$scratch/wrong" ]; then
	cat "$scratch/wrong"
	failed=$((failed + $(grep -c . "$scratch/wrong")))
fi
# The codes need examples of their own: what is explained is one at most.
cp "$scratch/table" "$scratch/own"
explained >>"$scratch/table"
lay_out "$scratch/table"
gather
if [ -s "$scratch/unclean" ]; then
	fail 'memory: a leak, or what C does not define'
	head -n 13 "$scratch/unclean" | sed 's/^/    | /'
else
	pass
fi
judge "$scratch/table" >"$scratch/judged"
grep -v '^count ' "$scratch/judged"
failed=$((failed + $(grep -c '^FAIL' "$scratch/judged")))
pass "$(sed -n 's/^count //p' "$scratch/judged")"
check_codes
check_traps
for more in "$here"/more/*.sh; do
	# shellcheck source=/dev/null
	[ ! -e "$more" ] || . "$more"
done

cd /
echo "rules: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
