# Fields: names, kinds of value, forms, lengths.

new 'an unknown field'
edit about.md 's/^summary:/sumary:/'
where about.md 'sumary:'
expect HW012 "$place" "unknown field 'sumary'" "Did you mean 'summary'?"

new 'an unknown field that is like no other'
front 'colour: green'
expect HW012 content/trial.md:3:1 "unknown field 'colour'" \
	'Fields of a page: title, summary,'

new 'a field of an action at the edge'
front 'due: 2024-12'
expect HW012 content/trial.md:3:1 "unknown field 'due'" \
	"'due' is a field of an action: check the indentation."

new 'a misspelt title'
edit about.md 's/^title:/titel:/'
where about.md 'titel:'
expect HW012 "$place" "unknown field 'titel'" "Did you mean 'title'?"

new 'an unknown field of site.yaml'
edit site.yaml 's/^base_url:/base-url:/'
where site.yaml 'base-url:'
expect HW012 "$place" "unknown field 'base-url'" "Did you mean 'base_url'?"

new 'an unknown field of words.yaml'
edit words.yaml '0,/meaning:/s/meaning:/meening:/'
where words.yaml 'meening:'
expect HW012 "$place" "unknown field 'meening'" "Did you mean 'meaning'?"

new 'an unknown field of the wording'
printf '%s\n' 'wording:' '  alow: [x]' >>content/site.yaml
where site.yaml alow
expect HW012 "$place" "unknown field 'alow'" "Did you mean 'allow'?"

new 'one word for nothing'
printf '%s\n' 'wording:' '  one_word:' '    - use: school' >>content/site.yaml
where site.yaml '- use: school'
expect HW030 "${place%:*}:7" "one word without 'not'" \
	"Add it, as in 'not: [setting]'."

new 'no title'
printf '%s\n' --- 'weight: 1' --- '' 'Words.' >content/trial.md
expect HW030 content/trial.md:2:1 "a page without 'title'" \
	"Add it, as in 'title: Waiting for an assessment'."

new 'an action without a status'
area 'actions:' '  - ref: T1.1' '    title: Trial action'
expect HW030 content/trial-plan/area-1.md:6:5 "an action without 'status'" \
	"Add it, as in 'status: in progress'."

new 'an unknown status'
edit send-plan-2024/area-5.md '0,/status: in progress/s//status: compleet/'
where send-plan-2024/area-5.md compleet
expect HW031 "$place" "unknown status 'compleet'" \
	"Did you mean 'complete'? Use 'done'. Allowed: not started, in"

new 'late as a status'
action_of late
expect HW031 content/trial-plan/area-1.md:8:13 "unknown status 'late'" \
	"is worked out from 'due', so it is no status"

new 'a status that is like no other'
action_of green
expect HW031 content/trial-plan/area-1.md:8:13 "unknown status 'green'" \
	'Allowed: not started, in progress, done, paused, stopped.'

new 'an unknown kind'
front 'kind: aera'
expect HW031 content/trial.md:3:7 "unknown kind 'aera'" \
	"Did you mean 'area'?"

new 'a list where one value belongs'
front 'summary: [One, Two]'
expect HW032 content/trial.md:3:10 "'summary' needs one value, not a list" \
	'put it in quotes'

new 'one value where a list belongs'
action '    owners: The council'
expect HW032 content/trial-plan/area-1.md:9:13 \
	"'owners' needs a list, not one value" 'owners: ["The council"]'

new 'one value where fields belong'
front 'checked_by: A parent carer forum'
expect HW032 content/trial.md:3:13 \
	"'checked_by' needs fields of its own, not one value" \
	'Fields of a check: group, date.'

new 'an action that is one value'
area 'actions:' '  - Shorter waits'
expect HW032 content/trial-plan/area-1.md:6:5 \
	"an item of 'actions' is an action with fields, not one value" \
	'Write its fields after the dash.'

# bad_date WRITTEN CODE-MESSAGE HELP: as the due date of an action.
bad_date() {
	new "the date $1"
	action "    due: $1"
	expect HW033 content/trial-plan/area-1.md:9:10 "$2" "$3"
}
bad_date 31/12/2024 "'31/12/2024' is not a date" 'Write 2024-12-31.'
bad_date 05/06/2024 "'05/06/2024' is not a date" \
	'Write the year first: 2024-06-05 if you mean 5 June 2024.'
bad_date 2024-6-1 "'2024-6-1' is not a date" 'Write 2024-06-01.'
bad_date 'December 2024' "'December 2024' is not a date" 'Write 2024-12.'
bad_date '1st June 2024' "'1st June 2024' is not a date" 'Write 2024-06-01.'
bad_date 2024 "'2024' is not a date" 'A year alone is not enough'
bad_date 2024-13 "there is no date '2024-13'" \
	'There is no month 13: months go from 01 to 12.'
bad_date 2023-02-29 "there is no date '2023-02-29'" \
	'February 2023 has 28 days: the last is 2023-02-28.'
bad_date 1066-10-14 "there is no date '1066-10-14'" \
	'Years go from 1970 to 2100.'
bad_date 2024-12-05T10:00:00Z "'2024-12-05T10:00:00Z' is not a date" \
	'Write the day without a time: 2024-12-05.'
bad_date ongoing "'ongoing' is not a date" \
	'Leave the line out when there is no date.'

new 'a month where a day belongs'
front 'reviewed: 2024-12'
expect HW033 content/trial.md:3:11 \
	"'reviewed' needs a day; '2024-12' is a month" \
	'Add the day, as in 2024-12-01.'

new 'a title too long'
edit about.md "s/^title: .*/title: $(printf '%066d' 0 | tr 0 x)/"
where about.md xxx
expect HW034 "$place" "'title' has 66 characters; the limit is 65" \
	'Take out at least 1 character.'

new 'a summary too long'
front "summary: $(printf '%0203d' 0 | tr 0 x)"
expect HW034 content/trial.md:3:10 \
	"'summary' has 203 characters; the limit is 200" \
	'Take out at least 3 characters.'

new 'a list too long'
front "moved_from: [$(printf '/a%02d/, ' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 \
	16 17 18 19 20 21 | sed 's/, $//')]"
expect HW035 content/trial.md:3:154 \
	"'moved_from' has 21 items; the limit is 20" 'Take at least 1 out.'

new 'a weight that is no number'
front 'weight: first'
expect HW036 content/trial.md:3:9 "'first' is not a whole number" \
	'Write a whole number in digits, as in 10.'

new 'a weight out of range'
front 'weight: 1000001'
expect HW036 content/trial.md:3:9 "'weight' is out of range" \
	'Write a number from -1000000 to 1000000.'

new 'a target with its unit'
area 'measures:' '  - ref: M1' '    title: Trial measure' \
	'    points: data/trial.csv' '    target: 100%'
expect HW036 content/trial-plan/area-1.md:9:13 "'100%' is not a number" \
	"the % in 'unit'"

new 'neither true nor false'
front 'draft: maybe'
expect HW037 content/trial.md:3:8 "'draft' is true or false, not 'maybe'" \
	'Write true or false.'

new 'no for false'
front 'draft: no'
expect_warning HW045 content/trial.md:3:8 "'no' is taken as false" \
	'Write false.'

new 'a ref of the wrong form'
edit send-plan-2024/area-1.md 's/ref: A1.1$/ref: A1 .1/'
where send-plan-2024/area-1.md 'A1 .1'
expect HW038 "$place" "'A1 .1' cannot be a ref" \
	'1 to 24 letters, digits, dots and hyphens'

new 'a colour without its sign'
edit site.yaml 's/"#12506b"/"12506b"/'
where site.yaml 12506b
expect HW039 "$place" "'12506b' is not a colour" 'Write "#12506b".'

new 'the name of a colour'
edit site.yaml 's/"#12506b"/blue/'
where site.yaml blue
expect HW039 "$place" "'blue' is not a colour" 'as in "#12506b"'

new 'a colour that is a comment'
edit site.yaml 's/"#12506b"/#12506b/'
where site.yaml colour:
expect HW043 "$place" "'colour' has no value" "Put the value in quotes."

new 'a brand colour too pale'
edit site.yaml 's/"#12506b"/"#66ccff"/'
where site.yaml '#66ccff'
expect HW040 "$place" \
	'the brand colour is too pale to read on white: 1.8 to 1, and 7 to 1 is needed' \
	"Use a darker one, for example '#"

new 'a base_url without https'
edit site.yaml 's|^base_url: .*|base_url: www.example.org|'
where site.yaml www.example.org
expect HW041 "$place" "'www.example.org' is not a web address" \
	'Write the whole address: https://www.example.org.'

new 'a base_url with a query'
edit site.yaml 's|^base_url: .*|base_url: https://www.example.org/?a=1|'
where site.yaml '?a=1'
expect HW041 "$place" "'base_url' may not have a '?'" \
	"Write the address of the site's first page"

new 'a form that is a script'
edit site.yaml 's|^  email: .*|  form: javascript:alert(1)|'
where site.yaml javascript
expect HW041 "$place" "'javascript:alert(1)' is not a web address" \
	'https:// or http://'

new 'evidence that is no address'
action '    evidence: [{title: Minutes, link: minutes of the board}]'
where trial-plan/area-1.md 'minutes of'
expect HW041 "$place" "'minutes of the board' is not a web address" \
	'without spaces'

new 'a bad email address'
edit site.yaml 's/^  email: .*/  email: Ask us at help@example.org/'
where site.yaml 'Ask us'
expect HW042 "$place" "'Ask us at help@example.org' is not an e-mail address" \
	'Write only the address'

new 'a field without a value'
edit about.md 's/^summary: .*/summary:/'
where about.md summary:
expect HW043 "$place" "'summary' has no value" 'or take the field out'

new 'an unknown time zone'
edit site.yaml 's|Europe/London|Europe/Dorset|'
where site.yaml Europe/Dorset
expect HW044 "$place" "unknown time zone 'Europe/Dorset'" \
	"Name a city of the zone, as in 'Europe/London'."

new 'a bad language'
edit site.yaml 's/^language: .*/language: English (UK)/'
where site.yaml 'English (UK)'
expect HW044 "$place" "'English (UK)' is not a language code" \
	'as in en, cy or en-GB'

new 'a title of two lines'
front 'summary: |' '  One line.' '  Another line.'
expect HW046 content/trial.md:4:3 \
	"'summary' has a line break; it is one line of words" \
	'Write it as one paragraph'

new 'figures out of the content folder'
area 'measures:' '  - ref: M1' '    title: Trial measure' \
	'    points: ../../secret.csv'
expect HW048 content/trial-plan/area-1.md:8:13 \
	"'../../secret.csv' is not a file's path" "without '..'"

new 'an absolute path'
area 'measures:' '  - ref: M1' '    title: Trial measure' \
	'    points: /etc/passwd'
expect HW048 content/trial-plan/area-1.md:8:13 \
	"'/etc/passwd' is not a file's path" 'data/waiting.csv'

new 'a hidden direction mark in a title'
edit about.md "s/^title: About/&$(printf '\342\200\256')/"
where about.md 'this site'
expect HW108 "${place%:*}:13" "an invisible character U+202E in 'title'" \
	'Delete the character'

new 'a security contact that is no address'
printf '%s\n' 'security:' '  contact: the office' '  expires: 2026-06-30' \
	>>content/site.yaml
where site.yaml 'the office'
expect HW042 "$place" "'the office' is not an e-mail address" \
	'Write only the address'

new 'a security contact that is not safe on its way'
printf '%s\n' 'security:' '  contact: http://headway.example/' \
	'  expires: 2026-06-30' >>content/site.yaml
where site.yaml http://headway.example/
expect HW041 "$place" "'http://headway.example/' is not a safe web address" \
	'an address that starts with https://.'

new 'a security contact without its last day'
printf '%s\n' 'security:' '  contact: security@example.org' \
	>>content/site.yaml
where site.yaml 'contact: security'
expect HW030 "$place" "security without 'expires'" \
	"Add it, as in 'expires: 2025-03-31'."
