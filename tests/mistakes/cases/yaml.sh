# Front matter and settings that cannot be read.

tab=$(printf '\t')

new 'no front matter'
printf 'Words.\n' >content/trial.md
expect HW010 content/trial.md:1:1 \
	"no front matter: the first line is not '---'" \
	"Start the file with three lines: '---'"

new 'an empty page'
: >content/trial.md
expect HW010 content/trial.md:1:1 \
	"no front matter: the first line is not '---'" \
	"then 'title: '"

new 'an empty line before the front matter'
printf '\n---\ntitle: Trial page\n---\n' >content/trial.md
expect HW010 content/trial.md:1:1 \
	"no front matter: the first line is not '---'" \
	"Take out the empty lines before '---'."

# What a word processor makes of three hyphens, and two slips of the finger.
for fence in — ---- ' ---'; do
	new "'$fence' for the first line of front matter"
	printf '%s\n' "$fence" 'title: Trial page' --- >content/trial.md
	expect HW010 content/trial.md:1:1 \
		"no front matter: the first line is not '---'" \
		'Write three hyphens there'

	new "'$fence' for the last line of front matter"
	printf '%s\n' --- 'title: Trial page' "$fence" 'Words.' \
		>content/trial.md
	expect HW011 content/trial.md:1:1 \
		'front matter that starts here and does not end' \
		"If line 3 should end it, write '---' there"
done

new 'two pages in one file'
printf '%s\n' --- 'title: Money' --- '' 'Words.' >>content/trial.md
n=$(($(wc -l <content/trial.md) - 4))
expect HW018 "content/trial.md:$n:1" \
	'a second block of fields starts here' 'A page has one, at the top.'

new 'a line that is drawn in a page, and words with a colon'
page 'Words.' '' --- '' 'title: a word' '' --- '' 'Summary: words.' '' \
	'```' --- 'title: Shown' --- '' '<<<<<<< HEAD' '```'
run build --today "$today"
silent HW018 && silent HW009 && is 0 && pass
rm -rf public
get_public

new 'a sign that hides words'
front 'summary: What area #5 is about.'
expect HW019 content/trial.md:3:20 "the '#' hides the rest of this line" \
	'Put the whole value in quotes.'

new 'a note beside a field'
front 'summary: What area 5 is about. # checked by two of us'
run build --today "$today"
silent HW019 && is 0 && pass
rm -rf public
get_public

new 'front matter that does not end'
printf '%s\n' --- 'title: Trial page' '' 'Words.' >content/trial.md
expect HW011 content/trial.md:1:1 \
	'front matter that starts here and does not end' \
	"Put a line '---'"

new 'a tab for indentation'
area 'measures:' "$tab- ref: M1"
expect HW017 content/trial-plan/area-1.md:6:1 \
	'a tab where spaces belong' 'Use spaces, not a tab.'

new 'an unquoted colon'
edit about.md 's/^title: .*/title: About: this site/'
where about.md ': this site'
expect HW013 "$place" "a second colon in the value of 'title'" \
	'Put the title in quotes: title: "About: this site"'

new 'a colon without a space'
front 'weight:10'
expect HW013 content/trial.md:3:1 'a colon without a space after it' \
	'weight: ...'

new 'a quotation mark that is never closed'
front 'summary: "Words of the summary.'
expect HW013 content/trial.md:3:10 \
	'a quotation mark that opens here and is never closed' \
	'Put the same mark at the end'

new 'a quotation mark that another value closes'
front 'summary: "Words of the summary.' 'checked_by: {group: "Us"}'
expect HW013 content/trial.md:3:10 \
	'a quotation mark that opens here and is never closed' \
	'Put the same mark at the end'

new 'a curly mark for the closing one'
front 'summary: "Words of the summary.”' 'checked_by: {group: "Us"}'
expect HW013 content/trial.md:3:10 \
	'a quotation mark that opens here and is never closed' \
	'The mark at the end of the line is a curly one.'

new 'words after the closing quotation mark'
front 'summary: "Words" of the summary'
expect HW013 content/trial.md:3:18 \
	'words after the closing quotation mark' 'quotes of the other kind'

new 'a value that starts with a sign'
front 'summary: @council says'
expect HW013 content/trial.md:3:10 "a value may not start with '@'" \
	'summary: "@council says"'

new 'a line that does not line up'
action ' due: 2024-12'
expect HW013 content/trial-plan/area-1.md:9:2 \
	'a line that does not line up with the fields above' \
	'Start each field at the same column'

new 'a bracket that is not closed'
front 'moved_from: [/old/'
expect HW013 content/trial.md:3:13 \
	"a '[' that opens here is not closed rightly" "']' at the end"

new 'a field given twice'
front 'weight: 1' 'weight: 2'
expect HW014 content/trial.md:4:1 \
	"field 'weight' on line 4 stands on line 3 already" \
	'Keep one of the two lines'

new 'an anchor'
front 'summary: &a Words.'
expect HW015 content/trial.md:3:10 \
	"an anchor: a value may not start with '&'" 'in quotes'

new 'an alias'
front 'summary: *a'
expect HW015 content/trial.md:3:10 \
	"an alias: a value may not start with '*'" 'in quotes'

new 'a tag'
front 'summary: !str Words.'
expect HW015 content/trial.md:3:10 \
	"a tag: a value may not start with '!'" 'in quotes'

new 'a directive'
printf '%s\n' '%YAML 1.1' --- 'words: []' >content/words.yaml
expect HW015 content/words.yaml:1:1 \
	"a directive: a line may not start with '%'" 'Delete the line.'

new 'a merge key'
front '<<: {weight: 1}'
expect HW015 content/trial.md:3:1 "a merge key '<<'" \
	'Write the fields out'

new 'two documents in one file'
printf '%s\n' --- 'words:' '  - {term: first, meaning: The first.}' --- \
	'words:' '  - {term: second, meaning: The second.}' \
	>content/words.yaml
expect HW013 content/words.yaml:4:1 'a second document in one file' \
	"Take the line '---'"

new 'YAML too deep'
deep='[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['
front "moved_from: $deep"
expect HW016 content/trial.md:3:44 \
	'lists and fields nested more than 32 deep' \
	'put the value in quotes'

new 'front matter over its size'
awk 'BEGIN {
	print "---"; print "title: Trial page"
	for (i = 0; i < 1400; i++)
		print "# A comment of some fifty characters, time and again"
	print "---"
}' >content/trial.md
expect HW016 content/trial.md:1:1 'front matter of 73 KiB; the limit is 64 KiB' \
	'Move words into the body'

new 'site.yaml that is not fields'
printf 'Our site\n' >content/site.yaml
expect HW032 content/site.yaml:1:1 \
	'one value where the fields of site.yaml belong' \
	"Write lines such as 'title: About us'."

new 'fields without spaces after the colons'
printf '%s\n' --- 'title:Trial' --- '' 'Words.' >content/trial.md
expect HW032 content/trial.md:2:1 \
	'one value where the fields of a page belong' \
	'Put a space after each colon.'
