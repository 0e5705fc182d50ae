#!/bin/sh
# The workflows: runs the shell of each of their steps, in a repository made
# for it, and looks at what people would be shown.
#
#   tests/workflows/run.sh [--update] [CASE...]
#
# tests/workflows/expect/CASE.md has what a pull request's report is to say:
# its annotations, its summary, how it ends. --update writes them anew.
# What needs a runner of GitHub's (the actions of others, rights, caches) is
# not tried here; tests/workflows/lint.mjs looks at how it is written.
#
# The last line is "workflows: N passed, N failed".
# Words with $ and ` are meant for sed:
# shellcheck disable=SC2016
set -u
unset CI HEADWAY_DATADIR HEADWAY_CACHE HEADWAY_OUT HEADWAY_BASE_URL \
	HEADWAY_STRICT HEADWAY_COMPRESS GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE \
	GITHUB_REF GITHUB_BASE_REF GITHUB_OUTPUT GITHUB_STEP_SUMMARY \
	GITHUB_WORKSPACE
LC_ALL=C.UTF-8
TZ=UTC
export LC_ALL TZ

here=$(cd "$(dirname "$0")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2
headway=${HEADWAY:-$root/build/headway}
scratch=$(mktemp -d "${HW_TEST_TMP:-/tmp}/hw-workflows-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
GIT_AUTHOR_NAME=Test
GIT_AUTHOR_EMAIL=test@example.org
GIT_COMMITTER_NAME=Test
GIT_COMMITTER_EMAIL=test@example.org
XDG_CACHE_HOME=$scratch/cache
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL \
	GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL XDG_CACHE_HOME

update=no
[ "${1:-}" != --update ] || { update=yes; shift; }
only="$*"
passed=0
failed=0

pass() {
	passed=$((passed + 1))
}

# fail WHY [FILE TO LOOK AT...]
fail() {
	failed=$((failed + 1))
	echo "FAIL $name: $1"
	shift
	[ $# -eq 0 ] || cat "$@" 2>/dev/null | head -n 40 | sed 's/^/    | /'
}

# expect WHY COMMAND...: the command must succeed
expect() {
	why=$1
	shift
	if "$@"; then pass; else fail "$why" "$run/log" "$run/summary"; fi
}

# ------------------------- the site, and its changes -----------------------

# What the steps would install or build is there already.
mkdir "$scratch/bin"
for tool in apt-get make; do
	printf '#!/bin/sh\necho "%s $*"\n' "$tool" >"$scratch/bin/$tool"
	chmod +x "$scratch/bin/$tool"
done
PATH=$scratch/bin:$PATH
export PATH

save() {
	git -C "$1" add -A
	git -C "$1" commit -q -m "$2"
}

# The site as it is on main: published some days ago.
make_main() {
	cp -R "$root/tests/fault/site" "$scratch/main"
	sed -i 's/due: 2025-06/due: 2031-06/' \
		"$scratch/main/content/plan/area-1.md"
	cat >>"$scratch/main/content/site.yaml" <<-END
	  phone: "01632 960 001"
	security:
	  contact: security@headway.example
	  expires: $(date -u -d '+200 days' +%Y-%m-%d)
	END
	sed -i 's/title: Privacy/title: Your details/' \
		"$scratch/main/content/privacy.easy.md"
	git -C "$scratch/main" init -q -b main
	days_ago=$(($(date +%s) - 5 * 86400))
	GIT_COMMITTER_DATE="@$days_ago +0000" GIT_AUTHOR_DATE="@$days_ago +0000" \
		save "$scratch/main" 'The plan'
}

area=content/plan/area-1.md
easy=content/plan/area-1.easy.md
message='A change'

change_done() {
	sed -i '/status: in progress/c\
    status: done\
    completed: 2024-11-20\
    evidence:\
      - title: Minutes of the meeting\
        link: https://example.org/minutes' $area
}

change_due_without_reason() {
	sed -i 's/due: 2031-06/due: 2031-12/' $area
}

change_due_with_reason() {
	sed -i '/due: 2031-06/c\
    due: 2031-12\
    reason: The review took longer than we thought.' $area
	message='A later date

Change-note: A date moved, because the review took longer.'
}

change_easy_behind() {
	sed -i 's/^Words, .*/The council will now ask 40 families first./' $area
}

change_yaml_mistake() {
	sed -i 's/status: in progress/status: in progres/' $area
}

change_yaml_broken() {
	sed -i 's/title: Do the first thing/title: "Do the first thing/' $area
}

change_new_action() {
	sed -i '/due: 2031-06/a\
  - ref: A1.2\
    title: Do the second thing\
    status: not started\
    due: 2032-03' $area
	cat >>$easy <<'END'

## Action A1.2: The second thing

![A plan](plan)

The council will do more.
END
}

change_minor() {
	sed -i 's/^Words, .*/Words, strong words and a table./' $area
	message='Spelling

Minor-change: yes'
}

change_other() {
	echo 'Not part of the site.' >README.md
}

# What would break elsewhere: the page that others link to goes.
change_page_gone() {
	git rm -q $area $easy
}

# Words that mean something to GitHub.
change_hostile() {
	sed -i 's/title: Do the first thing/title: "<img src=x> [a](https:\/\/e.example) `b` | @team"/' $area
}

# request CHANGE [FOLDER]: the checkout of a pull request with that change, which is
# the merge of it into main. Main went on meanwhile.
request() {
	run=$scratch/${2:-$1}
	mkdir "$run"
	git clone -q "$scratch/main" "$run/site"
	message='A change'
	(
		cd "$run/site" || exit
		git checkout -q -b change
		"change_$1"
		git add -A
		git commit -q -m "$message"
		git checkout -q main
		sed -i 's/A small site/A site/' content/index.md
		git commit -q -a -m 'Meanwhile'
		git merge -q --no-ff -m 'Merge the change' change
		git checkout -q --detach
		git branch -q -D change main
	) || return 1
}

# run_job WORKFLOW JOB NAME=VALUE...
run_job() {
	workflow=$1 job=$2
	shift 2
	node "$here/runner.mjs" "$root/.github/workflows/$workflow.yml" "$job" \
		"$run" "HEADWAY=$headway" "XDG_CACHE_HOME=$XDG_CACHE_HOME" \
		"$@"
	status=$?
}

# --------------------------- the reports -----------------------------------

# All that people are shown; days are those of the test.
shown() {
	echo '# Annotations'
	echo
	grep '^::\(error\|warning\)' "$run/log" | sed 's/^/    /'
	echo
	echo '# Summary'
	echo
	cat "$run/summary"
	echo
	echo '# The job'
	echo
	if [ "$status" -eq 0 ]; then echo succeeds; else echo fails; fi
}

dateless() {
	months='January|February|March|April|May|June|July|August|September|October|November|December'
	sed -E "s/[0-9]{1,2} ($months) 20[0-9]{2}/DAY/g"
}

test_report() {
	name=$1
	case " $only " in
	'  ' | *" $name "*) ;;
	*) return ;;
	esac
	request "$name" || { fail 'no repository'; return; }
	run_job pull-request report GITHUB_REF=refs/pull/1/merge \
		GITHUB_BASE_REF=main github.sha=abc github.event_name=pull_request
	shown | dateless >"$run/shown"
	if [ "$update" = yes ]; then
		mkdir -p "$here/expect"
		cp "$run/shown" "$here/expect/$name.md"
	fi
	if cmp -s "$run/shown" "$here/expect/$name.md"; then
		pass
	else
		diff -u "$here/expect/$name.md" "$run/shown" >"$run/diff"
		fail 'the report is another' "$run/diff" "$run/log"
	fi
	[ -z "$(git -C "$run/site" status --porcelain)" ] ||
		fail 'the checkout is no longer clean'
}

make_main || exit 2
for case in "done" due_with_reason due_without_reason easy_behind yaml_mistake \
	yaml_broken new_action minor other page_gone hostile; do
	test_report "$case"
done

# What is above shows it; this says why it is so.
test_status() {
	name="status of $1"
	[ "$update" = no ] && [ -z "$only" ] || return
	tail -n 1 "$here/expect/$1.md" >"$scratch/last"
	if grep -qx "$2" "$scratch/last"; then pass; else fail "it is not: $2"; fi
}
for case in "done" due_with_reason easy_behind new_action minor other hostile; do
	test_status "$case" succeeds
done
for case in due_without_reason yaml_mistake yaml_broken page_gone; do
	test_status "$case" fails
done

# --------------------------- publishing ------------------------------------

# checkout NAME [OPTION...]: main, as a runner has it
checkout() {
	run=$scratch/$1
	mkdir "$run"
	shift
	git clone -q "$@" "file://$scratch/main" "$run/site"
}

uses() {
	grep -q "^$1" "$run/uses"
}

uses_not() {
	! uses "$1"
}

says() {
	grep -qF -- "$1" "$run/log"
}

test_publish() {
	name='publish main'
	checkout publish
	run_job publish build github.ref=refs/heads/main github.sha=abc
	expect 'it fails' [ "$status" -eq 0 ]
	expect 'nothing is handed to Pages' \
		uses "actions/upload-artifact name=github-pages path=$run/temp/artifact.tar "
	expect 'the history is not kept' uses actions/cache/save
	expect 'the archive has not the dates of commits' \
		archive_has ./plan/index.html "$(LC_ALL=C date -u -d "@$days_ago" '+%-d %B %Y')"
	expect 'dot files are missing' \
		archive_lists ./.well-known/security.txt
	expect 'not everybody can read it' archive_is_readable
	expect 'the summary says nothing' grep -q '^published ' "$run/summary"
	tar -xOf "$run/temp/artifact.tar" ./headway.json >"$scratch/first.json"
	name='publish again, with what was kept'
	cp "$run/temp/artifact.tar" "$scratch/first.tar"
	run_job publish build github.ref=refs/heads/main github.sha=abc
	expect 'it fails' [ "$status" -eq 0 ]
	expect 'the archive differs' cmp -s "$scratch/first.tar" \
		"$run/temp/artifact.tar"
}

archive_lists() {
	tar -tf "$run/temp/artifact.tar" | grep -qxF "$1"
}

archive_has() {
	tar -xOf "$run/temp/artifact.tar" "$1" | grep -qF "$2"
}

archive_is_readable() {
	! tar -tvf "$run/temp/artifact.tar" | grep -v '^d*-*rwxr-xr-x\|^-rw-r--r--'
}

# nothing_is_published: neither to Pages nor for later builds
nothing_is_published() {
	expect 'it succeeds' [ "$status" -ne 0 ]
	expect 'something is uploaded' uses_not actions/upload-artifact
	expect 'the history is kept' uses_not actions/cache/save
}

test_publish_shallow() {
	name='publish a shallow checkout'
	git -C "$scratch/main" commit -q --allow-empty -m 'One more'
	checkout shallow --depth 1
	run_job publish build github.ref=refs/heads/main github.sha=abc
	nothing_is_published
	expect 'it does not say how to mend it' says "'fetch-depth: 0'"
	expect 'no annotation' says '::error title=No history::'
	expect 'no summary' grep -q 'No history' "$run/summary"
	name='report on a shallow checkout'
	run_job pull-request report GITHUB_REF=refs/pull/1/merge
	expect 'it succeeds' [ "$status" -ne 0 ]
	expect 'it does not say how to mend it' says "'fetch-depth: 0'"
}

test_publish_damaged() {
	name='publish with a damaged history'
	checkout damaged
	sed -i 's/^title: /&Our /' "$run/site"/content/*.md \
		"$run/site"/content/*/*.md
	save "$run/site" 'Every page'
	objects=$run/site/.git/objects
	first=$(git -C "$run/site" rev-list --max-parents=0 HEAD)
	mkdir "$run/packs" && mv "$objects"/pack/* "$run/packs/"
	for pack in "$run"/packs/*.pack; do
		git -C "$run/site" unpack-objects -q <"$pack"
	done
	rm -f "$objects/$(printf %.2s "$first")/${first#??}"
	run_job publish build github.ref=refs/heads/main github.sha=abc
	nothing_is_published
	expect 'it does not say why' says 'Dates are not known'
}

test_publish_mistake() {
	name='publish with a mistake'
	checkout mistake
	(cd "$run/site" && change_yaml_mistake && save . 'A mistake')
	run_job publish build github.ref=refs/heads/main github.sha=abc
	nothing_is_published
	expect 'no annotation' says '::error file=content/plan/area-1.md,line=8,'
}

test_publish_branch() {
	name='publish another branch'
	checkout branch
	run_job publish build github.ref=refs/heads/other github.sha=abc
	expect 'a step has run' says 'the job is not for this'
	expect 'something was uploaded' uses_not actions/upload-artifact
	name='publish: nothing but deploying may write'
	run_job publish deploy github.ref=refs/heads/main
	expect 'more than deploying is done' \
		[ "$(cat "$run/uses")" = actions/deploy-pages ]
}

# As a fork has it.
test_publish_options() {
	name='publish to another address'
	checkout options
	run_job publish build github.ref=refs/heads/main github.sha=abc \
		vars.HEADWAY_BASE_URL=https://example.org/plan/
	expect 'it fails' [ "$status" -eq 0 ]
	expect 'the address is not used' \
		archive_has ./sitemap.xml https://example.org/plan/
}

# ----------------------- for another's repository --------------------------

# docs/ci.md has the lines; the action is the one of this repository.
test_document() {
	name="docs/ci.md, $1"
	awk -v wanted="$1" '
	/^```yaml file=/ { inside = index($0, "/" wanted ".yml") > 0; next }
	/^```/ { inside = 0 }
	inside' "$root/docs/ci.md" |
		sed 's|ADDRESS/headway/.github/actions/headway@.*|./.github/actions/headway|' \
			>"$scratch/$1.yml"
	shift
	expect 'there are no lines' [ -s "$scratch/${name#*, }.yml" ]
}

test_other_repository() {
	test_document report
	request due_with_reason theirs
	node "$here/runner.mjs" "$scratch/report.yml" report "$run" \
		"HEADWAY=$headway" GITHUB_REF=refs/pull/1/merge github.sha=abc
	status=$?
	expect 'it fails' [ "$status" -eq 0 ]
	expect 'no report' grep -q 'due date: 2031-06 -> 2031-12' "$run/summary"
	expect 'the checkout has no history' uses 'actions/checkout fetch-depth=0'
	expect 'no preview' uses 'actions/upload-artifact name=preview'
	expect 'a pull request keeps a history' uses_not actions/cache/save
	test_document publish
	checkout theirs-main
	node "$here/runner.mjs" "$scratch/publish.yml" build "$run" \
		"HEADWAY=$headway" github.ref=refs/heads/main github.sha=abc
	status=$?
	expect 'it fails' [ "$status" -eq 0 ]
	expect 'nothing is handed to Pages' \
		uses 'actions/upload-artifact name=github-pages'
}

# ------------------------------- the linter --------------------------------

# finds WORDS SED: after that change to publish.yml, the linter says so
finds() {
	name="lint: $1"
	sed "$2" "$root/.github/workflows/publish.yml" >"$scratch/lint.yml"
	node "$here/lint.mjs" "$scratch/lint.yml" >"$scratch/found" 2>&1
	if grep -q "^FAIL $scratch/lint.yml:[0-9]*: .*$1" "$scratch/found"; then
		pass
	else
		fail 'not found' "$scratch/found"
	fi
}

test_lint() {
	name='lint: what is here'
	node "$here/lint.mjs" "$root"/.github/workflows/*.yml \
		"$root"/.github/actions/*/action.yml >"$scratch/found" 2>&1
	status=$?
	if [ "$status" -eq 0 ] && [ ! -s "$scratch/found" ]; then
		pass
	else
		fail 'something is found' "$scratch/found"
	fi
	finds 'is not pinned to a commit' 's/@11bd7.* #/@v4 #/'
	finds 'which version this commit is' 's/ # v4.0.5//'
	finds 'gives strangers rights' 's/workflow_dispatch/pull_request_target/'
	finds "no 'permissions' at the top" '/^permissions/d'
	finds 'is for everything' 's/^permissions: {}/permissions: write-all/'
	finds 'the right to write contents' 's/contents: read/contents: write/'
	finds "no 'timeout-minutes'" '/timeout-minutes: 10/d'
	finds "no 'concurrency'" '/^concurrency/,/cancel/d'
	finds 'keeps its token' '/persist-credentials/d'
	finds 'has no history' '/fetch-depth/d'
	finds 'an expression in a shell' \
		's/run: apt-get update/run: echo ${{ github.sha }}/'
	finds 'potentially untrusted' \
		's/run: apt-get update/run: echo ${{ github.head_ref }}/'
	finds 'SC2086' 's/run: apt-get update/run: echo $HOME/'
	finds 'a runner that changes' 's/ubuntu-24.04/ubuntu-latest/'
	finds 'runs code of the repository' \
		's|uses: actions/deploy-pages.*|run: make|'
	finds 'unexpected key' 's/timeout-minutes: 10/timeout: 10/'
	finds 'is not defined' 's/steps.deploy.outputs/steps.deply.outputs/'
}

if [ -z "$only" ]; then
	test_lint
	test_publish
	test_publish_shallow
	test_publish_damaged
	test_publish_mistake
	test_publish_branch
	test_publish_options
	test_other_repository
fi

# ------------------------------ the end ------------------------------------

echo "workflows: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
