# Pages in other languages. Their interface words are those of English here.

# translated LINE...: the area of the trial plan in Polish with these fields,
# from line 3 on.
translated() {
	printf '%s\n' --- 'title: Obszar' "$@" --- >content/trial-plan/area-1.pl.md
	mkdir -p layouts
	cp "$root/layouts/words.en.yaml" layouts/words.pl.yaml
}

new 'a language by its name'
page 'Words.'
cp content/trial.md content/trial.polish.md
expect HW083 content/trial.polish.md:1:1 "there is no language 'polish'" \
	"Did you mean 'pl'? Then rename the file to 'trial.pl.md'."

new 'a language that nobody knows'
cp content/trial.md content/trial.v2.md
expect HW083 content/trial.v2.md:1:1 "there is no language 'v2'" \
	"has its code before '.md', in small letters: 'cy' is Welsh"

new "the site's own language"
cp content/trial.md content/trial.en.md
expect HW083 content/trial.en.md:1:1 \
	"'en' is the language of the whole site" \
	"write it in 'content/trial.md'."

new 'easy read in another language'
cp content/trial.easy.md content/trial.easy.pl.md
expect HW083 content/trial.easy.pl.md:1:1 \
	"easy read is in the site's own language alone" \
	"the translation of the standard page, 'trial.pl.md'."

new 'a translation without its page'
translated
cp content/trial.md content/trail.pl.md
expect HW084 content/trail.pl.md:1:1 'this translation has no page' \
	"Write 'content/trail.md', or rename this file"

new 'no words of the interface in that language'
cp content/trial.md content/trial.pl.md
expect HW131 content/trial.pl.md:1:1 \
	"there are no interface words for the language 'pl'" \
	"Copy 'layouts/words.en.yaml' to 'layouts/words.pl.yaml' and translate"

new 'words of the interface that lack one'
translated
sed '/^languages:/d' "$root/layouts/words.en.yaml" >layouts/words.pl.yaml
run build --today "$today"
case $output in
*"layouts/languages.mustache:2:41: error: the data have nothing called 'languages' [HW135]"*)
	untouched && is 1 && pass
	;;
*) fail 'it does not say which word is missing' ;;
esac

new 'two pages for one address'
translated
printf '%s\n' --- 'title: A page' --- '' 'Words.' >content/trial-plan/pl.md
cp content/trial-plan/pl.md content/trial-plan/index.pl.md
expect HW061 content/trial-plan/pl.md:1:1 \
	"two pages for the address '/trial-plan/pl/'" \
	"'content/trial-plan/index.pl.md' has that address already."

new 'data in a translation'
action
translated 'actions: [{ref: T1.1, status: done}]'
expect HW064 content/trial-plan/area-1.pl.md:3:23 \
	"a translation has no 'status'" \
	'It is the same in every language, so it stands in the standard page alone.'

new 'an action that the standard page has not'
action
translated 'actions: [{ref: T1.2, title: Akcja}]'
expect HW085 content/trial-plan/area-1.pl.md:3:17 \
	"the standard page has no action 'T1.2'" "Did you mean 'T1.1'?"

new 'words that the standard page has not'
area
translated 'finding: Coś.'
expect HW085 content/trial-plan/area-1.pl.md:3:10 \
	"the standard page has no 'finding' here" \
	"add it to 'content/trial-plan/area-1.md' first."

new 'a list of another length'
action_of done '    completed: 2025-11' '    evidence: [{title: One}, {title: Two}]'
translated 'actions: [{ref: T1.1, evidence: [{title: Raz}]}]'
expect_warning HW086 content/trial-plan/area-1.pl.md:3:42 \
	"'evidence' has 1 item here and 2 in the standard page" \
	'Readers get the words of the standard page until'

new 'a fact that is not there'
translated 'summary: "{{T9.due}}"'
expect HW110 content/trial-plan/area-1.pl.md:3:11 "there is no fact 'T9.due'" \
	'The first part is the ref of an action'
