# Do translations keep up? HW235 and HW236, the banner on the page, what the
# history and plan.json say, in repositories that
# tests/fixtures/translation-behind.sh makes. All of it is published on 15
# November 2023, and where nothing else is said the standard page changes on
# 17 November.
# shellcheck shell=sh
# Sourced by tests/rules/run.sh, which has pass, fail, $headway, $scratch.

fixture=$scratch/translation-behind
if ! sh "$root/tests/fixtures/translation-behind.sh" "$fixture" \
	>"$scratch/made" 2>&1; then
	fail "translation-behind.sh: $(tail -n 3 "$scratch/made")"
fi

# told SITE DAY: "PATH CODE MESSAGE" of each message about freshness, joined.
told() {
	"$headway" -C "$fixture/$1" check --today "$2" --format json \
		2>/dev/null | jq -r '.messages[] |
		select(.code == "HW235" or .code == "HW236") |
		"\(.path) \(.code) \(.level): \(.message)"'
}

# is WHAT TEXT WANTED
is() {
	if [ "$2" = "$3" ]; then
		pass
	else
		fail "translation-behind/$1: '$2' (not: '$3')"
	fi
}

changed='the standard page changed on 17 November 2023, and its translation did not'
warned="content/a.pl.md HW235 warning: $changed"
is behind "$(told behind 2023-11-17)" "$warned"
is behind "$(told behind 2023-12-01)" "$warned"
is behind "$(told behind 2023-12-02)" "content/a.pl.md HW236 error: $changed"
for name in followed together minor data reworded looked past moved; do
	is "$name" "$(told "$name" 2023-12-02)" ''
done

# The page says so in its own language, and leads to the other.
"$headway" -C "$fixture/behind" build --today 2023-12-02 >"$scratch/built" 2>&1 ||
	fail "translation-behind/behind: $(cat "$scratch/built")"
is banner "$(sed -n '/class="inset"/s/<[^>]*>//gp' \
	"$fixture/behind/public/a/pl/index.html")" \
	'The page in angielski changed on 17 listopada 2023. This page has not changed yet. Read the page in angielski'
is 'banner of the standard page' \
	"$(grep -c 'has not changed yet' "$fixture/behind/public/a/index.html")" 0
is updated "$(grep -o '<time datetime="[^"]*">[^<]*' \
	"$fixture/behind/public/a/pl/index.html" | head -n 1)" \
	'<time datetime="2023-11-15">15 listopada 2023'
is plan.json "$(jq -c '[.pages[] | select(.translation_of) |
	[.url, .lang, .translation_of.url, .translation_of.behind]]' \
	"$fixture/behind/public/data/plan.json")" \
	'[["/a/pl/","pl","/a/",true],["/p/one/pl/","pl","/p/one/",false]]'

# Words of a translation are no news of an action, whatever they say.
for name in reworded past; do
	"$headway" -C "$fixture/$name" build --today 2023-12-02 \
		>"$scratch/built" 2>&1 ||
		fail "translation-behind/$name: $(cat "$scratch/built")"
	is "$name: actions" "$(jq -c '[.plans[].areas[].actions[] |
		[.ref, .title, .status, (.events | length)]]' \
		"$fixture/$name/public/data/plan.json")" \
		'[["A1","Shorten the waits","not started",1]]'
	is "$name: counts" "$(jq -c '.plans[].counts.total' \
		"$fixture/$name/public/data/plan.json")" 1
	is "$name: actions.csv" "$(wc -l \
		<"$fixture/$name/public/data/actions.csv" | tr -d ' ')" 2
done
is 'reworded: diff' "$("$headway" -C "$fixture/reworded" diff HEAD~1..HEAD |
	tr -s ' \n' ' ')" \
	'Pages: p/one.pl.md: words or data change; it gets a new date '
# The change of a translation is news of its page.
is changes "$(grep -c 'lang="pl" dir="ltr">Obszar (Polski)' \
	"$fixture/reworded/public/changes/index.html")" 1

# Old addresses lead to the new ones, each to its own.
"$headway" -C "$fixture/moved" build --today 2023-12-02 >"$scratch/built" 2>&1 ||
	fail "translation-behind/moved: $(cat "$scratch/built")"
is redirects "$(grep '^/a/' "$fixture/moved/public/_redirects" |
	tr -s ' ' | sort | tr '\n' ';')" \
	'/a/ /b/ 301;/a/pl/ /b/pl/ 301;'

# headway diff says it beforehand.
is diff "$("$headway" -C "$fixture/behind" diff HEAD~1..HEAD |
	sed -n '/^Translations/,$p' | sed '/^$/,$d' | tr '\n' ';')" \
	'Translations fall behind:;  a.md changes, its translation does not: pl;'
is 'diff of both' "$("$headway" -C "$fixture/together" diff HEAD~1..HEAD |
	grep -c '^Translations')" 0
