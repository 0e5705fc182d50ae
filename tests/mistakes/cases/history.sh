# What the history tells: mistakes that only git can show.

if ! command -v git >/dev/null 2>&1; then
	echo 'skip history: git is not installed'
	codes="$codes HW077 HW161 HW162 HW163 HW164 HW165"
	return
fi

GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_SYSTEM=/dev/null
GIT_AUTHOR_NAME=Editor
GIT_AUTHOR_EMAIL=editor@example.org
GIT_COMMITTER_NAME=Editor
GIT_COMMITTER_EMAIL=editor@example.org
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL
export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL

# commit DAY: everything in content/, at noon of that day.
commit() {
	GIT_AUTHOR_DATE=$1T12:00:00Z
	GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
	export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
	git add -A content && git commit -q -m 'content: trial' || exit 2
}

# The action of the trial plan as it was on 1 June 2024.
published() {
	rm -rf .git
	git init -q -b main .
	action_of "$@"
	commit 2024-06-01
}

new 'an action that vanishes'
published 'in progress'
area 'summary: Without its action.'
commit 2024-07-01
run build --today "$today"
untouched && is 1 && count 1 -1 &&
	says error content/trial-plan/area-1.md:1:1 HW162 \
		"action 'T1.1' ('Trial action') has vanished from the plan 'trial-plan': it was published as 'in progress' on 1 June 2024" \
		"Put it back into 'content/trial-plan/area-1.md' with 'status: stopped'" &&
	pass

new 'a plan that vanishes'
published 'in progress'
rm -r content/trial-plan
commit 2024-07-01
run build --today "$today"
untouched && is 1 && count 1 -1 &&
	says error headway HW162 \
		"the plan 'trial-plan' has vanished with its actions, the first of them 'T1.1' ('Trial action')" \
		"Bring the folder 'content/trial-plan' back." && pass

new 'a ref for another action'
published 'in progress' '    owners: [A team]'
edit trial-plan/area-1.md 's/Trial action/Build a new school/
s/A team/Another group/'
commit 2024-07-01
run build --today "$today"
untouched && is 1 && count 1 -1 &&
	case $output in
	*"content/trial-plan/area-1.md:6:10: error: the ref 'T1.1' stood for 'Trial action'"*' [HW163]'*)
		codes="$codes HW163"
		pass
		;;
	*) fail 'expected an error [HW163] at content/trial-plan/area-1.md:6:10' ;;
	esac

new 'a due date that moves without a reason'
published 'in progress' '    due: 2024-12'
edit trial-plan/area-1.md 's/2024-12/2025-12/'
commit 2024-07-01
run build --today "$today"
untouched && is 1 && count 1 -1 &&
	says error content/trial-plan/area-1.md:9:10 HW164 \
		"the due date of 'T1.1' has moved without a reason: 'December 2024' was published on 1 June 2024" \
		"Add 'reason:' to the action" && pass

name='a due date that moves with a reason'
action_of 'in progress' '    due: 2025-12' '    reason: The office moved.'
commit 2024-07-02
run build --today "$today" --out ../elsewhere
is 0 && silent HW164 && pass

new 'done that is taken back without a reason'
published done '    evidence: [{title: A letter}]'
edit trial-plan/area-1.md 's/status: done/status: in progress/'
commit 2024-07-01
run build --today "$today"
untouched && is 1 && count 1 -1 &&
	says error content/trial-plan/area-1.md:8:13 HW165 \
		"'T1.1' was published as done on 1 June 2024 and is now 'in progress' without a reason" \
		"Add 'reason:' to the action" && pass

new 'done without evidence'
published done
run check --today "$today"
case $output in
*'warning: '*"T1.1"*' [HW077]'*)
	codes="$codes HW077"
	untouched && is 0 && pass
	;;
*) fail 'expected a warning [HW077]' ;;
esac

new 'a repair of a commit that is not there'
published 'in progress'
printf '%s\n' 'minor: [0123456]' >content/history.yaml
commit 2024-07-01
where history.yaml 0123456
run build --today "$today"
untouched && is 1 && count 1 -1 &&
	says error "$place" HW161 "there is no commit '0123456' in the history" \
		"as 'git log --first-parent' shows it" && pass

rm -rf .git
