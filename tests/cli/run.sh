#!/bin/sh
# The command line: help, versions, usage, `template` and `schema`.
#
#   tests/cli/run.sh [HEADWAY]
#
# What build and check say about content is in tests/mistakes.
# The last line is "cli: N passed, N failed".
# Words with $ and {{ }} are meant for jq and for layouts:
# shellcheck disable=SC2016
set -u
LC_ALL=C
export LC_ALL
unset CI HEADWAY_DATADIR HEADWAY_CACHE

headway=${1:-${HEADWAY:-build/headway}}
case $headway in /*) ;; *) headway=$PWD/$headway ;; esac
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
scratch=$(mktemp -d "${HW_TEST_TMP:-/tmp}/hw-cli-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
XDG_CACHE_HOME=$scratch/cache
export XDG_CACHE_HOME
cd "$scratch" || exit 2
passed=0
failed=0

pass() {
	passed=$((passed + 1))
}

fail() {
	failed=$((failed + 1))
	echo "FAIL $name: $1"
	printf 'status %s\nout: %s\nerr: %s\n' "$status" "$out" "$err" |
		head -n 30 | sed 's/^/    | /'
}

# run ARGUMENT...: leaves $out, $err and $status. A mark keeps line ends at
# the end of $out.
run() {
	out=$("$headway" "$@" 2>err && echo .)
	status=$?
	[ $status -eq 0 ] || out=$("$headway" "$@" 2>/dev/null; echo .)
	out=${out%.}
	err=$(cat err)
}

# gives STATUS OUT ERR: the status, and words (patterns of the shell) of
# standard output and standard error; empty means that nothing is there.
gives() {
	if [ "$status" -ne "$1" ]; then
		fail "the status is not $1"
		return
	fi
	# shellcheck disable=SC2254
	case $out in
	$2) ;;
	*)
		fail "standard output is not like: $2"
		return
		;;
	esac
	# shellcheck disable=SC2254
	case $err in
	$3) pass ;;
	*) fail "standard error is not like: $3" ;;
	esac
}

# prints TEXT: exactly this on standard output, nothing else, status 0.
prints() {
	if [ "$status" -ne 0 ] || [ -n "$err" ]; then
		fail 'it complains'
	elif [ "$out" != "$1" ]; then
		fail "it should print: $1"
	else
		pass
	fi
}

# ----------------------------- help and version ---------------------------

commands='build check template schema'

for option in --help -h; do
	name="headway $option"
	run $option
	gives 0 'Usage: headway *' ''
	for command in $commands; do
		case $out in
		*"
  $command "*) pass ;;
		*) fail "it does not name $command" ;;
		esac
	done
done
case $out in
*'Exit status: 0 clean, 1 mistakes'*) pass ;;
*) fail 'it does not name the exit statuses' ;;
esac

for command in $commands; do
	name="headway $command --help"
	run "$command" --help
	gives 0 "Usage: headway $command*" ''
done

name='help names the options of a command and no others'
run check --help
gives 0 '*--today*--base-url*--drafts*--strict*' ''
case $out in
*--out* | *--data*) fail 'it names an option of another command' ;;
*) pass ;;
esac

name='help wins over other arguments'
run build --out elsewhere --help
gives 0 'Usage: headway build*' ''

name='headway --version'
run --version
gives 0 'headway [0-9]*.[0-9]*.[0-9]* (cmark-gfm [0-9]*)
' ''

name='headway alone'
run
gives 2 '*' '*'
case $out$err in
*'Usage: headway'*) pass ;;
*) fail 'it does not say how to use it' ;;
esac

# --------------------------------- usage ----------------------------------

name='a misspelt command'
run chekc
gives 2 '' "headway: there is no command 'chekc'; did you mean 'check'?"
run shcema
gives 2 '' "*did you mean 'schema'?"

name='a command that is like no other'
run publish-everything
gives 2 '' "*there is no command 'publish-everything'; see 'headway --help'"

name='an unknown option before the command'
run --quiet build
gives 2 '' "*unknown option '--quiet'; see 'headway --help'"

name='-C without a folder'
run -C
gives 2 '' "*'-C'*"

name='an unknown option of a command'
run build --fast
gives 2 '' "*'--fast'*see 'headway build --help'"

name='an option without its value'
run build --out
gives 2 '' "*'--out' requires an argument*see 'headway build --help'"

# An option that belongs to another command is named as it was written.
for pair in 'check --out=x' 'schema --strict' 'build --data=x' \
	'template --today=2026-01-02' 'schema --drafts' \
	'build --partials=x'; do
	command=${pair%% *}
	option=${pair#* }
	name="headway $pair"
	run "$command" "$option"
	gives 2 '' \
		"*'$command' has no option '${option%%=*}'; see 'headway $command --help'"
done

name='an option with its value apart that does not belong'
run check --out elsewhere
gives 2 '' "*'check' has no option '--out'; see 'headway check --help'"

name='operands that do not belong'
run build content
gives 2 '' "*'build' takes no 'content'; see 'headway build --help'"
run schema all
gives 2 '' "*'schema' takes no 'all'*"

name='a day that is none'
for day in 2026-02-30 2026-01 today 02/01/2026 ''; do
	run build --today "$day"
	gives 2 '' "*'--today $day' is not a day; write it as 2026-06-30"
done

name='an address of a site that is none'
for url in example.org ftp://example.org/ 'https://example.org/a b' \
	'https://example.org/?a' https:// 'https:///plan/'; do
	run build --base-url "$url"
	gives 2 '' "*'--base-url $url' is not the address of a site*"
done

name='a format that a command has not'
run check --format markdown
gives 2 '' "*unknown format 'markdown'; use one of: text json github sarif"
run diff a..b --format sarif
gives 2 '' "*unknown format 'sarif'; use one of: text markdown json"

# -------------------------------- messages --------------------------------

name='explain a code'
run explain HW203
gives 0 'HW203 (warning): many words beside one picture*Not like this:*' ''
run explain hw203
gives 0 'HW203 (warning): *' ''
run explain HW203 --format markdown
gives 0 '## HW203
*' ''

name='explain a code that there is not'
run explain HW999
gives 3 '' '*'

name='explain every code'
run explain messages
for code in HW001 HW110 HW201 HW261; do
	case $out in
	*"
$code ("*) pass ;;
	*) fail "it does not explain $code" ;;
	esac
done

name='a form for what is no code'
run explain A5.1 --format json
gives 2 '' "*'--format' is for codes, as in 'headway explain HW203'"

# -------------------------------- template --------------------------------

printf 'Hello {{name}}, {{#list}}{{.}};{{/list}}\n' >hello.mustache
printf 'name: Sam & Jo\nlist: [1, 2.50, true, "3", ~]\n' >data.yaml
printf '{"name": "Sam & Jo", "list": [1, 2.5, true, "3"]}\n' >data.json

name='template with YAML'
run template hello.mustache --data data.yaml
prints 'Hello Sam &amp; Jo, 1;2.5;true;3;;
'

name='template with JSON'
run template hello.mustache --data data.json
prints 'Hello Sam &amp; Jo, 1;2.5;true;3;
'

name='template with options before the file'
run template --data data.yaml hello.mustache
prints 'Hello Sam &amp; Jo, 1;2.5;true;3;;
'

name='template without data'
run template hello.mustache
prints 'Hello , 
'

mkdir partials
printf '[{{name}}]' >partials/part.mustache
printf '{{> part}}{{> gone}}{{#deep}}{{> part}}{{/deep}}' >page.mustache
printf 'name: A\ndeep: {name: B}\n' >deep.yaml
name='template with partials; one that is missing is nothing'
run template page.mustache --data deep.yaml --partials partials
prints '[A][B]'

name='template without a folder of partials'
run template page.mustache --data deep.yaml
prints ''

name='a partial cannot leave its folder'
printf 'secret' >secret.mustache
printf '{{> ../secret}}.' >leave.mustache
run template leave.mustache --partials partials
prints '.'

name='inheritance'
printf '<{{$a}}none{{/a}}>' >partials/frame.mustache
printf '{{< frame}}{{$a}}some {{name}}{{/a}}{{/frame}}' >heir.mustache
run template heir.mustache --data deep.yaml --partials partials
prints '<some A>'

name='values are escaped, and raw ones are not'
printf "v: \"<b a='1' c=\\\\\"2\\\\\">&\"\n" >raw.yaml
printf '{{v}} {{{v}}} {{&v}}' >raw.mustache
run template raw.mustache --data raw.yaml
prints "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp; <b a='1' c=\"2\">& <b a='1' c=\"2\">&"

name='template without a file'
run template
gives 2 '' "*'template' takes one layout; see 'headway template --help'"

name='template with two files'
run template hello.mustache raw.mustache
gives 2 '' "*'template' takes one layout*"

name='a layout that is not there'
run template gone.mustache
gives 3 '' "*cannot read 'gone.mustache': No such file or directory [[]HW001]*"

name='data that are not there'
run template hello.mustache --data gone.yaml
gives 3 '' "*cannot read 'gone.yaml': No such file or directory [[]HW001]*"

name='a folder of partials that is not there'
run template hello.mustache --partials gone
gives 3 '' "*cannot open 'gone': No such file or directory [[]HW001]*"

name='a layout that is a folder'
run template partials
gives 3 '' "*cannot read 'partials'*[[]HW001]*"

name='a layout with a mistake prints nothing but the mistake'
printf 'Before {{#open}}\n' >open.mustache
run template open.mustache
gives 1 '' "open.mustache:1:8: error: 'open' is opened and not closed [[]HW130]*"

name='a partial with a mistake'
printf '\n{{/shut}}' >partials/shut.mustache
printf 'x{{> shut}}' >shut.mustache
run template shut.mustache --partials partials
gives 1 '' "*shut.mustache:2:1: error: 'shut' closes nothing [[]HW130]*"

name='data with a mistake'
printf 'a: 1\na: 2\n' >twice.yaml
run template hello.mustache --data twice.yaml
gives 1 '' 'twice.yaml:2:1: error: *[[]HW014]*'
printf '{"a": 1,\n "b": }\n' >broken.json
run template hello.mustache --data broken.json
gives 1 '' 'broken.json:2:*: error: *[[]HW013]*'

name='a layout that is not UTF-8'
printf 'caf\351' >latin.mustache
run template latin.mustache
gives 1 '' 'latin.mustache:1:4: error: *[[]HW007]*'

name='a layout that holds itself for ever'
printf 'x{{> loop}}' >partials/loop.mustache
run template partials/loop.mustache --partials partials
gives 1 '' '*: error: *[[]HW132]*'

# -------------------------- git: rev, diff, explain ------------------------

GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
GIT_AUTHOR_NAME=Test GIT_AUTHOR_EMAIL=test@example.org
GIT_COMMITTER_NAME=Test GIT_COMMITTER_EMAIL=test@example.org
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM GIT_AUTHOR_NAME \
	GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL

# commit DAY WORDS: all that has changed in the repository.
commit() {
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" \
		git -C repo commit -q --allow-empty -a -m "$2"
}

mkdir -p repo/content/plan
cat >repo/content/site.yaml <<END
name: Trial
base_url: https://example.org/
END
printf -- '---\ntitle: Home\n---\nWelcome.\n' >repo/content/index.md
printf -- '---\ntitle: Plan\nkind: plan\n---\n' >repo/content/plan/index.md
cat >repo/content/plan/area.md <<END
---
title: Area
kind: area
ref: "1"
actions:
  - ref: A1.1
    title: First thing
    status: not started
    due: 2025-06
---
END
git -c init.defaultBranch=main init -q repo
git -C repo add .
commit 2025-01-02 'Start'
sed -i 's/not started/in progress/' repo/content/plan/area.md
echo 'Words.' >>repo/content/plan/area.md
commit 2025-02-03 'Work begins

Change-note: The work has begun.'
printf -- '---\ntitle: Home\n---\n*Welcome.*\n' >repo/content/index.md
commit 2025-03-04 'Emphasis'

name='diff in words'
run -C repo diff HEAD~2..HEAD
prints 'Actions:
  A1.1 First thing: status: not started -> in progress

Pages:
  index.md: form only; its date stays
  plan/area.md: words or data change; it gets a new date

Easy read falls behind:
  plan/area.md changes, its easy-read version does not

Families will be told:
  The work has begun.
'
name='diff for a pull request'
run -C repo diff HEAD~1..HEAD --format markdown
prints '## What readers will see change

### Pages

- `index.md`: form only; its date stays
'
name='diff for a program'
run -C repo diff HEAD~2..HEAD~1 --format json
gives 0 '*"what": "status"*"from": "not started"*"to": "in progress"*' ''
name='diff of nothing'
run -C repo diff HEAD..HEAD
prints 'Readers will see no change.
'
name='diff of commits that are not there'
run -C repo diff nowhere..HEAD
gives 3 '' "headway: there is no commit 'nowhere'*"
name='diff of one commit'
run -C repo diff HEAD
gives 2 '' "*write 'main..HEAD'*"

# In a repository of their own, since others look at this one's history.
git clone -q repo notes
commit_notes() {
	git -C notes commit -q -a -m "$1"
}
name='diff of a minor change'
echo 'Wrods.' >>notes/content/plan/area.md
commit_notes 'Words

Minor-change: yes'
run -C notes diff HEAD~1..HEAD
prints 'Pages:
  plan/area.md: a minor change; its date stays
'
name='diff of a minor change and one that is not'
echo 'Words, and others.' >>notes/content/plan/area.md
commit_notes 'More'
run -C notes diff HEAD~2..HEAD
prints 'Pages:
  plan/area.md: words or data change; it gets a new date

Easy read falls behind:
  plan/area.md changes, its easy-read version does not
'
name='diff of a page with a mistake'
sed -i 's/title: First thing/title: "First thing/' notes/content/plan/area.md
commit_notes 'A mistake'
run -C notes diff HEAD~1..HEAD
prints 'Pages:
  plan/area.md: has a mistake, so that nobody can tell what changes
'
name='diff of figures'
sh "$root/tests/fixtures/story-figures.sh" counts >/dev/null
printf 'name: Trial\nbase_url: https://example.org/\n' >counts/content/site.yaml
run -C counts diff HEAD~3..HEAD~2
prints 'Pages:
  data/waits.csv: figures change; the pages that show them get a new date
'
run -C counts diff HEAD~7..HEAD~6
prints 'Pages:
  data/wait.csv: form only; its date stays
'
name='explain a page that shows figures'
run -C counts explain content/p/one.md
gives 0 '*last updated 2023-11-23, commit *
  2023-11-23  *chosen: words or data changed
*form only*
*' ''
name='diff of marks and elements'
sed -i "s/title: .First thing/title: '<b>*x*<\\/b> @team'/" \
	notes/content/plan/area.md
commit_notes 'Marks

Change-note: See [this](https://example.org/).'
run -C notes diff HEAD~2..HEAD --format markdown
gives 0 '*`A1.1` &lt;b>&#42;x&#42;&lt;/b> &#64;team: title: *
- See &#91;this&#93;(https://example.org/).
' ''
name='diff of notes, for a program'
run -C notes diff HEAD~1..HEAD --format json
gives 0 '*"notes": \[*"See \[this](https://example.org/)."*' ''

name='explain a page'
run -C repo explain content/index.md
gives 0 '*last updated 2025-01-02, commit *
  2025-03-04  *does not count: form only*
  2025-01-02  *chosen: words or data changed*' ''
name='explain an action'
run -C repo explain A1.1
gives 0 'plan/A1.1: First thing
  2025-01-02  *first published*
  2025-02-03  *status: '"'not started' -> 'in progress'"' (The work has begun.)
  first due 2025-06, moved 0 times
' ''
name='explain what is not there'
run -C repo explain A9.9
gives 1 '' "headway: there is no page or action 'A9.9'*"

name='a past commit, from git alone'
git clone -q --bare repo bare.git
git clone -q repo old
git -C old checkout -q HEAD~2
run -C old build --today 2025-12-01 --out "$scratch/by-folder"
run -C bare.git build --rev HEAD~2 --today 2025-12-01 \
	--out "$scratch/by-rev"
if diff -r by-folder by-rev >differences; then
	pass
else
	fail "not the same: $(head -n 5 differences)"
fi
name='a commit that is not there'
run -C repo build --rev nowhere --out "$scratch/none"
gives 3 '' "*there is no commit 'nowhere'*HW175*"

name='a page that moved leaves a page and a rule behind'
git -C repo mv content/plan/area.md content/plan/part.md
commit 2025-04-05 'A better name'
git clone -q --bare repo moved.git
run -C repo build --today 2025-12-01 --out "$scratch/moved"
gives 0 '*' '*'
if grep -qx '/plan/area/ /plan/part/ 301' moved/_redirects &&
	grep -q 'http-equiv="refresh" content="0; url=/plan/part/"' \
		moved/plan/area/index.html &&
	! grep -q '/plan/area/' moved/sitemap.xml; then
	pass
else
	fail "not so: $(cat moved/_redirects)"
fi
name='the same from git alone'
run -C moved.git build --rev main --today 2025-12-01 \
	--out "$scratch/moved-by-rev"
if diff -r moved moved-by-rev >differences; then
	pass
else
	fail "not the same: $(head -n 5 differences)"
fi

# ----------------------------- security policy ----------------------------

name='nothing in a page needs an exception from its policy'
run -C "$root" build --today 2026-01-02 --out "$scratch/own"
# A script of the site's own, with nothing between its tags, is none.
inline=$(grep -rliE '<script>|<script [^>]*>[^<]|<style|[[:space:]](style|on[a-z]+)[[:space:]]*=' \
	own --include='*.html')
if [ "$status" -eq 0 ] && [ -f own/index.html ] && [ -z "$inline" ]; then
	pass
else
	fail "these have something inline: $inline"
fi
name='every page has the policy that _headers has'
policy=$(sed -n "s/^  Content-Security-Policy: \(.*\); frame-ancestors 'none'\$/\1/p" \
	own/_headers | sed 's/'"'"'/\&#39;/g')
without=$(grep -rLF "Content-Security-Policy\" content=\"$policy\"" own \
	--include='*.html')
if [ -n "$policy" ] && [ -z "$without" ]; then
	pass
else
	fail "these have another: $without"
fi

# --------------------------------- schema ---------------------------------

name='schema'
run schema
gives 0 '{*}
' ''
schema=$out
again=$("$headway" schema)
if [ "$again
" = "$schema" ] || [ "$again" = "$schema" ]; then
	pass
else
	fail 'it is not the same a second time'
fi

name='schema names every field that is documented'
for field in title summary kind ref weight finding impact difference actions \
	measures as_of archived owners reviewed review_by checked_by draft \
	publish_on moved_from detail outcomes due status completed evidence \
	reason update better unit target baseline points base_url language \
	time_zone organisation disclaimer brand colour feedback email phone \
	notice term short also meaning easy; do
	case $schema in
	*"\"$field\""*) ;;
	*) fail "it has no '$field'" ;;
	esac
done
pass

name='schema is JSON'
if command -v jq >/dev/null 2>&1; then
	printf '%s' "$schema" >schema.json
	# has FILTER: what jq finds is true.
	has() {
		if found=$(jq -e "$1" schema.json 2>&1); then
			pass
		else
			fail "not so: $1: $found"
		fi
	}
	has 'type == "object"'
	has '."$schema" | startswith("https://json-schema.org/")'
	has '[.. | objects | select(has("$ref")) | ."$ref"] | all(startswith("#/"))'
	has '. as $all | [.. | objects | select(has("$ref")) | ."$ref"] |
		all(. as $ref | $all | getpath($ref | ltrimstr("#/") |
			split("/")) != null)'
	has '."$defs" | length > 5 and all(.additionalProperties == false)'
	has '[.. | objects | .enum? | select(. != null)] |
		any(index("in progress") != null)'
else
	echo "skip $name: jq is not installed"
	case $schema in
	*'"$schema"'*'"$defs"'* | *'"$defs"'*'"$schema"'*) pass ;;
	*) fail 'it has no "$schema" or no "$defs"' ;;
	esac
fi

# --- words that are marks of other languages --------------------------------

# none WHY: nothing is in $out.
none() {
	if [ -z "$out" ]; then
		pass
	else
		fail "$1"
	fi
}

# Whatever people write in fields is words, in each thing that is published.
name='words that are marks'
mkdir hostile
cp -R "$root/tests/golden/every-field/content" hostile/ || exit 2
words='"\\"'"'"'><x-evil on=1>\&amp;]]>%0A::error::"'
find hostile/content -name '*.md' ! -name '*.easy.md' -o -name '*.yaml' |
	while read -r file; do
		sed -E "s/^( *-? *(title|summary|says|source|description|disclaimer|text|post|privacy|meaning|easy)): .*/\\1: $words/
			s/^( *(owners|outcomes|councils)): .*/\\1: [$words]/" \
			"$file" >edited && cp edited "$file"
	done
printf 'date,value,note\n2024-03,45.0,"""<x-evil on=1>"\n' \
	>hostile/content/data/waiting.csv
run -C hostile build --today 2026-01-02 --out "$scratch/hostile-out"
gives 0 '*published*' '*'
if [ "$(grep -rl '&lt;x-evil on=1&gt;' hostile-out | wc -l)" -gt 10 ]; then
	pass
else
	fail 'the words are not there'
fi
out=$(grep -rl '<x-evil' hostile-out --include='*.html' --include='*.atom' \
	--include='*.xml' --include='*.svg')
none 'a mark of theirs is one of the page'
out=$(cat hostile-out/_headers hostile-out/_redirects hostile-out/robots.txt \
	hostile-out/.well-known/security.txt 2>/dev/null | grep -e x-evil)
none 'hosts are told what people wrote'
if command -v jq >/dev/null 2>&1; then
	out=$(find hostile-out -name '*.json' -exec jq -e . {} + 2>&1 >/dev/null)
	none 'JSON that cannot be read'
fi
# Annotations: a line each, whatever their words are.
out=$("$headway" -C hostile check --today 2026-01-02 --format github \
	2>/dev/null | grep '^::' | grep -v '^::\(error\|warning\) [a-z]*=')
none 'an annotation of their own'

cd /
echo "cli: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
