# Pages and actions that do not fit together.

new 'a ref used twice in one file'
area 'actions:' '  - {ref: T1.1, title: First, status: not started}' \
	'  - {ref: T1.1, title: Second, status: not started}'
expect HW060 content/trial-plan/area-1.md:7:11 \
	"the ref 'T1.1' is used twice in this plan" \
	'It is used in content/trial-plan/area-1.md, line 6.'

new 'a ref used in two files of a plan'
edit send-plan-2024/area-2.md 's/ref: A2.2$/ref: A1.1/'
where send-plan-2024/area-2.md A1.1
earlier=$place
where send-plan-2024/area-1.md A1.1
line=${place%:*}
place=$earlier
run build --today "$today"
untouched && is 1 && says error "$place" HW060 \
	"the ref 'A1.1' is used twice in this plan" \
	"It is used in content/send-plan-2024/area-1.md, line ${line##*:}." && pass

new 'refs that differ in case alone'
area 'actions:' '  - {ref: T1.1, title: First, status: not started}' \
	'  - {ref: t1-1, title: Second, status: not started}'
run build --today "$today"
untouched && is 1 && says error content/trial-plan/area-1.md:7:11 HW060 \
	"the ref 't1-1' is used twice in this plan" \
	'give this one a ref of its own' && count 1 0 && pass

new 'the number of an area used twice'
edit send-plan-2024/area-3.md 's/^ref: "3"/ref: "2"/'
where send-plan-2024/area-3.md '2"'
expect HW060 "$place" "the ref '2' is used twice in this plan" \
	'It is used in content/send-plan-2024/area-2.md'

new 'the ref of a measure used twice'
area 'measures:' \
	'  - {ref: M1, title: First, points: data/trial.csv}' \
	'  - {ref: M1, title: Second, points: data/trial.csv}'
expect HW060 content/trial-plan/area-1.md:7:11 \
	"the ref 'M1' is used twice in this plan" \
	'It is used in content/trial-plan/area-1.md, line 6.'

new 'two pages for one address'
mkdir content/trial
cp content/trial.md content/trial/index.md
cp content/trial.easy.md content/trial/index.easy.md
run build --today "$today"
untouched && is 1 && says error content/trial.md:1:1 HW061 \
	"two pages for the address '/trial/'" \
	"'content/trial/index.md' has that address already." && silent HW180 &&
	pass

new 'a page at the address of an action'
cp content/trial.md content/trial-plan/t1-1.md
cp content/trial.easy.md content/trial-plan/t1-1.easy.md
run build --today "$today"
untouched && is 1 && says error content/trial-plan/t1-1.md:1:1 HW061 \
	"two pages for the address '/trial-plan/t1-1/'" \
	"Action 'T1.1' (content/trial-plan/area-1.md, line 6) has that" &&
	silent HW180 && pass

new 'a page at the address of the plan for printing'
cp content/trial.md content/trial-plan/print.md
cp content/trial.easy.md content/trial-plan/print.easy.md
run build --today "$today"
untouched && is 1 && says error content/trial-plan/print.md:1:1 HW062 \
	"the address '/trial-plan/print/' is one that headway makes itself" \
	'Rename the file' && silent HW180 && pass

new 'a reserved address'
mv content/trial.md content/late.md
mv content/trial.easy.md content/late.easy.md
run build --today "$today"
untouched && is 1 && says error content/late.md:1:1 HW062 \
	"the address '/late/' is one that headway makes itself" \
	'Rename the file or its folder.' && silent HW180 && pass

new 'a reserved folder'
mv content/trial-plan content/changes
run build --today "$today"
untouched && is 1 && says error content/changes/index.md:1:1 HW062 \
	"the address '/changes/' is one that headway makes itself" \
	'Rename the file or its folder.' && silent HW180 && pass

new 'an area outside a plan'
front 'kind: area'
expect HW063 content/trial.md:3:7 "a page of kind 'area' that belongs to no plan" \
	'Put it into the folder of a plan'


new 'a plan that is no index.md'
front 'kind: plan'
expect HW063 content/trial.md:3:7 "a plan cannot be 'content/trial.md'" \
	"A plan is the file 'index.md' of a folder"

new 'actions on an ordinary page'
front 'actions: [{ref: T9, title: Trial, status: done}]'
expect HW064 content/trial.md:3:1 "a page of kind 'page' has no 'actions'" \
	"set 'kind' to one that has it: recommendation, area, priority."

new 'a field of pages in an easy-read file'
edit about.easy.md 's/^summary:/as_of: 2024-05-17\
&/'
where about.easy.md as_of:
expect HW064 "$place" "an easy-read page has no 'as_of'" \
	'Put it in the standard page.'

new 'completed on a day to come'
action_of done '    completed: 2026-01-03' '    evidence: [{title: A letter}]'
expect HW065 content/trial-plan/area-1.md:9:16 \
	"'T1.1' cannot be completed on a day to come" \
	"set the status to 'in progress'"

new 'completed after the day of the report'
edit trial-plan/index.md 's/^title:/as_of: 2024-05-17\
&/'
action_of done '    completed: 2024-06' '    evidence: [{title: A letter}]'
expect HW065 content/trial-plan/area-1.md:9:16 \
	"'T1.1' cannot be completed on a day to come" \
	'Give the day on which it was really finished'

new 'completed and not done'
action '    completed: 2024-12'
expect HW066 content/trial-plan/area-1.md:9:16 \
	'a completion date on an action that is in progress' \
	"Set the status to 'done', or take 'completed' out."

new 'paused without a reason'
action_of paused
expect HW067 content/trial-plan/area-1.md:8:13 \
	'an action that is paused without a reason' "Add 'reason:'"

new 'stopped without a reason'
action_of stopped
expect HW067 content/trial-plan/area-1.md:8:13 \
	'an action that is stopped without a reason' "Add 'reason:'"

new 'an easy-read file without its page'
mv content/trial.easy.md content/trail.easy.md
run build --today "$today"
untouched && is 1 && says error content/trail.easy.md:1:1 HW068 \
	'this easy-read file has no page' "Write 'content/trail.md', or rename" &&
	count 1 0 && pass

new 'a page without an easy-read version'
rm content/trial.easy.md
run check --today "$today"
untouched && is 1 && says error content/trial.md:1:1 HW069 \
	'this page has no easy-read version' \
	"Write 'content/trial.easy.md' beside it." && count 1 0 && pass
name='it keeps no page from being published'
run build --today "$today" --out ../alone
is 0 && pass

new 'an action without easy-read words'
edit send-plan-2024/area-5.easy.md \
	's/^\(## \)Action A5\.2: \(.*\)/\1Help that starts early/'
expect_warning HW070 content/send-plan-2024/area-5.easy.md:1:1 \
	"the easy-read page says nothing of action 'A5.2'" \
	"Add a part with the heading '## Action A5.2: "

new 'an easy-read heading with a misspelt ref'
edit send-plan-2024/area-5.easy.md 's/^## Action A5\.2: /## Action A52: /'
where send-plan-2024/area-5.easy.md '## Action A52'
run build --today "$today"
untouched && is 1 && count 1 1 && says error "$place" HW082 \
	"there is no action 'A52' on the standard page" \
	"Did you mean 'A5.2'?" && pass

new 'an easy-read heading for an action twice'
edit send-plan-2024/area-5.easy.md 's/^## What should be better/## A5.2: More/'
where send-plan-2024/area-5.easy.md '## A5.2: More'
expect HW082 "$place" "a second part for action 'A5.2'" \
	'Put the two together.'

new 'easy-read headings with figures that are no refs'
edit send-plan-2024/area-5.easy.md \
	's/^## What should be better/## Covid19: what should be better/'
run build --today "$today"
silent HW082 && is 0 && pass
rm -rf public
get_public

new 'a folder without index.md'
mkdir content/more
mv content/trial.md content/trial.easy.md content/more
expect HW071 content/more/trial.easy.md:1:1 \
	"the folder 'content/more' has no 'index.md'" \
	"Write 'content/more/index.md', the page that leads to the others."

new 'no home page'
mv content/index.md content/start.md
mv content/index.easy.md content/start.easy.md
run build --today "$today"
untouched && is 1 && says error headway HW072 'the site has no home page' \
	"Write 'content/index.md'" && pass

new 'review_by before reviewed'
edit about.md 's/^review_by: .*/review_by: 2024-01-01/'
where about.md 2024-01-01
expect HW073 "$place" 'the next review is before the last one' \
	"'review_by' is the day of the next review"

new 'a word explained twice'
printf '%s\n' '  - term: Annual Review' '    meaning: A second meaning.' \
	>>content/words.yaml
where words.yaml 'Annual Review'
there=$place
where words.yaml 'annual review'
line=${place%:*}
expect HW074 "$there" "the word 'Annual Review' is explained twice" \
	"It is explained in line ${line##*:} already."

new 'no privacy page'
rm content/privacy.md content/privacy.easy.md
run check --today "$today"
says warning headway HW075 'the site has not got a privacy page' \
	"Write 'content/privacy.md'." && pass

new 'reported as at a day to come'
edit trial-plan/index.md 's/^title:/as_of: 2026-02\
&/'
expect HW076 content/trial-plan/index.md:2:8 "'as_of' is a day to come" \
	'Leave it out for a plan that is still being reported.'

new 'a notice that ends before it starts'
printf '%s\n' 'notice:' '  text: Trial' '  from: 2024-08-26' \
	'  until: 2024-08-19' >>content/site.yaml
where site.yaml 2024-08-19
expect HW076 "$place" 'a notice that ends before it starts' \
	"'until' is the last day of the notice."

# said LINE...: a page about what families said; these fields from line 5 on.
said() {
	printf '%s\n' --- 'title: Trial page' 'kind: you said' 'said:' "$@" \
		--- '' 'Words.' >content/send-plan-2024/trial.md
	cp content/trial.easy.md content/send-plan-2024/trial.easy.md
}

new 'what families said without an answer'
said '  - words: Waits are too long.'
expect HW030 content/send-plan-2024/trial.md:5:5 \
	'families said this, and nobody answers' "Add 'did:'"

new 'an answer that names no action of the plan'
said '  - words: Waits are too long.' '    did: Something.' \
	'    actions: [A5.9]'
expect HW093 content/send-plan-2024/trial.md:7:15 \
	"this plan has no action 'A5.9'" "Did you mean 'A5."

new 'what families said outside a plan'
printf '%s\n' --- 'title: Trial page' 'kind: you said' --- '' 'Words.' \
	>content/trial.md
expect HW063 content/trial.md:3:7 "a page of kind 'you said' that belongs to no plan" \
	'Put it into the folder of a plan'

new 'an old address with its host'
front 'moved_from: [https://www.example.org/old/]'
expect HW078 content/trial.md:3:14 \
	"'https://www.example.org/old/' is no address that a page can have had" \
	"Write what follows the name of the host: '/old/'."

new 'an old address that is no address'
front 'moved_from: [old page]'
expect HW078 content/trial.md:3:14 \
	"'old page' is no address that a page can have had" \
	"Write the path as it was in the browser"

new 'an old address that another page has'
front 'moved_from: [/about/]'
expect HW079 content/trial.md:3:14 "'/about/' is a page of this site" \
	'Take the address out, or rename that page.'

new 'an old address that is the new one'
front 'moved_from: [/trial]'
expect HW079 content/trial.md:3:14 "'/trial' is this page's own address" \
	'Name the addresses that it had before'

new 'an old address that two pages name'
front 'moved_from: [/old/]'
edit about.md 's/^title:/moved_from: [\/old\/]\
&/'
expect HW079 content/trial.md:3:14 "two pages have moved from '/old/'" \
	"'content/about.md' names it too. Take it out of one of the two."

new 'a security contact that has expired'
printf '%s\n' 'security:' '  contact: security@example.org' \
	'  expires: 2026-01-01' >>content/site.yaml
where site.yaml 'expires: 2026-01-01'
expect_warning HW080 "${place%:*}:12" 'the security contact has expired' \
	"set 'expires' to a day at most a year ahead."

new 'a security contact of a site below the top of its host'
printf '%s\n' 'security:' '  contact: https://headway.example/safety/' \
	'  expires: 2026-01-02' >>content/site.yaml
edit site.yaml 's|^base_url: .*|base_url: https://headway.example/a/|'
where site.yaml https://headway.example/safety/
expect_warning HW081 "$place" "security.txt is looked for at the top of a \
host, and this site is below '/a/'" \
	"Ask those who run 'https://headway.example' to serve the file"

new 'a form that does not say what happens to the words'
edit site.yaml 's|^feedback:|&\
  send_to: https://forms.example.org/|'
where site.yaml https://forms
expect HW030 "$place" \
	"a form that does not say what happens to people's words" \
	"Add 'privacy:'"
