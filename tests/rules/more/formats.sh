# The forms of check: each says the same, with the same exit status, in a
# shape that programs can rely on (expect/; `run.sh --update` writes it anew).
# shellcheck shell=sh
# Sourced by tests/rules/run.sh, which has pass, fail, $headway, $scratch.

formats=$scratch/formats
mkdir -p "$formats"
cp -R "$here/formats/content" "$formats/" || exit 2

# form NAME FORMAT: what it prints, into $scratch/NAME; its status in $status.
form() {
	"$headway" -C "$formats" check --today "$today" --format "$2" \
		>"$scratch/$1" 2>"$scratch/$1.err"
	status=$?
}

# same NAME: as it was.
same() {
	[ -z "${update:-}" ] || cp "$scratch/$1" "$here/expect/$1"
	if cmp -s "$here/expect/$1" "$scratch/$1"; then
		pass
	else
		fail "expect/$1: it is not what was expected"
		diff "$here/expect/$1" "$scratch/$1" | sed 's/^/    | /' |
			head -n 20
	fi
}

# A version, and whether there is a list of words, are not the point.
form check.txt text
text_status=$status
cat "$scratch/check.txt.err" >>"$scratch/check.txt"
grep -v 'no list of familiar words' "$scratch/check.txt" >"$scratch/x"
mv "$scratch/x" "$scratch/check.txt"
same check.txt

# has NAME FILTER: what jq finds is true.
has() {
	if jq -e "$2" "$scratch/$1" >/dev/null 2>&1; then
		pass
	else
		fail "$1: not $2"
	fi
}

form check.json json
jq 'del(.headway, .has_word_list)' "$scratch/check.json" >"$scratch/x"
mv "$scratch/x" "$scratch/check.json"
same check.json
json_status=$status
has check.json '(.messages | map(select(.level == "error")) | length) ==
	.counts.errors'
has check.json '(.messages | map(select(.level == "note")) | length) ==
	.counts.notes'
has check.json '[.messages[].docs | test("#hw[0-9]{3}$")] | all'
has check.json '[.messages[] | select(.path != null) |
	.line >= 1 and .column >= 1 and .end_line >= .line] | all'

# Figures are told where they are asked for, of pages with words enough.
"$headway" -C "$here/../.." check --readability content/about.md \
	>"$scratch/readability.txt" 2>&1
if grep -q '^ *[0-9]* *[0-9]* .* content/about.md$' \
	"$scratch/readability.txt" &&
	! grep -q 'about.easy.md$' "$scratch/readability.txt"; then
	pass
else
	fail 'check --readability content/about.md: not a line of that page'
fi
"$headway" -C "$here/../.." check --format json >"$scratch/real.json" 2>&1
has real.json '.pages | length > 30 and all(.readability.words > 0)'
has real.json '[.pages[] | select(.path == "content/about.md") |
	.readability.flesch_reading_ease] | .[0] > 30 and .[0] < 110'

form check.sarif sarif
sarif_status=$status
has check.sarif '.runs[0].tool.driver.rules | length > 100'
has check.sarif '[.runs[0] | .tool.driver.rules as $rules | .results[] |
	$rules[.ruleIndex].id == .ruleId] | all'
has check.sarif '[.runs[0].results[].locations[].physicalLocation |
	.artifactLocation.uri | test("^[A-Za-z0-9._~%/-]+$")] | all'
has check.sarif '[.runs[0].results[] | .level |
	IN("error", "warning", "note")] | all'
has check.sarif '.runs[0].columnKind == "unicodeCodePoints"'
has check.sarif '[.runs[0].results[].partialFingerprints |
	to_entries[0].value] | length == (unique | length)'
jq 'del(.runs[0].tool.driver.rules, .runs[0].tool.driver.semanticVersion) |
	del(.runs[0].results[].ruleIndex)' "$scratch/check.sarif" \
	>"$scratch/x"
cp "$scratch/x" "$scratch/check.sarif"
same check.sarif

# Lines that come above do not make it another finding.
prints() {
	jq -r '.runs[0].results[].partialFingerprints[]' "$scratch/$1" | sort
}
prints check.sarif >"$scratch/before"
sed -i 's/^Read <b>/New words.\n\n&/' "$formats/content/trial.md"
form moved.sarif sarif
prints moved.sarif >"$scratch/after"
if cmp -s "$scratch/before" "$scratch/after"; then
	pass
else
	fail 'fingerprints of SARIF move with their lines'
fi
cp "$here/formats/content/trial.md" "$formats/content/trial.md"

form check.github github
github_status=$status
grep -v 'no list of familiar words' "$scratch/check.github" |
	cat -s >"$scratch/x"
mv "$scratch/x" "$scratch/check.github"
same check.github

# With a file for the summary, it goes there, below what is there.
echo 'Before.' >"$scratch/summary.md"
GITHUB_STEP_SUMMARY=$scratch/summary.md
export GITHUB_STEP_SUMMARY
form beside.github github
unset GITHUB_STEP_SUMMARY
if grep -qv '^::' "$scratch/beside.github"; then
	fail 'github: the summary is printed although it has a file'
else
	pass
fi
if [ "$(head -n 1 "$scratch/summary.md")" = Before. ] &&
	grep -q '^## What headway check found' "$scratch/summary.md"; then
	pass
else
	fail 'github: the summary is not below what its file held'
fi

# Of many, as many as GitHub shows, the errors of the site's form first.
{
	printf '%s\n' --- 'title: Many' --- ''
	i=0
	while [ "$i" -lt 30 ]; do
		printf 'Line %s. <!-- headway-ignore HW203 -->\n\n' "$i"
		i=$((i + 1))
	done
	echo 'A <b>last</b> line.'
} >"$formats/content/many.md"
form many.github github
if [ "$(grep -c '^::error' "$scratch/many.github")" -eq 10 ] &&
	grep '^::error' "$scratch/many.github" | head -n 4 |
	grep -q 'title=HW090'; then
	pass
else
	fail 'github: not the 10 most serious errors'
	grep '^::' "$scratch/many.github" | head -n 12
fi
form many.json json
has many.json '[.messages[] | select(.code == "HW260")] | length > 30'

if [ "$text_status $json_status $sarif_status $github_status" = '1 1 1 1' ]
then
	pass
else
	fail "the exit status depends on the form: $text_status" \
		"$json_status $sarif_status $github_status"
fi
