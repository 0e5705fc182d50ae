# Layouts: mistakes in a site's own copy of one.

# layout NAME SED: the site's own copy of a layout, changed.
layout() {
	mkdir -p layouts
	sed "$2" "$root/layouts/$1" >"layouts/$1"
	if cmp -s "$root/layouts/$1" "layouts/$1"; then
		output=
		fail "nothing to change in layouts/$1 with $2"
	fi
}

# layout_place FILE TEXT: $place is where the text stands.
layout_place() {
	place=$(TEXT=$2 awk 'index($0, ENVIRON["TEXT"]) {
		print FILENAME ":" NR ":" index($0, ENVIRON["TEXT"])
		exit }' "layouts/$1")
}

# layout_expect CODE MESSAGE: helps are not asked of messages for those who
# write layouts; some have none.
layout_expect() {
	codes="$codes $1"
	run build --today "$today"
	untouched && is 1 || return
	case $nl$output in
	*"$nl$place: error: $2 [$1]$nl"*) count 1 0 && pass ;;
	*) fail "expected '$place: error: $2 [$1]'" ;;
	esac
}

new 'a section of a layout that is not closed'
layout page.mustache 's|{{/is_feedback}}||'
layout_place page.mustache '{{#is_feedback}}'
layout_expect HW130 "'is_feedback' is opened and not closed"

new 'a section that closes another'
layout page.mustache 's|{{/is_feedback}}|{{/is_feeding}}|'
layout_place page.mustache '{{/is_feeding}}'
layout_expect HW130 "'is_feeding' closes 'is_feedback'"

new 'a tag of a layout without its end'
layout page.mustache 's|{{> contact}}|{{> contact|'
layout_place page.mustache '{{> contact'
run build --today "$today"
case $nl$output in
*"$nl$place: error: "*' [HW130]'*) untouched && is 1 && count 2 0 && pass ;;
*) fail "expected an error at $place" ;;
esac

new 'a partial that is not there'
layout page.mustache 's|{{> review}}|{{> reviews}}|'
layout_place page.mustache '{{> reviews}}'
layout_expect HW131 "there is no layout 'reviews'"

new 'a name that the data have not'
layout page.mustache 's|{{body}}|{{bodie}}|'
layout_place page.mustache '{{bodie}}'
layout_expect HW135 "the data have nothing called 'bodie'"

new 'a value in a script'
layout base.mustache 's|</head>|<script>let a = "{{head_title}}";</script></head>|'
layout_place base.mustache '{{head_title}}";'
codes="$codes HW133"
run build --today "$today"
case $nl$output in
*"$nl$place: error: "*' [HW133]'*) untouched && is 1 && count 1 0 && pass ;;
*) fail "expected an error [HW133] at $place" ;;
esac

new 'a value in an attribute without quotes'
layout base.mustache 's|href="{{canonical}}"|href={{canonical}}|'
layout_place base.mustache '{{canonical}}'
run build --today "$today"
case $nl$output in
*"$nl$place: error: "*' [HW133]'*) untouched && is 1 && count 1 0 && pass ;;
*) fail "expected an error [HW133] at $place" ;;
esac

new 'a value in an event'
layout base.mustache 's|<body class=|<body onload="{{head_title}}" class=|'
layout_place base.mustache '{{head_title}}" class'
run build --today "$today"
case $nl$output in
*"$nl$place: error: "*' [HW133]'*) untouched && is 1 && count 1 0 && pass ;;
*) fail "expected an error [HW133] at $place" ;;
esac

new 'a layout that holds itself'
layout review.mustache '1s|^|{{> review}}|'
codes="$codes HW132"
run build --today "$today"
case $nl$output in
*"${nl}layouts/review.mustache:1:1: error: "*' [HW132]'*)
	untouched && is 1 && once 'layouts/review.mustache:1:1: error: ' &&
		once 'help: A layout here shows itself, with no end.' && pass
	;;
*) fail 'expected an error [HW132] at layouts/review.mustache:1:1' ;;
esac

new 'an interface word of the tool that is not there'
layout words.en.yaml '/^kind_area:/d'
run build --today "$today"
untouched && is 1 &&
	says error layouts/words.en.yaml:1:1 HW134 \
		"the interface words have no 'kind_area'" \
		"Add a line 'kind_area: " &&
	once "no 'kind_area'" && count 1 0 && pass

new 'an interface word of a layout that is not there'
layout words.en.yaml '/^plan_owners:/d'
place=layouts/plan.mustache:$(grep -n '{{t.plan_owners}}' \
	"$root/layouts/plan.mustache" | cut -d: -f1)
run build --today "$today"
untouched && is 1 && once "$place:" && count 1 0 && pass

new 'an interface word that is a list'
layout words.en.yaml 's/^plan_print:.*/plan_print: [The, whole]/'
place=layouts/words.en.yaml:$(grep -n '^plan_print:' layouts/words.en.yaml |
	cut -d: -f1):13
run build --today "$today"
untouched && is 1 &&
	says error "$place" HW032 "'plan_print' is not a text" \
		'Write one line of words.' && count 1 0 && pass

new 'interface words of a language that has none'
edit site.yaml 's/^language: .*/language: cy/'
run build --today "$today"
untouched && is 1 &&
	says error content/site.yaml:4:11 HW131 \
		"there are no interface words for the language 'cy'" \
		"Copy 'layouts/words.en.yaml'" && count 1 0 && pass
