# Words, headings, links, tables and pictures of pages. The place of a link
# or picture is that of its address, where one is written.

new 'a heading level left out'
page '## First' '' 'Words.' '' '#### Second' '' 'Words.'
expect HW098 content/trial.md:9:1 \
	'a heading of level 4 follows one of level 2' "Start it with '###'."

new 'a first heading too deep'
page '### First' '' 'Words.'
expect HW098 content/trial.md:5:1 \
	'a heading of level 3 follows one of level 1' "Start it with '##'."

new 'a second main heading'
edit about.md '0,/^## /s/^## /# /'
line=$(grep -n '^# ' content/about.md | head -n 1)
run build --today "$today"
untouched && is 1 && says error "content/about.md:${line%%:*}:1" HW099 \
	'a second main heading' "Start this one with '##'." && count 1 0 && pass

new 'a heading without words'
page '## First' '' 'Words.' '' '##' '' 'Words.'
expect HW100 content/trial.md:9:1 'this heading has no words' \
	"Write the heading's words after the '#'"

new 'a broken link'
edit about.md 's/(send-plan-2024\/index\.md/(send-plan-2042\/index.md/'
where about.md 'send-plan-2042'
expect HW093 "$place" "there is no page 'send-plan-2042/index.md'" \
	"Did you mean 'send-plan-2024/index.md'?"

new 'a broken link in a plan'
page 'Words.'
edit trial-plan/index.md 's/^Words.$/See [the trial area](aera-1.md)./'
where trial-plan/index.md aera-1
expect HW093 "$place" "there is no page 'aera-1.md'" \
	"Did you mean 'area-1.md'?"

new 'a link to a page by its way from the top folder'
action '    detail: |' '      See [our words](trial-plan/index.md#words).'
expect HW093 content/trial-plan/area-1.md:10:23 \
	"there is no page 'trial-plan/index.md#words'" \
	"Did you mean 'index.md'?"

new 'a link to a page by its address without the last stroke'
action '    detail: |' '      See [our words](/about).'
expect HW093 content/trial-plan/area-1.md:10:23 \
	"there is no page '/about'" "Did you mean '../about.md'?"

new 'a link to a page by its address'
page 'See [the late actions](/lat/).'
expect HW093 content/trial.md:5:24 "there is no page '/lat/'" \
	'Link to the file of the page'

new 'a broken link in the text of an action'
action '    detail: |' '      See [the trial page](../trail.md).'
expect HW093 content/trial-plan/area-1.md:10:28 \
	"there is no page '../trail.md'" "Did you mean '../trial.md'?"

new 'a link to a heading that is not there'
page 'See [the second part](#second-prat).' '' '## Second part' '' 'Words.'
expect HW094 content/trial.md:5:23 \
	"there is no heading '#second-prat' in 'content/trial.md'" \
	"Did you mean '#second-part'?"

new 'a link to a heading of another page'
page 'See [our statement](accessibility.md#nowhere-at-all).'
expect HW094 content/trial.md:5:21 \
	"there is no heading '#nowhere-at-all' in 'content/accessibility.md'" \
	"After '#' stand the words of a heading"

new 'a link out of content'
page 'See [the secret](../../x).'
expect HW092 content/trial.md:5:18 \
	'this link leads out of the content folder' "Take out one '../'."

# link_to ADDRESS CODE MESSAGE HELP: a link at column 18.
link_to() {
	new "a link to '$1'"
	page "Read [our words]($1)."
	expect "$2" content/trial.md:5:18 "$3" "$4"
}
link_to plan.docx HW093 "there is no page 'plan.docx'" \
	'Documents are not part of this site.'
link_to www.example.org/plan HW093 "there is no page 'www.example.org/plan'" \
	"Did you mean 'https://www.example.org/plan'?"
link_to help@example.org HW093 "there is no page 'help@example.org'" \
	"Did you mean 'mailto:help@example.org'?"
link_to malito:help@example.org HW092 \
	"a link to 'malito:help@example.org' may not be published" \
	"Did you mean 'mailto:'?"
link_to file:///C:/plan.docx HW092 \
	"a link to 'file:///C:/plan.docx' may not be published" \
	'That is a file on your own computer'
link_to https:www.example.org HW041 \
	"'https:www.example.org' is not a web address" \
	"After 'https://' stands the name of the site"
link_to http:///plan HW041 "'http:///plan' is not a web address" \
	"After 'https://' stands the name of the site"
link_to mailto:help HW042 "'help' is not an e-mail address" \
	"After 'mailto:' stands only the address"
link_to 'mailto:help@example' HW042 "'help@example' is not an e-mail address" \
	"After 'mailto:' stands only the address"

new 'links that are in order'
page 'Read [the plan](HTTPS://www.example.org:8080/a?b=c&d#e).' '' \
	'Write to [us](mailto:a.b+c@example.org?subject=Plan%20one) or' \
	'[ring the team](tel:+44%201632%20960001).'
run build --today "$today"
is 0 && pass
rm -rf public
get_public

# refused ADDRESS SHOWN: a link that may not be published.
refused() {
	new "a link to $1"
	page "See [the whole story]($1)."
	expect HW092 content/trial.md:5:23 \
		"a link to '$1' may not be published" "or start with 'https://'"
}
refused 'javascript:alert`1`'
refused 'JavaScript:alert`1`'
refused 'vbscript:x'
refused 'data:text/html,x'
refused '//www.example.org/'

new 'a picture from another site'
page '![A child](https://www.example.org/child.png)'
expect HW092 content/trial.md:5:12 \
	"a picture cannot come from 'https://www.example.org/child.png'" \
	"Put the picture into 'content/pictures/'"

new 'a picture in its own address'
page '![A child](data:image/png;base64,iVBORw0KGgo=)'
expect HW092 content/trial.md:5:12 \
	"a picture cannot come from 'data:image/png;base64,iVBORw0KGgo='" \
	'Pages load nothing from other sites.'

new 'a link without an address'
page 'See [the whole story]().'
expect HW095 content/trial.md:5:5 'this link goes nowhere' \
	"Write the address between '(' and ')'."

new 'a link without words'
page 'See [](about.md).'
expect HW095 content/trial.md:5:8 'this link has no words' \
	"Write the words of the link between '[' and ']'."

new 'click here'
page 'To read on, [click here](about.md).'
expect HW105 content/trial.md:5:26 "the link words 'click here' say nothing" \
	'Say where the link goes'

new 'Read more'
page '[Read more](about.md)'
expect HW105 content/trial.md:5:13 "the link words 'Read more' say nothing" \
	'Say where the link goes'

new 'a bare address'
page 'Our site is www.example.org for now.'
expect HW091 content/trial.md:5:13 'a bare address stands in the text' \
	'Make it a link with words'

new 'an address in angle brackets'
page 'Our site is <https://www.example.org/> for now.'
expect HW091 content/trial.md:5:14 'a bare address stands in the text' \
	'Write words for it'

new 'a bare address on a later line of its paragraph'
page 'Some words go on' 'until https://www.example.org/ stands there.'
expect HW091 content/trial.md:6:7 'a bare address stands in the text' \
	'Make it a link with words'

new 'an email address in the text'
page 'Write to help@example.org for now.'
expect HW091 content/trial.md:5:10 'a bare address stands in the text' \
	'Make it a link with words'

new 'three bare addresses in a line'
page 'See www.example.org, help@example.org and https://example.org/a.'
run build --today "$today"
untouched && is 1 && count 3 0 && for at in 5 22 43; do
	says error "content/trial.md:5:$at" HW091 \
		'a bare address stands in the text' 'Make it a link with words' ||
		break
done && pass

new 'HTML over two lines'
page '<div>' '<p>Words.</p>' '</div>'
expect HW090 content/trial.md:5:1 "HTML in the text: '<div>'" \
	'Take the HTML out'

new 'a block of HTML'
page '<div class="box">Words.</div>'
expect HW090 content/trial.md:5:1 \
	"HTML in the text: '<div class=\"box\">Words.</div>'" \
	'Take the HTML out'

new 'HTML in a line'
page 'Some <b>strong words.'
expect HW090 content/trial.md:5:6 "HTML in the text: '<b>'" \
	'Pages are Markdown only.'

new 'a script in a list'
page '- <script>alert(1)</script>'
expect HW090 content/trial.md:5:3 \
	"HTML in the text: '<script>alert(1)</script>'" 'Take the HTML out'

new 'HTML in the text of an action'
action '    update: |' '      Some words<br/>and more.'
expect HW090 content/trial-plan/area-1.md:10:17 \
	"HTML in the text: '<br/>'" 'Take the HTML out'

new 'a picture without words'
page '![](clock)'
expect HW096 content/trial.md:5:5 \
	'this picture has no words for people who cannot see it' \
	"If it only decorates, write '![decorative]"

new 'a picture with too many words'
page "![$(printf '%0126d' 0 | tr 0 x)](clock)"
expect HW107 content/trial.md:5:131 \
	"the picture's words have 126 characters; 125 is the limit" \
	'Say it shorter here'

new 'an unknown picture'
page '![A clock](clok)'
expect HW097 content/trial.md:5:12 "there is no picture 'clok'" \
	"Did you mean 'clock'?"

new 'a picture that is like no other'
page '![A dragon](green-dragon)'
expect HW097 content/trial.md:5:13 "there is no picture 'green-dragon'" \
	"Put it into 'content/pictures/'"

# bad_svg WHAT COLUMN DRAWING: a drawing of the site's own that may act.
bad_svg() {
	new "a drawing with $1"
	printf '%s\n' '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' \
		"$3" '</svg>' >content/pictures/own.svg
	page '![Our sign](own)'
	expect HW103 "content/pictures/own.svg:2:$2" \
		'this drawing holds something that could act on a page' \
		'Save it as plain SVG'
}
bad_svg 'a script' 1 '<script>alert(1)</script>'
bad_svg 'an event' 7 '<path onload="alert(1)"/>'
bad_svg 'HTML in it' 4 '<g><foreignObject/></g>'
bad_svg 'a link elsewhere' 6 '<use href="https://example.org/x.svg#a"/>'

new 'a drawing that is none'
printf 'Words.\n' >content/pictures/own.svg
page '![Our sign](own)'
expect HW103 content/pictures/own.svg:1:1 'this file is not an SVG drawing' \
	'Save the drawing as SVG again.'

new 'a photograph that tells where it was taken'
printf '\377\330\377\341\000\020Exif\000\000MM\000\052\000\000\000\010\377\331' \
	>content/pictures/own.jpg
page '![Our office](own)'
expect HW103 content/pictures/own.jpg:1:1 \
	'this photograph carries data about its taking' \
	"Save it again without 'metadata' or 'Exif'."

new 'a picture too big'
head -c 524289 /dev/zero >content/pictures/own.png
page '![Our office](own)'
expect HW103 content/pictures/own.png:1:1 \
	'this picture is larger than 512 KiB' 'Make it smaller'

new 'a table column without a heading'
page '| Name | |' '| --- | --- |' '| One | Two |'
expect HW106 content/trial.md:5:1 \
	'a column of this table has no heading' 'Say in one or two words'

new 'a footnote without its text'
page 'Words.[^1]'
expect HW109 content/trial.md:5:7 'a footnote that has no text' \
	"'[^1]: the note'"

new 'lists nested too deep'
page "$(awk 'BEGIN { for (i = 0; i < 65; i++) {
	for (k = 0; k < i; k++) printf "  "
	print "- x" } }')"
run build --today "$today"
case $output in
*"nested more than 64 levels [HW101]"*)
	codes="$codes HW101"
	untouched && is 1 && count 1 0 && pass
	;;
*) fail 'expected: lists nested more than 64 levels [HW101]' ;;
esac

new 'quotations nested too deep in one line'
page "$(printf '%070d' 0 | tr 0 '>') Words."
expect HW101 content/trial.md:5:1 \
	'lists or quotations nested more than 64 levels' \
	'at the start of this line'

new 'a hidden direction mark'
page "Some words$(printf '\342\200\256') and more."
expect HW108 content/trial.md:5:11 \
	'a character that cannot be seen and can hide words' \
	'Delete it and type the words around it again.'

new 'a control character'
page "Some words$(printf '\033') and more."
expect HW108 content/trial.md:5:11 \
	'a character that cannot be seen and can hide words' \
	'often comes along when text is pasted'

new 'an easy-read row without a picture'
printf '%s\n' --- 'title: Trial' --- '' 'Words.' >content/trial.easy.md
expect HW104 content/trial.easy.md:5:1 \
	'these easy-read words have no picture' \
	"for example '![A clock](clock)'"

new 'an easy-read picture without words'
printf '%s\n' --- 'title: Trial' --- '' '![A clock](clock)' \
	>content/trial.easy.md
expect HW104 content/trial.easy.md:5:1 'this picture has no words' \
	'Write one or two short sentences below the picture'

new 'a page that takes too much to read'
page "$(awk 'BEGIN {
	for (i = 0; i < 1000; i++)
		head = head "|x"
	print head "|"
	gsub(/x/, "-", head)
	print head "|"
	for (i = 0; i < 2000; i++)
		print "|a|"
}')"
expect HW102 content/trial.md:4:1 'this text takes too much memory to read' \
	'split the page in two'

new 'a fact that the data do not have'
action '    detail: |' '      Due in {{T1.1.dew}}.'
expect HW110 content/trial-plan/area-1.md:10:14 "there is no fact 'T1.1.dew'" \
	'Facts of an action: title, status, late, due'

new 'a fact of an action that is not there'
page 'We will be done by {{trial-plan/T1.12.due}}.'
expect HW110 content/trial.md:5:20 "there is no fact 'trial-plan/T1.12.due'" \
	"Did you mean 'trial-plan/T1.1.due'?"

new 'a fact of a plan on a page that is in none'
page 'We have done {{plan.done}}.'
expect HW110 content/trial.md:5:14 "there is no fact 'plan.done'" \
	'This page is in no plan'

new 'a fact that does not end'
page 'We have done {{trial-plan.done.'
expect HW110 content/trial.md:5:14 "'{{' begins a fact, and no '}}' ends it" \
	"Close it with '}}'"

new 'a fact in a title'
edit trial.md 's/^title: .*/title: "Of {{site.total}}"/'
expect HW110 content/trial.md:2:12 'a title cannot hold a fact from the data' \
	'Write it out'

# ------------------------- signs that readers would see --------------------

# mark TEXT COLUMN MESSAGE HELP: one line of words in a page.
mark() {
	new "the sign of '$1'"
	page 'Words.' '' "$1"
	expect HW112 "content/trial.md:7:$2" "$3" "$4"
}
mark '##Help' 1 "a heading needs a space after its '#'" \
	"Put a space between '#' and the words"
mark '• one' 1 'this sign makes no list' \
	'Start each item with a hyphen and a space'
mark '-one' 1 'a list item needs a space after its sign' 'Put a space after it'
mark '*one' 1 'a list item needs a space after its sign' 'Put a space after it'
mark '1.one' 1 'a list item needs a space after its sign' \
	'Put a space after it'
mark '| Year | Plans |' 1 'a table that is not understood' \
	"Under the headings goes a line such as '| --- | --- |'"
mark 'See [the plan](my plan.md).' 14 'a link that is not understood' \
	'An address has no spaces in it.'
mark 'See [the plan] (about.md).' 14 'a link that is not understood' \
	"Take out the space between ']' and '('."
mark 'See (the plan)[about.md].' 14 'a link the wrong way round' \
	'The words stand in square brackets'
mark 'This is **bold.' 9 'stars that make nothing bold' \
	'Put two stars before and after the words'

new 'signs in the detail of an action'
action '    detail: |' '      Words.' '' '      • one'
expect HW112 content/trial-plan/area-1.md:12:7 'this sign makes no list' \
	'Start each item with a hyphen and a space'

new 'signs that are meant, and signs that mean nothing here'
page 'Words \*\* and \#\#, see [the plan]\(of 2024).' '' \
	'Our 5 * 3 - 2 | 1 [sic] (as it stands there) #1 (of 2)' '' \
	'\-one' '' '-5 degrees, 2.5 hours and' '-one at the start of a line.' '' \
	'```' '##Help **' '```' '' '`](`'
run build --today "$today"
silent HW112 && is 0 && pass
rm -rf public
get_public
