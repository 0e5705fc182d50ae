# The whole run: many mistakes at once, the same messages every time, and what
# is wrong with the world rather than with the content.

ten_mistakes() {
	printf '%s\n' --- 'title: Trial page' 'wieght: 10' 'reviewed: 2024-02-30' \
		"draft: maybe" 'kind: aera' --- '' \
		'# Second heading' '' 'See [here](about.md) and [it](gone.md).' '' \
		'#### Deep heading' '' '<b>Strong words.' '' '![](clok)' \
		>content/trial.md
}

new 'a page with ten mistakes'
ten_mistakes
run build --today "$today"
t=content/trial.md
untouched && is 1 &&
	says error $t:3:1 HW012 "unknown field 'wieght'" "'weight'" &&
	says error $t:4:11 HW033 "there is no date '2024-02-30'" '2024-02-29' &&
	says error $t:5:8 HW037 "'draft' is true or false, not 'maybe'" 'true' &&
	says error $t:6:7 HW031 "unknown kind 'aera'" "'area'" &&
	says error $t:9:1 HW099 'a second main heading' '##' &&
	says error $t:11:12 HW105 "the link words 'here' say nothing" 'goes' &&
	says error $t:11:31 HW093 "there is no page 'gone.md'" 'file' &&
	says error $t:13:1 HW098 'a heading of level 4 follows one of level 1' \
		"'##'" &&
	says error $t:15:1 HW090 "HTML in the text: '<b>'" 'Markdown' &&
	says error $t:17:5 HW096 \
		'this picture has no words for people who cannot see it' \
		'decorative' &&
	says error $t:17:5 HW097 "there is no picture 'clok'" "'clock'" &&
	count 11 0 && pass

name='messages in the order of files and lines'
in_order=$(printf '%s\n' "$output" | grep -o '^content/[^ ]*: error' |
	cut -d: -f2 | sort -n -c 2>&1)
if [ -z "$in_order" ]; then pass; else fail "not sorted: $in_order"; fi

name='two runs say the same, byte for byte'
run build --today "$today"
first=$output
run build --today "$today"
if [ "$first" = "$output" ]; then pass; else fail 'they differ'; fi

name='check says what build says'
first=${first%"$nl"*}
run check -q --today "$today"
if [ "$first" = "$output" ]; then pass; else fail 'they differ'; fi
is 1 && pass

name='messages go to standard error'
output=$("$headway" check -q --today "$today" 2>/dev/null)
if [ -z "$output" ]; then pass; else fail 'something on standard output'; fi

name='check of one file'
printf '%s\n' --- 'titel: x' --- >content/trial-plan/index.md
run check --today "$today" content/trial.md
case $output in
*titel*) fail 'it tells the mistake of another file' ;;
*wieght*) is 1 && pass ;;
*) fail 'it does not tell the mistakes of the file' ;;
esac

name='check of a folder'
run check --today "$today" ./content/trial-plan/
case $output in
*wieght*) fail 'it tells the mistakes of another folder' ;;
*titel*) is 1 && pass ;;
*) fail 'it does not tell the mistakes of the folder' ;;
esac

name='check of a file without mistakes'
run check --today "$today" content/about.md
is 0 && pass

name='check of a file that is not there'
run check --today "$today" content/abuot.md
if [ "$status" -eq 0 ]; then
	fail 'a file that is not there has no mistakes, it says'
else
	pass
fi

name='check of a path from the root'
run check --today "$today" "$site/content/trial.md"
case $output in
*wieght*) is 1 && pass ;;
*) fail 'it does not tell the mistakes of the file' ;;
esac

new 'a clean check says so'
run check --today "$today"
case $output in
*'checked '*' pages: no mistakes'*) is 0 && pass ;;
*) fail 'it does not say that there are no mistakes' ;;
esac

name='quiet: -q'
for where in before after; do
	if [ $where = before ]; then
		output=$("$headway" -q check --today "$today" 2>/dev/null)
	else
		output=$("$headway" check -q --today "$today" 2>/dev/null)
	fi
	if [ -z "$output" ]; then pass; else fail "-q $where the command"; fi
done

name='quiet: mistakes are told'
ten_mistakes
run -q build --today "$today"
is 1 && says error $t:3:1 HW012 "unknown field 'wieght'" "'weight'" && pass

# ------------------------------- usage ------------------------------------

# usage WHY ARGUMENT...: exit status 2 and words of why.
usage() {
	name="usage: $1"
	why=$1
	shift
	run "$@"
	case $output in
	*"$why"*) untouched && is 2 && pass ;;
	*) fail 'not these words' ;;
	esac
}
new 'usage'
usage "did you mean 'build'" biuld
usage "'--today 2024-13-01' is not a day" build --today 2024-13-01
usage "'--today 2024-12' is not a day" build --today 2024-12
usage "'--base-url example.org' is not the address of a site" \
	build --base-url example.org
usage "'build' takes no 'content'" build content
usage "'check' has no option" check --out elsewhere
usage "'--out' needs the name of a folder" build --out ''
usage 'Usage: headway' -q

# ------------------------------- the world --------------------------------

name='no content folder'
mkdir -p ../empty
run -C ../empty build
is 3 && says error headway HW002 "there is no folder 'content' here" "'-C'" &&
	pass

new 'no site.yaml'
rm content/site.yaml
run build --today "$today"
untouched && is 3 &&
	says error headway HW002 "there is no 'content/site.yaml'" \
		"at least 'name' and 'base_url'" && pass

name='a folder to work in that is not there'
run -C ../nowhere build
case $output in
*"cannot go to '../nowhere'"*) is 3 && pass ;;
*) fail 'it does not say so' ;;
esac

new 'a folder that headway did not make'
mkdir ../foreign
printf 'Thesis\n' >../foreign/thesis.txt
run build --today "$today" --out ../foreign
is 3 && says error headway HW181 \
	"'../foreign' was not made by headway, and would be replaced" \
	'Give another folder with --out' &&
	if [ "$(ls ../foreign)" = thesis.txt ]; then
		pass
	else
		fail 'the folder was touched'
	fi

new 'an output folder that is the site'
run build --today "$today" --out .
codes="$codes HW183"
case $output in
*"cannot publish to '.': "*' [HW183]'*) untouched && is 3 && pass ;;
*) fail 'expected an error [HW183]' ;;
esac

new 'an output folder that holds the content'
run build --today "$today" --out content
case $output in
*"cannot publish to 'content': "*' [HW183]'*) untouched && is 3 && pass ;;
*) fail 'expected an error [HW183]' ;;
esac

new 'an output folder that is a link'
mkdir -p ../target
ln -sfn target ../linked
run build --today "$today" --out ../linked
is 3 && case $output in
*"'../linked' is a link, which is not replaced [HW183]"*) pass ;;
*) fail 'expected an error [HW183]' ;;
esac

new 'an output folder whose parent is not there'
run build --today "$today" --out ../nowhere/public
is 3 && if [ -e ../nowhere ]; then fail 'it was made'; else pass; fi

new 'an output folder that may not be written'
mkdir -p ../locked
chmod 555 ../locked
if [ "$(id -u)" -eq 0 ]; then
	echo "skip $name: root may write everywhere"
else
	run build --today "$today" --out ../locked/public
	is 3 && if [ -e ../locked/public ]; then
		fail 'it was made'
	else
		pass
	fi
fi
chmod 755 ../locked

new 'standard output that is full'
if [ -c /dev/full ]; then
	"$headway" check --today "$today" >/dev/full 2>../errors
	status=$?
	output=$(cat ../errors)
	is 3 && pass
fi

new 'two builds at once'
# A build that is held up: a pipe for a reader of its standard error would
# not do, as it prints at the end. So many take turns; none may fail in
# another way than by saying that one is running.
: >../results
for n in 1 2 3 4 5 6 7 8; do
	(
		"$headway" build --today "$today" --out ../shared \
			>"../build-$n" 2>&1
		echo $? >>../results
	) &
done
wait
output=$(cat ../build-*)
codes="$codes HW182"
if grep -qv '^[03]$' ../results; then
	fail 'an exit status that is neither 0 nor 3'
elif ! grep -q '^0$' ../results; then
	fail 'no build was published'
elif grep -q '^3$' ../results &&
	! grep -q 'another build is running.*\[HW182\]' ../build-*; then
	fail 'a build failed without saying that another is running'
elif [ "$(sum_of ../shared)" != "$(sum_of "$scratch/good/public")" ]; then
	fail 'what they published is not the site'
else
	pass
fi

# -------------------------------- strict ----------------------------------

if ! command -v git >/dev/null 2>&1; then
	echo 'skip strict: git is not installed'
else
	new 'strict: a committed site without doubts'
	GIT_CONFIG_GLOBAL=/dev/null
	GIT_CONFIG_SYSTEM=/dev/null
	GIT_AUTHOR_DATE='2024-06-01T12:00:00Z'
	GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
	export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_AUTHOR_DATE
	export GIT_COMMITTER_DATE
	git init -q . && git add content &&
		git -c user.name=Editor -c user.email=editor@example.org \
			commit -q -m 'content: trial'
	run build --today "$today" --out ../strict --strict
	is 0 && if [ -e ../strict/headway.json ]; then
		pass
	else
		fail 'nothing was published'
	fi

	name='strict: a doubt is a mistake'
	edit trial.md 's/^title:/draft: no\
&/'
	run build --today "$today" --out ../doubted
	is 0 && pass
	run build --today "$today" --out ../strict --strict
	codes="$codes HW159"
	is 1 && says warning content/trial.md:2:8 HW045 \
		"'no' is taken as false" 'Write false.' &&
		case $output in
		*'nothing was published') pass ;;
		*) fail 'it does not say that nothing was published' ;;
		esac

	name='a page that is not committed'
	printf 'More words.\n' >>content/trial.md
	codes="$codes HW156"
	run check --today "$today"
	case $output in
	*'not committed: '*trial.md*' [HW156]'*) is 0 && pass ;;
	*) fail 'expected a warning [HW156]' ;;
	esac

	name='a page that is not committed, in CI'
	output=$(CI=true "$headway" check --today "$today" 2>&1)
	status=$?
	case $output in
	*'error: '*trial.md*' [HW159]'*) is 1 && pass ;;
	*) fail 'expected an error [HW159]' ;;
	esac
	rm -rf .git

	new 'a repository without a commit'
	git init -q .
	codes="$codes HW155"
	run check --today "$today"
	case $output in
	*'warning: '*' [HW155]'*) is 0 && pass ;;
	*) fail 'expected a warning [HW155]' ;;
	esac
	rm -rf .git
fi

new 'no git repository'
run check --today "$today"
codes="$codes HW150"
case $output in
*'warning: no git repository at '*' [HW150]'*) is 0 && count 0 0 && pass ;;
*) fail 'expected a warning [HW150]' ;;
esac
