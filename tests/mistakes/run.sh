#!/bin/sh
# Every mistake that people make in content/ and layouts/ gets its own
# message: the code, the exact place, what is wrong and how to mend it; the
# published folder stays as it was; the exit status says so.
#
#   tests/mistakes/run.sh [HEADWAY [CASES...]]
#
# Each case (cases/*.sh) makes one mistake in a fresh copy of the real
# content and names the message it expects. CASES are the files to run,
# without their ending; with all of them run, the codes of diag.def are
# compared with the cases: a code without a case fails.
#
# The last line is "mistakes: N passed, N failed".
set -u
LC_ALL=C
export LC_ALL
unset CI HEADWAY_DATADIR HEADWAY_CACHE

headway=${1:-${HEADWAY:-build/headway}}
[ $# -eq 0 ] || shift
case $headway in /*) ;; *) headway=$PWD/$headway ;; esac
here=$(cd "$(dirname "$0")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2

# Dates come from git: the scratch folder is to lie in no repository.
outside() {
	if git -C "$1" rev-parse --git-dir >/dev/null 2>&1; then
		echo /tmp
	else
		echo "$1"
	fi
}

scratch=$(mktemp -d "$(outside "${HW_TEST_TMP:-/tmp}")/hw-mistakes-XXXXXX") || exit 2
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
XDG_CACHE_HOME=$scratch/cache
export XDG_CACHE_HOME

# Dates are as on this day in every case.
today=2026-01-02
nl='
'
passed=0
failed=0
name=
output=
status=
codes=

pass() {
	passed=$((passed + 1))
}

# fail WHY...: says so, with what the tool printed.
fail() {
	failed=$((failed + 1))
	echo "FAIL $name: $*"
	printf '%s\n' "$output" | head -n 30 | sed 's/^/    | /'
}

# ------------------------------ making a mistake --------------------------

# new NAME: a fresh copy of the good site, in the folder of the cases' site.
new() {
	name=$1
	cd "$site" || exit 2
	rm -rf content layouts
	cp -R "$scratch/good/content" content || exit 2
}

# edit FILE SED: changes a file of content, and makes sure that it did.
edit() {
	sed "$2" "content/$1" >../edited || exit 2
	if cmp -s ../edited "content/$1"; then
		output=
		fail "nothing to change in content/$1 with $2"
	fi
	cp ../edited "content/$1"
}

# where FILE TEXT [N]: $place is where the text stands for the Nth time.
where() {
	place=$(TEXT=$2 N=${3:-1} awk '
		BEGIN { text = ENVIRON["TEXT"]; n = ENVIRON["N"] }
		{
			at = index($0, text)
			if (at && --n == 0) {
				print FILENAME ":" NR ":" at
				exit
			}
		}' "content/$1")
	if [ -z "$place" ]; then
		output=
		fail "'$2' is not in content/$1"
	fi
}

# page LINE...: the page trial.md with the title and this body, which starts
# on line 5.
page() {
	printf '%s\n' --- 'title: Trial page' --- '' "$@" >content/trial.md
}

# front LINE...: trial.md with these fields after the title, from line 3 on.
front() {
	printf '%s\n' --- 'title: Trial page' "$@" --- '' 'Words.' \
		>content/trial.md
}

# area LINE...: the area of the trial plan with these fields, from line 5 on.
area() {
	printf '%s\n' --- 'title: Trial area' 'kind: area' 'ref: "1"' "$@" \
		--- '' 'Words.' >content/trial-plan/area-1.md
}

# action [LINE...]: the same with one action; these fields from line 9 on.
# shellcheck disable=SC2120
action() {
	action_of 'in progress' "$@"
}

# action_of STATUS LINE...: the status stands on line 8, column 13.
action_of() {
	action_status=$1
	shift
	area 'actions:' '  - ref: T1.1' '    title: Trial action' \
		"    status: $action_status" "$@"
}

# ----------------------------- judging a message --------------------------

# run COMMAND...: leaves $output and $status. Each run is a build over an
# earlier good one, unless a case asks for something else.
run() {
	output=$("$headway" "$@" 2>&1)
	status=$?
}

# says LEVEL PLACE CODE MESSAGE HELP: whether $output has this very message,
# with words of this help. PLACE may be "headway" when there is no file.
# MESSAGE is the whole of it; HELP a part.
says() {
	codes="$codes $3"
	head="$2: $1: $4 [$3]$nl"
	after=${nl}$output${nl}
	case $after in
	*"$nl$head"*) ;;
	*)
		fail "expected '$2: $1: $4 [$3]'"
		return 1
		;;
	esac
	after=${after#*"$nl$head"}
	between=${after%%"  help: "*}
	case $between in
	*": error: "* | *": warning: "*)
		fail "no help under '$4'"
		return 1
		;;
	esac
	help=${after#*"  help: "}
	help=${help%%"$nl"*}
	case $help in
	*"$5"*) return 0 ;;
	esac
	fail "the help under '$4' does not say '$5'"
	return 1
}

# count ERRORS WARNINGS: the last line of $output; the copy has no git, and
# that is always one warning more.
count() {
	n=$(($2 + 1))
	e=s
	w=s
	[ "$1" -eq 1 ] && e=
	[ "$n" -eq 1 ] && w=
	case $output in
	*"$nl$1 error$e, $n warning$w" | *"$nl$1 error$e, $n warning$w$nl"*)
		return 0
		;;
	esac
	fail "expected $1 errors and $2 warnings (and one for git)"
	return 1
}

# Only the case that did it is to blame: the next one finds the good folder.
untouched() {
	[ -z "$(find public -newer ../stamp | head -n 1)" ] && return 0
	fail 'the published folder was touched'
	rm -rf public
	get_public
	return 1
}

# The good build, and a stamp that is newer than all of it.
get_public() {
	cp -R "$scratch/good/public" public || exit 2
	sleep 0.02
	: >../stamp
}

# is STATUS: the exit status.
is() {
	[ "$status" -eq "$1" ] && return 0
	fail "exit status $status, not $1"
	return 1
}

# expect CODE PLACE MESSAGE HELP: builds; the message stands alone, nothing
# is published, and the exit status is 1.
expect() {
	run build --today "$today"
	untouched && is 1 && says error "$2" "$1" "$3" "$4" && count 1 0 &&
		pass
}

# expect_warning CODE PLACE MESSAGE HELP: the same for a doubt: status 0.
expect_warning() {
	run check --today "$today"
	untouched && is 0 && says warning "$2" "$1" "$3" "$4" &&
		count 0 1 && pass
}

# once HEAD: this message is told once, not again for each page.
once() {
	n=$(printf '%s\n' "$output" | grep -cF "$1")
	[ "$n" -eq 1 ] && return 0
	fail "'$1' is told $n times"
	return 1
}

# silent CODE: no message of this code.
silent() {
	case $output in
	*"[$1]"*)
		fail "the same mistake is told again as $1"
		return 1
		;;
	esac
}

# ------------------------------- the good site ----------------------------

# The real content, and pages beside it for cases to change: a page, and a
# plan with one area and its action, and figures.
make_good() {
	site=$scratch/good
	mkdir -p "$site" "$scratch/cache"
	cd "$site" || exit 2
	cp -R "$root/content" content || exit 2
	mkdir -p content/trial-plan content/pictures
	page 'Words.'
	action
	printf '%s\n' --- 'title: Trial plan' --- '' 'Words.' \
		>content/trial-plan/index.md
	for easy in trial trial-plan/index; do
		printf '%s\n' --- 'title: Trial' --- '' '![A clock](clock)' '' \
			'Words.' >"content/$easy.easy.md"
	done
	printf '%s\n' --- 'title: Trial' --- '' '## Action T1.1: Trial' '' \
		'![A clock](clock)' '' 'Words.' \
		>content/trial-plan/area-1.easy.md
	printf '%s\n' 'date,value,note' '2024-12,85,First' \
		>content/data/trial.csv
}

sum_of() {
	find "$1" -type f -exec cksum {} + | sed "s|$1/||" | sort
}

make_good
name='the good site'
run build --today "$today"
if [ "$status" -ne 0 ] || ! count 0 0; then
	[ "$status" -ne 0 ] && fail "exit status $status"
	echo 'mistakes: 0 passed, 1 failed'
	exit 1
fi
pass

# -------------------------------- the cases -------------------------------

# run_cases FILE: in a folder of their own; what they found goes to FILE.out
# and FILE.result.
run_cases() {
	passed=0
	failed=0
	mkdir -p "$scratch/$1/site"
	site=$scratch/$1/site
	cd "$site" || exit 2
	get_public
	# shellcheck source=/dev/null
	. "$here/cases/$1.sh"
	cd "$site" || exit 2
	name="the published folder after the cases of $1"
	output=
	if [ "$(sum_of public)" = "$(sum_of "$scratch/good/public")" ]; then
		pass
	else
		fail 'its files are not what they were'
	fi
	echo "$passed $failed $codes" >"$scratch/$1.result"
}

all=
[ $# -eq 0 ] && all=yes
if [ "$all" ]; then
	for cases in "$here"/cases/*.sh; do
		cases=${cases##*/}
		set -- "$@" "${cases%.sh}"
	done
fi
for cases in "$@"; do
	(run_cases "$cases") >"$scratch/$cases.out" 2>&1 &
done
wait
for cases in "$@"; do
	cat "$scratch/$cases.out"
	name="the cases of $cases"
	output=
	if read -r more_passed more_failed more_codes \
		<"$scratch/$cases.result"; then
		passed=$((passed + more_passed))
		failed=$((failed + more_failed))
		codes="$codes $more_codes"
	else
		fail 'they stopped before their end'
	fi
done

# -------------------------------- the codes -------------------------------

# Every code of diag.def, as HW031. Those of the rules of words, from 200 on,
# are tried by tests/rules.
codes_of_def() {
	sed -n 's/^HW_DIAG([A-Z0-9_]*, \([0-9]*\),.*/\1/p' \
		"$root/generator/base/diag.def" |
		while read -r number; do
			[ "$number" -ge 200 ] || printf 'HW%03d\n' "$number"
		done
}

# check_code CODE: it has a case, or is tested elsewhere, not both.
check_code() {
	name="a case for $1"
	output=
	place=$(sed -n "s/^$1  *\([^ ]*\).*/\1/p" "$here/elsewhere")
	case " $codes " in
	*" $1 "*)
		if [ -n "$place" ]; then
			fail "it has one: take $1 out of" \
				'tests/mistakes/elsewhere'
			return
		fi
		;;
	*)
		if [ -z "$place" ]; then
			fail 'no case makes this message: add one to' \
				'tests/mistakes/cases'
			return
		fi
		if [ ! -e "$root/$place" ]; then
			fail "tests/mistakes/elsewhere names $place," \
				'which is not there'
			return
		fi
		;;
	esac
	pass
}

# Comparing makes sense when all cases ran.
if [ "$all" ]; then
	for code in $(codes_of_def); do
		check_code "$code"
	done
fi

cd /
echo "mistakes: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
