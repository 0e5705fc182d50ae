# Does easy read keep up? HW231 and HW232, the banner on the page, and what
# plan.json says, in repositories that tests/fixtures/easy-behind.sh makes.
# All of it is published on 15 November 2023, and where nothing else is said
# the standard page changes on 17 November.
# shellcheck shell=sh
# Sourced by tests/rules/run.sh, which has pass, fail, $headway, $scratch.

fixture=$scratch/easy-behind
if ! sh "$root/tests/fixtures/easy-behind.sh" "$fixture" \
	>"$scratch/made" 2>&1; then
	fail "easy-behind.sh: $(tail -n 3 "$scratch/made")"
fi

# told SITE DAY: "PATH CODE MESSAGE" of each message about freshness, joined.
told() {
	"$headway" -C "$fixture/$1" check --today "$2" --format json \
		2>/dev/null | jq -r '.messages[] |
		select(.code == "HW231" or .code == "HW232") |
		"\(.path) \(.code) \(.level): \(.message)"'
}

# says SITE DAY TEXT: this is all that is told.
says() {
	if [ "$(told "$1" "$2")" = "$3" ]; then
		pass
	else
		fail "easy-behind/$1 on $2: $(told "$1" "$2") (not: $3)"
	fi
}

changed='the standard page changed on 17 November 2023, and easy read did not'
warned="content/a.easy.md HW231 warning: $changed"
failed_words="content/a.easy.md HW232 error: $changed"
says behind 2023-11-17 "$warned"
says behind 2023-11-18 "$warned"
says behind 2023-11-30 "$warned"
says behind 2023-12-01 "$warned"
says behind 2023-12-02 "$failed_words"
says behind 2024-12-02 "$failed_words"

# Easy read that changed with it or later; a page that only looks different.
for name in followed together reformatted minor; do
	says "$name" 2023-12-02 ''
done
# One that changed before it has not seen the change.
says before 2023-12-01 "$warned"
# It is not for the second change that easy read gets another fortnight.
says twice 2023-12-02 "content/a.easy.md HW232 error: the standard page \
changed on 17 November 2023, last on 24 November 2023, and easy read did not"
# A change counts from the day on which it reached readers.
says merged 2023-12-01 "content/a.easy.md HW231 warning: the standard page \
changed on 19 November 2023, and easy read did not"
# Status, dates and evidence stand on the easy-read page by themselves.
says data 2023-12-02 ''
says update 2023-12-02 "content/p/one.easy.md HW232 error: $changed"
# A page that repeats a date from the data has not changed with it.
says repeated 2023-12-02 ''
# Somebody looked at it: on that day or later, and not to come.
says looked 2023-12-02 ''
says looked 2023-11-19 "$warned"
says looked-before 2023-12-01 "$warned"
# Dates that are not known say nothing.
says loose 2023-12-02 ''
says shallow 2023-12-02 ''

# What changed, where somebody wrote it down, and until when it is a warning.
help=$("$headway" -C "$fixture/behind" check --today 2023-11-18 \
	--format json 2>/dev/null |
	jq -r '.messages[] | select(.code == "HW231") | .help')
case $help in
*'after 1 December 2023 that is an error'*'What changed: The days are new.'*)
	pass
	;;
*) fail "easy-behind/behind: the help is '$help'" ;;
esac

# lines SITE FILE: the banner of a page, as text on one line.
banner() {
	sed -n '/<div class="row behind">/,/^<\/div>/p' \
		"$fixture/$1/public/$2/easy-read/index.html" |
		sed 's/<[^>]*>/ /g' | tr -s ' \n' '  ' |
		sed 's/ \([.,]\)/\1/g; s/^ //; s/ $//'
}

# builds SITE BEHIND: builds it; addresses of the pages that are behind.
builds() {
	"$headway" -C "$fixture/$1" build --today 2023-12-02 \
		>"$scratch/built" 2>&1 ||
		fail "easy-behind/$1: $(cat "$scratch/built")"
	behind=$(jq -c '[.pages[] | select(.easy_read.behind) | .url]' \
		"$fixture/$1/public/data/plan.json")
	if [ "$behind" = "$2" ]; then
		pass
	else
		fail "easy-behind/$1: plan.json has $behind, not $2"
	fi
}

# shows SITE PAGE TEXT: what its banner says; '' is none.
shows() {
	if [ "$(banner "$1" "$2")" = "$3" ]; then
		pass
	else
		fail "easy-behind/$1: $2 says '$(banner "$1" "$2")'"
	fi
}

not_yet='This easy-read page has not changed yet.'
builds behind '["/a/"]'
shows behind a "The standard page changed on 17 November 2023. $not_yet"
shows behind p ''
if grep -q '<a href="/a/">standard page</a> changed on' \
	"$fixture/behind/public/a/easy-read/index.html"; then
	pass
else
	fail 'easy-behind/behind: the banner leads nowhere'
fi
builds twice '["/a/"]'
shows twice a "The standard page changed on 24 November 2023. $not_yet"
builds followed '[]'
shows followed a ''
builds data '[]'
shows data p/one ''
builds looked '[]'
shows looked a ''
# An action's own page has the banner when its own words have changed.
builds update '["/p/one/"]'
shows update p/one "The standard page changed on 17 November 2023. $not_yet"
shows update p/a1 "The standard page changed on 17 November 2023. $not_yet"

# headway diff says the same beforehand.
diff=$("$headway" -C "$fixture/behind" diff HEAD~1..HEAD)
data_diff=$("$headway" -C "$fixture/data" diff HEAD~1..HEAD)
case $diff--$data_diff in
*--*'Easy read falls behind'*) fail 'diff: easy read falls behind by data' ;;
*'Easy read falls behind'*--*) pass ;;
*) fail 'diff: it does not say that easy read falls behind' ;;
esac
