# common.sh: what .ci/report and .ci/publish share; read by them, not run.
#
# shellcheck shell=sh
# shellcheck disable=SC2034
#
# The tool is $HEADWAY, or the one built beside these scripts.
set -u
headway=${HEADWAY:-$(cd "$(dirname "$0")/.." && pwd)/build/headway}

is_true() {
	[ "$1" != true ] || echo yes
}
strict=$(is_true "${HEADWAY_STRICT:-}")

# Words in a workflow command: its lines must not end it.
escaped() {
	printf '%s' "$1" | awk '{
		gsub(/%/, "%25"); gsub(/\r/, "%0D")
		printf "%s%s", (NR > 1 ? "%0A" : ""), $0
	}'
}

# Into the summary of the run; where there is none, to whoever looks.
summary() {
	if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
		cat >>"$GITHUB_STEP_SUMMARY"
	else
		cat
	fi
}

# refuse TITLE WHAT HOW: an annotation of no line, and the end.
refuse() {
	printf '::error title=%s::%s\n' "$1" "$(escaped "$2
$3")"
	printf '**%s**: %s\n\n%s\n' "$1" "$2" "$3" | summary
	exit 3
}

# output NAME VALUE: for the steps that follow.
output() {
	[ -z "${GITHUB_OUTPUT:-}" ] || printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
}

# quiet_commands COMMAND...: what it prints quotes what people wrote, and no
# line of that is to be taken for a command to the runner.
quiet_commands() {
	word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
	echo "::stop-commands::$word"
	"$@" 2>&1
	set -- $?
	echo "::$word::"
	return "$1"
}

# Dates come from the whole history, so a checkout without it is refused.
need_history() {
	# A container's user is not the one who owns the checkout. libgit2 reads
	# the file of settings, git itself would take an option.
	if [ -n "${GITHUB_WORKSPACE:-}" ] && [ -n "${CI:-}" ]; then
		git config --global --get-all safe.directory |
			grep -qxF "$GITHUB_WORKSPACE" ||
			git config --global --add safe.directory \
				"$GITHUB_WORKSPACE"
	fi
	shallow=$(git rev-parse --is-shallow-repository) ||
		refuse 'No history' 'git cannot read a repository here' \
			'Check the site out with actions/checkout, after git was installed.'
	[ "$shallow" = false ] ||
		refuse 'No history' \
			'the checkout has not the whole history, and dates come from it' \
			"Give the step of actions/checkout the line 'with:' and, indented below it, 'fetch-depth: 0'."
}
