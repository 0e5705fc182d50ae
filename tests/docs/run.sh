#!/bin/sh
# Are the documents true? Runs their commands and compares what they print.
#
#   tests/docs/run.sh [DOCUMENT...]
#
# In README.md and docs/*.md a block marked
#   ```sh             is run, and must succeed
#   ```sh fails       is run, and must not
#   ```sh skip        is not run
#   ```text           is what the commands of the block before it printed
#   ```... file=PATH  is written to PATH first, whatever language it is in
# Each document gets a fresh clone of the project as it is in this folder,
# changes not yet committed included, with the tool that is built.
#
# The last line is "docs: N passed, N failed".
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset CI HEADWAY_DATADIR HEADWAY_CACHE GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
cd "$root" || exit 2
scratch=$(mktemp -d "${HW_TEST_TMP:-/tmp}/hw-docs-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

passed=0
failed=0

pass() {
	passed=$((passed + 1))
}

fail() {
	failed=$((failed + 1))
	echo "FAIL $*"
}

# --- commands ---------------------------------------------------------------

# The project with everything committed, so that pages have dates. Times of
# files stay as they are: what is built need not be built again.
lay_out() {
	git clone -q --no-checkout "$root" "$scratch/clone" || return 1
	git ls-files --cached --others --exclude-standard |
		while read -r name; do
			[ ! -e "$name" ] || echo "$name"
		done >"$scratch/names"
	tar -T "$scratch/names" -cf - | tar -C "$scratch/clone" -xf -
	mkdir -p "$scratch/clone/build"
	cp -a build/headway "build/${VARIANT:-release}" \
		"$scratch/clone/build/" || return 1
	in_clone add -A
	in_clone -c user.name=Test -c user.email=test@example.org \
		-c commit.gpgsign=false commit -q --allow-empty -m 'As it is now'
}

in_clone() {
	git -C "$scratch/clone" "$@"
}

# Takes a document apart: files N.sh, N.how, N.text, N.file and N.path.
take_apart() {
	rm -rf "$scratch/blocks"
	mkdir "$scratch/blocks"
	awk -v into="$scratch/blocks/" '
	/^```/ && !inside {
		inside = 1
		language = substr($1, 4)
		path = ""
		for (i = 2; i <= NF; i++)
			if ($i ~ /^file=/)
				path = substr($i, 6)
		target = ""
		if (path != "") {
			name = sprintf("%s%03d", into, ++n)
			print path > (name ".path")
			target = name ".file"
		} else if (language == "sh") {
			name = sprintf("%s%03d", into, ++n)
			print FNR, ($2 == "" ? "run" : $2) > (name ".how")
			target = name ".sh"
		} else if (language == "text" && n > 0) {
			target = name ".text"
		}
		if (target != "")
			printf "" > target
		next
	}
	/^```/ { inside = 0; next }
	inside && target != "" { print > target }
	' "$1"
}

# block DOCUMENT NAME: one block, in the clone.
block() {
	if [ -e "$2.path" ]; then
		path=$scratch/clone/$(cat "$2.path")
		mkdir -p "$(dirname "$path")"
		cp "$2.file" "$path"
		# So that the page has a date.
		in_clone add -A
		in_clone -c user.name=Test -c user.email=test@example.org \
			-c commit.gpgsign=false commit -q -m 'A file'
		return
	fi
	read -r line how <"$2.how"
	[ "$how" != skip ] || return
	(cd "$scratch/clone" && sh -eu "$2.sh") >"$scratch/said" 2>&1
	status=$?
	case $how in
	run) [ "$status" -eq 0 ] ;;
	fails) [ "$status" -ne 0 ] ;;
	*)
		fail "$1:$line: unknown mark '$how'"
		return
		;;
	esac || {
		fail "$1:$line: the commands ended with status $status"
		sed 's/^/    /' "$scratch/said" | head -n 20
		return
	}
	if [ -e "$2.text" ] && ! cmp -s "$2.text" "$scratch/said"; then
		fail "$1:$line: the commands print something else"
		diff "$2.text" "$scratch/said" | sed 's/^/    /' | head -n 20
		return
	fi
	pass
}

check_commands() {
	in_clone reset -q --hard "$start"
	in_clone clean -qfd
	take_apart "$1"
	for name in "$scratch"/blocks/*.path "$scratch"/blocks/*.how; do
		[ ! -e "$name" ] || echo "${name%.*}"
	done | sort >"$scratch/order"
	while read -r name; do
		block "$1" "$name" </dev/null
	done <"$scratch/order"
}

# --- what can be known without running anything ------------------------------

# Links to other files of the project lead somewhere.
check_links() {
	# shellcheck disable=SC2016
	awk '/^```/ { inside = !inside; next } !inside' "$1" |
		sed 's/`[^`]*`//g' | grep -o '](\([^)]*\))' |
		sed 's/^](//; s/)$//; s/#.*//' | sort -u >"$scratch/links"
	while read -r link; do
		case $link in
		'' | http:* | https:* | mailto:*) continue ;;
		esac
		if [ -e "$(dirname "$1")/$link" ]; then
			pass
		else
			fail "$1: there is no '$link'"
		fi
	done <"$scratch/links"
}

# docs/layouts.md names everything that layouts are given, and nothing else.
check_layout_names() {
	document=docs/layouts.md
	# shellcheck disable=SC2016
	grep -zoP 'hw_value_set\w*\(\s*[^,;]*,\s*[^,;]*,\s*HW_STR\("\K[a-z_]+' \
		generator/render/view*.c | tr '\000' '\n' | sed 's/^[^:]*://' |
		sort -u >"$scratch/given"
	# Names that are put together from others.
	printf '%s\n' next previous is_done is_in_progress is_not_started \
		is_paused is_stopped >>"$scratch/given"
	while read -r name; do
		if grep -q "\`$name\`" "$document"; then
			pass
		else
			fail "$document: nothing about '$name'"
		fi
	done <"$scratch/given"
	# The first column of its tables of names.
	# shellcheck disable=SC2016
	sed -n 's/^| \(`[a-z_`, ]*`\) |.*/\1/p' "$document" |
		grep -o '`[a-z_]*`' | tr -d '`' | sort -u >"$scratch/told"
	while read -r name; do
		grep -q "^$name\$" "$scratch/given" ||
			grep -q "HW_STR(\"$name\")" generator/render/view*.c ||
			fail "$document: no layout is given '$name'"
	done <"$scratch/told"
}

# docs/editors.md names every fact that prose can have, and no other.
check_fact_names() {
	document=docs/editors.md
	grep -o '{"[a-z_]*", [0-9]*}' generator/render/fact_words.c |
		cut -d'"' -f2 | sed 's/_share$//' | sort -u >"$scratch/given"
	# The first column of the table whose heading is "second part".
	sed -n '/^| second part/,/^$/s/^|\([^|]*\)|.*/\1/p' "$document" |
		grep -o '`[a-z_]*`' | tr -d '`' | sed 's/_share$//' |
		sed '/^$/d' | sort -u >"$scratch/told"
	if [ -s "$scratch/given" ] &&
		diff "$scratch/given" "$scratch/told" >"$scratch/said"; then
		pass
	else
		fail "$document: other names of facts than fact_words.c has"
		sed 's/^/    /' "$scratch/said"
	fi
}

# generator/ARCHITECTURE.md speaks of every module.
check_modules() {
	document=generator/ARCHITECTURE.md
	for file in generator/*/*.c; do
		name=$(basename "$file" .c)
		if grep -q "\`$name\`" "$document"; then
			pass
		else
			fail "$document: nothing about ${file#generator/}"
		fi
	done
}

check_messages() {
	if tests/docs/messages.sh | cmp -s - docs/messages.md; then
		pass
	else
		fail 'docs/messages.md: old; run' \
			'tests/docs/messages.sh >docs/messages.md'
	fi
}

# --- running -------------------------------------------------------------------

if [ $# -eq 0 ]; then
	set -- README.md docs/*.md
	check_modules
	check_messages
	check_layout_names
	check_fact_names
	check_links generator/ARCHITECTURE.md
fi
if lay_out; then
	start=$(in_clone rev-parse HEAD)
	for document in "$@"; do
		check_commands "$document"
	done
else
	fail 'the project cannot be cloned: is this a git checkout, and built?'
fi
for document in "$@"; do
	check_links "$document"
done
echo "docs: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
