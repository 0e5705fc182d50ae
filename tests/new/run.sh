#!/bin/sh
# headway new and headway import: from nothing to a published site, files to
# start from, and the way of a table of actions out and back.
#
#   tests/new/run.sh [HEADWAY]
#
# The last line is "new: N passed, N failed".
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset CI HEADWAY_DATADIR HEADWAY_CACHE GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

headway=${1:-${HEADWAY:-build/headway}}
case $headway in /*) ;; *) headway=$PWD/$headway ;; esac
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
scratch=$(mktemp -d "${HW_TEST_TMP:-/tmp}/hw-new-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
XDG_CACHE_HOME=$scratch/cache
export XDG_CACHE_HOME
cd "$scratch" || exit 2
passed=0
failed=0
name=
out=
status=

pass() {
	passed=$((passed + 1))
}

fail() {
	failed=$((failed + 1))
	echo "FAIL $name: $*"
	printf 'status %s\n%s\n' "$status" "$out" | head -n 30 |
		sed 's/^/    | /'
}

# run COMMAND...: leaves $out (both outputs) and $status.
run() {
	out=$("$headway" "$@" 2>&1 </dev/null)
	status=$?
}

# is STATUS WORDS: the exit status, and a pattern of the shell for $out.
is() {
	if [ "$status" -ne "$1" ]; then
		fail "the status is not $1"
		return 1
	fi
	# shellcheck disable=SC2254
	case $out in
	$2) pass ;;
	*)
		fail "it does not say: $2"
		return 1
		;;
	esac
}

true_that() {
	if out=$("$@" 2>&1); then
		status=0
		pass
	else
		status=$?
		fail "not so: $*"
	fi
}

commit() {
	git add -A && git -c user.name=Test -c user.email=test@example.org \
		-c commit.gpgsign=false commit -q --allow-empty -m "$1"
}

sum_of() {
	find "$1" -type f -exec cksum {} + | sort
}

# --------------------------- a site from nothing ----------------------------

name='from nothing: a site, an edit, a commit, a build'
run new site first --name 'Progress in Exampleshire: what we do'
is 0 "made a site in 'first'*"
cd first || exit 2
git init -q .
commit 'A site to start from'
run check --strict
is 0 '*checked 14 pages: no mistakes'
sed -i 's/^    status: in progress/    status: done/' content/plan/area-1.md
sed -i '/^    status: done/a\    completed: 2026-01-02\n    evidence:\n      - title: Minutes\n        link: https://www.example.org/' content/plan/area-1.md
commit 'The letters are sent'
run build --strict
is 0 '*published *'
true_that grep -q 'Progress in Exampleshire: what we do' public/index.html
true_that grep -q ',A1.2,.*,done,' public/data/actions.csv
run check --strict
is 0 '*no mistakes'
true_that test -z "$(git status --porcelain)"

name='what editors and the host need is there, and is well-formed'
for file in .gitattributes .gitignore README.md .vscode/settings.json \
	.vscode/extensions.json .devcontainer/devcontainer.json \
	.github/workflows/report.yml .github/workflows/publish.yml; do
	true_that test -s "$file"
done
for file in .vscode/*.json .devcontainer/*.json; do
	true_that jq -e . "$file"
done
"$headway" schema >../schema.json
true_that cmp .vscode/headway.schema.json ../schema.json
true_that test -e "$(jq -r '."yaml.schemas" | keys[0]' .vscode/settings.json)"
# What the task's problem matcher makes of what headway says: each message
# with a place, in all its parts, and nothing else.
mkdir ../matched
cp -R content ../matched
(
	cd ../matched || exit
	sed -i '0,/^    status: .*/s//    status: nearly/' content/plan/area-1.md
	echo 'We commence. See [a page](nowhere.md).' >>content/about.md
	mkdir layouts
	echo '{{#open}}' >layouts/page.mustache
	"$headway" check 2>&1
) >../said
pattern=.tasks[0].problemMatcher.pattern
regexp=$(jq -r "$pattern.regexp" .vscode/tasks.json)
true_that test "$(grep -cP "$regexp" ../said)" -ge 4
true_that test "$(grep -cP "$regexp" ../said)" = \
	"$(grep -c '^[^ ]*:[0-9]*:[0-9]*: ' ../said)"
REGEXP=$regexp perl -ne 'print join("|", $1, $2, $3, $4, $5, $6), "\n"
	if /$ENV{REGEXP}/' ../said >../parts
true_that grep -qxE "content/plan/area-1.md\|[0-9]+\|13\|error\|unknown status 'nearly'\|HW031" ../parts
true_that grep -q '^layouts/page.mustache|1|.*|error|' ../parts
true_that grep -q '^content/about.md|.*|warning|.*|HW245$' ../parts
true_that jq -e "$pattern | [.file, .line, .column, .severity, .message, .code]
	== [1, 2, 3, 4, 5, 6]" .vscode/tasks.json
true_that grep -q 'eol=lf' .gitattributes
true_that sh -n .devcontainer/setup.sh
true_that test -z "$(grep -rl '@[A-Z]*@' . --exclude-dir=.git --exclude-dir=public)"
cd "$scratch" || exit 2

name='a site is made where nothing is, and nowhere else'
before=$(sum_of first)
run new site first --name Other
is 2 "headway: 'first' is not empty, and nothing is overwritten*"
true_that test "$before" = "$(sum_of first)"
echo words >file
run new site file
is 2 "headway: 'file' is a file*"
mkdir cloned
git init -q cloned
run -q new site cloned
is 0 ''
true_that grep -q '^name: Progress on our plan' cloned/content/site.yaml
run new site there/is/none
is 3 '*No such file*'
long=$(printf '%066d' 0)
run new site long --name "$long"
is 2 '*66 characters; the limit is 65*'

# ------------------------------- new files ----------------------------------

cd first || exit 2
name='each kind of page starts without mistakes'
run new plan content/plan-b/index.md --title 'The "second": plan'
is 0 "*made 'content/plan-b/index.md'*made 'content/plan-b/index.easy.md'"
run new area content/plan-b/area-9.md --title 'Help at school' --ref 9
is 0 "*area-9.md'*area-9.easy.md'"
run new recommendation content/plan-b/recommendation-1.md \
	--title 'Use figures' --ref 1
is 0 '*made*'
run new priority content/plan-b/priority-1.md --title 'Listen' --ref 1
is 0 '*made*'
run new page content/meetings.md --title 'Meetings #2'
is 0 '*made*'
run new said content/plan-b/you-said.md --title 'You said, we did'
is 0 '*made*'
commit 'New pages'
run check
is 0 '*checked 26 pages: no mistakes'

name='an action gets the next free ref, on both pages'
run new action content/plan-b/area-9.md --title 'Tell schools: "all"' \
	--owner 'Head of SEND, "The" Council' --due 2030-12-31
is 0 "added A9.1 to 'content/plan-b/area-9.md' and to its easy-read page"
run new action content/plan-b/area-9.md --title 'Ask families'
is 0 'added A9.2 *'
sed -i 's/^  - ref: A9.2/  # kept\n&/' content/plan-b/area-9.md
run new action content/plan-b/area-9.md --title 'Say what they said'
is 0 'added A9.3 *'
true_that grep -q '^  # kept' content/plan-b/area-9.md
true_that grep -q '^## Action A9.1: Tell schools: "all"$' \
	content/plan-b/area-9.easy.md
run new action content/plan-b/priority-1.md --title 'Hold a meeting'
is 0 'added P1.1 *'
commit 'Actions'
run check
is 0 '*no mistakes'
name='an action takes no line away'
true_that test "$(git diff --numstat HEAD~1 | awk '{ n += $2 } END { print n }')" -eq 0

name='an easy-read page has a part for each action'
git rm -q --cached content/plan-b/area-9.easy.md
rm content/plan-b/area-9.easy.md
run new easy content/plan-b/area-9.md
is 0 "made 'content/plan-b/area-9.easy.md'"
true_that test "$(grep -c '^## Action A9' content/plan-b/area-9.easy.md)" -eq 3
commit 'Easy read'
run check
is 0 '*no mistakes'

name='a translation has each word of its page behind #, and no data'
page=content/plan-b/area-9.pl.md
run new translation $page
is 0 "made '$page': put its title into Polish *"
true_that grep -q '^# title: Help at school$' $page
true_that grep -q '^  - ref: A9.1$' $page
true_that grep -q '^    # title: .Tell schools: .*all.*.$' $page
true_that test "$(grep -c 'due:\|status:\|2030' $page)" -eq 0
mkdir -p layouts
cp "$root/layouts/words.en.yaml" layouts/words.pl.yaml
run check $page
is 1 "*a page without 'title'*1 error,*"
name='a translation is right when all the # are taken away'
sed -i -e '/^# This page/,/^#$/d' -e '/^#$/,/^#$/d' -e 's/^\( *\)# /\1/' $page
run check $page
is 0 '*no mistakes'
rm -r $page layouts
run new translation plan-b/area-9.cy.md
is 0 "made 'content/plan-b/area-9.cy.md'*Welsh*"
rm content/plan-b/area-9.cy.md

name='nothing is overwritten'
before=$(sum_of content)
run new area content/plan-b/area-9.md --title 'Other' --ref 9
is 2 "*area-9.md' is there already, and nothing is overwritten*"
run new easy content/plan-b/area-9.md
is 2 '*is there already*'
run new translation content/plan-b/area-9.md
is 2 "*'content/plan-b/area-9.md' is there already*"
run new action content/plan-b/area-9.md --title 'Other' --ref A9.2
is 2 "*an action 'A9.2' already; the next free ref is 'A9.4'*"
name='wrong use is said, and makes nothing'
run new area content/plan-b/area-8.md --ref 8
is 2 "*'--title' is missing*"
run new translation content/plan-b/area-9.polish.md
is 2 '*the code of a language; write it as *area-9.pl.md'
run new translation content/plan-b/area-8.pl.md
is 2 "*there is no page 'content/plan-b/area-8.md'"
run new translation content/plan-b/area-9.en.md
is 2 "*'en' is the language of the whole site"
run new easy content/plan-b/area-9.easy.md
is 2 '*name its standard page'
run new area content/plan-b/area-8.md --title 'Eight'
is 2 "*'--ref' is missing*"
run new area content/area-8.md --title 'Eight' --ref 8
is 2 '*belongs into the folder of a plan*'
run new area '../area-8.md' --title 'Eight' --ref 8
is 2 '*not the name of a page*'
run new page 'content/Area 8.md' --title 'Eight'
is 2 '*cannot become an address*'
run new plan content/other.md --title 'Plan'
is 2 '*index.md of a folder*'
run new action content/plan-b/area-9.md --title 'Late' --due 31/12/2030
is 2 '*2030-12-31*'
run new action content/about.md --title 'No'
is 2 '*only those have actions*'
run new action content/none.md --title 'No'
is 2 '*there is no page*'
run new aera content/plan-b/area-8.md
is 2 "*did you mean 'area'*"
run new
is 2 '*needs a kind and a file*'
true_that test "$before" = "$(sum_of content)"

name='on a terminal it asks for what is missing'
if script --version >/dev/null 2>&1; then
	printf 'Asked for\n\n\n31/12/2030\n2030-12-31\n' | script -qec \
		"'$headway' new action content/plan-b/area-9.md" /dev/null \
		>../asked 2>&1
	status=$?
	out=$(cat ../asked)
	is 0 '*What will be done*Its ref (for example: A9.4)*When it is due*added A9.4*'
	true_that grep -q '^    due: 2030-12-31' content/plan-b/area-9.md
	printf '\004' | script -qec \
		"'$headway' new area content/plan-b/area-8.md" /dev/null \
		>../asked 2>&1
	status=$?
	out=$(cat ../asked)
	is 2 '*nothing was made*'
	true_that test ! -e content/plan-b/area-8.md
else
	echo 'new: script is not installed; nobody was asked'
fi
cd "$scratch" || exit 2

# ------------------------- out to a table, and back -------------------------

. "$root/tests/new/import.sh"

cd /
echo "new: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
