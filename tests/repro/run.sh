#!/bin/sh
# The same site gives the same bytes, wherever, whenever and by whomever it
# is built; and building again changes nothing.
#
#   tests/repro/run.sh [HEADWAY]
#
# The last line is "repro: N passed, N failed".
set -u
unset CI HEADWAY_DATADIR HEADWAY_CACHE TZ LC_ALL

headway=${1:-${HEADWAY:-build/headway}}
case $headway in /*) ;; *) headway=$PWD/$headway ;; esac
here=$(cd "$(dirname "$0")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2

# Dates come from git: the scratch folder is to lie in no repository.
outside() {
	if git -C "$1" rev-parse --git-dir >/dev/null 2>&1; then
		echo /tmp
	else
		echo "$1"
	fi
}

scratch=$(mktemp -d "$(outside "${HW_TEST_TMP:-/tmp}")/hw-repro-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
XDG_CACHE_HOME=$scratch/cache
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_SYSTEM=/dev/null
export XDG_CACHE_HOME GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM
today=2026-01-02
passed=0
failed=0

pass() {
	passed=$((passed + 1))
}

# fail WHY [WHAT TO LOOK AT]
fail() {
	failed=$((failed + 1))
	echo "FAIL $name: $1"
	[ $# -lt 2 ] || printf '%s\n' "$2" | head -n 30 | sed 's/^/    | /'
}

# build SITE OUT: one build; says why when it fails.
build() {
	output=$("$headway" -C "$1" build --today "$today" --out "$2" 2>&1) &&
		return 0
	fail "the build failed with status $?" "$output"
	return 1
}

# same ONE OTHER: two published folders with the same files, bytes and modes.
same() {
	differ=$(diff -r "$1" "$2" 2>&1)
	if [ -n "$differ" ]; then
		fail 'the files differ' "$differ"
		return 1
	fi
	modes_of "$1" >"$scratch/modes-1"
	modes_of "$2" >"$scratch/modes-2"
	differ=$(diff "$scratch/modes-1" "$scratch/modes-2")
	if [ -n "$differ" ]; then
		fail 'the modes differ' "$differ"
		return 1
	fi
	pass
}

modes_of() {
	(cd "$1" && find . -exec ls -ld {} + |
		sed 's/^\([^ ]*\) .* \(\.[^ ]*\)$/\1 \2/' | sort)
}

# copy_to FOLDER: the project's content and layouts.
copy_to() {
	mkdir -p "$1" && cp -R "$root/content" "$root/layouts" "$1" || exit 2
}

copy_to "$scratch/site"
first=$scratch/first
name='the first build'
build "$scratch/site" "$first" || {
	echo 'repro: 0 passed, 1 failed'
	exit 1
}
pass

name='a build into another folder'
build "$scratch/site" "$scratch/second" && same "$first" "$scratch/second"

name='a site in a folder with a blank and an accent'
odd="$scratch/a folder, café"
copy_to "$odd"
build "$odd" "$odd/public" && same "$first" "$odd/public"

name='from another folder, with a relative way to it'
cd "$scratch" || exit 2
if output=$("$headway" -C "a folder, café" build --today "$today" \
	--out ../relative 2>&1); then
	same "$first" "$scratch/relative"
else
	fail 'the build failed' "$output"
fi

# with NAME VARIABLE=VALUE...: a build in another environment.
with() {
	name=$1
	shift
	rm -rf "$scratch/other"
	if output=$(env "$@" "$headway" -C "$scratch/site" build \
		--today "$today" --out "$scratch/other" 2>&1); then
		same "$first" "$scratch/other"
	else
		fail 'the build failed' "$output"
	fi
}
with 'on the other side of the earth' TZ=Pacific/Auckland
with 'in New York' TZ=America/New_York
with 'in a time zone that is none' TZ=Nowhere/City
with 'in the C locale' LC_ALL=C LANG=C
with 'in Turkish' LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 LANGUAGE=tr
with 'in Czech' LC_ALL=cs_CZ.UTF-8 LANG=cs_CZ.UTF-8
with 'with almost no environment' -i PATH="$PATH" HOME=/nonexistent \
	XDG_CACHE_HOME="$scratch/cache-2"
with 'with SOURCE_DATE_EPOCH set' SOURCE_DATE_EPOCH=0

# A mask is no variable.
for mask in 077 022 000; do
	name="with umask $mask"
	rm -rf "$scratch/other"
	(umask "$mask" && "$headway" -C "$scratch/site" build --today "$today" \
		--out "$scratch/other" >"$scratch/output" 2>&1)
	status=$?
	if [ "$status" -eq 0 ]; then
		same "$first" "$scratch/other"
	else
		fail "the build failed with status $status" \
			"$(cat "$scratch/output")"
	fi
done

# On most file systems the order of a folder follows the order of making.
name='files made in the reverse order'
reversed=$scratch/reversed
mkdir "$reversed"
(cd "$scratch/site" && find content layouts -type f | sort -r) |
	while read -r file; do
		mkdir -p "$reversed/$(dirname "$file")"
		cp "$scratch/site/$file" "$reversed/$file"
	done
build "$reversed" "$scratch/other-order" && same "$first" "$scratch/other-order"

name='files with other times and modes'
copy_to "$scratch/touched"
find "$scratch/touched" -type f -exec touch -t 200001010000 {} + \
	-exec chmod 600 {} +
build "$scratch/touched" "$scratch/other-times" &&
	same "$first" "$scratch/other-times"

# -------------------------------- packed ----------------------------------

# packed SITE OUT
packed() {
	output=$("$headway" -C "$1" build --today "$today" --compress \
		--out "$2" 2>&1) && return 0
	fail "the build failed with status $?" "$output"
	return 1
}

name='packed files are the same elsewhere'
packed "$scratch/site" "$scratch/packed" &&
	packed "$odd" "$scratch/packed-2" &&
	same "$scratch/packed" "$scratch/packed-2"

name='packed files unpack to the files beside them'
bad=$(cd "$scratch/packed" && find . -name '*.gz' | while read -r file; do
	gzip -dc "$file" | cmp -s - "${file%.gz}" || echo "$file"
done)
if [ -f "$scratch/packed/index.html.gz" ] && [ -z "$bad" ]; then
	pass
else
	fail 'these do not' "$bad"
fi

name='packed over an older build is like packed from nothing'
copy_to "$scratch/edited"
printf '\nMore words.\n' >>"$scratch/edited/content/about.md"
packed "$scratch/edited" "$scratch/packed" &&
	packed "$scratch/edited" "$scratch/packed-3" &&
	same "$scratch/packed" "$scratch/packed-3"

name='without --compress nothing packed is left'
build "$scratch/site" "$scratch/packed" && same "$first" "$scratch/packed"

# ------------------------------ building again ----------------------------

# What an observer could see change. ls shows times to the nanosecond only
# with options that not every system has; -newer sees them.
state_of() {
	(cd "$1" && find . -exec ls -ldi {} + | sort -k 10)
}

name='a second build changes nothing'
sleep 0.02
: >"$scratch/stamp"
before=$(state_of "$first")
if build "$scratch/site" "$first"; then
	after=$(state_of "$first")
	changed=$(find "$first" -newer "$scratch/stamp")
	if [ "$before" != "$after" ]; then
		fail 'files or folders were replaced'
	elif [ -n "$changed" ]; then
		fail 'files or folders were touched' "$changed"
	else
		case $output in
		*'is up to date'*) pass ;;
		*) fail "it does not say 'is up to date'" "$output" ;;
		esac
	fi
fi

name='.gitignore of the published folder stays'
printf '*\n!.gitignore\n' >"$first/.gitignore"
printf '\nMore words.\n' >>"$scratch/site/content/about.md"
if build "$scratch/site" "$first"; then
	if [ "$(cat "$first/.gitignore" 2>/dev/null)" = '*
!.gitignore' ]; then
		pass
	else
		fail 'it is gone or changed' "$(ls -A "$first")"
	fi
fi

name='an edit changes what it must and no more'
changed=$(diff -rq "$first" "$scratch/second" | grep -v gitignore |
	sed 's/^Files [^ ]*first\/\([^ ]*\) .*/\1/' | sort | tr '\n' ' ')
case $changed in
# The page, and the document of the whole site for print.
'about/index.html headway.json print/index.html ') pass ;;
*) fail 'expected about/index.html, print/index.html and headway.json' "$changed" ;;
esac

name='a build over an older one is like a build from nothing'
build "$scratch/site" "$scratch/fresh" && {
	rm "$first/.gitignore"
	same "$scratch/fresh" "$first"
}

name='a page that goes takes its files with it'
rm "$scratch/site/content/trial.md" 2>/dev/null
printf '%s\n' --- 'title: Trial' --- '' 'Words.' \
	>"$scratch/site/content/trial.md"
build "$scratch/site" "$first" && {
	there=no
	[ -f "$first/trial/index.html" ] && there=yes
	rm "$scratch/site/content/trial.md"
	build "$scratch/site" "$first" && {
		if [ $there = no ]; then
			fail 'the page was not published'
		elif [ -e "$first/trial" ]; then
			fail 'its folder is still there'
		else
			same "$scratch/fresh" "$first"
		fi
	}
}

# ---------------------------------- git -----------------------------------

if ! command -v git >/dev/null 2>&1; then
	echo 'skip git: it is not installed'
else
	name='a repository, its copy and its clone'
	repository=$scratch/repository
	copy_to "$repository"
	GIT_AUTHOR_NAME=Editor
	GIT_AUTHOR_EMAIL=editor@example.org
	GIT_COMMITTER_NAME=Editor
	GIT_COMMITTER_EMAIL=editor@example.org
	export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL
	export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
	commit_at() {
		GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1 git -C "$repository" \
			commit -q -a -m "$2"
	}
	git init -q -b main "$repository" && git -C "$repository" add . &&
		commit_at '2024-06-01T23:30:00+0100' 'content: the first pages'
	printf '\nMore words.\n' >>"$repository/content/about.md"
	commit_at '2024-08-31T23:59:59-0700' 'content: more about us'
	cp -R "$repository" "$scratch/a copy of it"
	git clone -q "$repository" "$scratch/clone"
	build "$repository" "$scratch/git-1" &&
		build "$scratch/a copy of it" "$scratch/git-2" &&
		build "$scratch/clone" "$scratch/git-3" &&
		same "$scratch/git-1" "$scratch/git-2" &&
		same "$scratch/git-1" "$scratch/git-3"

	name='dates come from git, in the time zone of the site'
	if grep -q '1 September 2024' "$scratch/git-1/about/index.html" &&
		grep -q '1 June 2024' "$scratch/git-1/privacy/index.html"; then
		pass
	else
		fail 'not 1 September 2024 on the page about us, and 1 June 2024 on that about privacy' \
			"$(grep -h 'class="updated"' \
				"$scratch/git-1/about/index.html" \
				"$scratch/git-1/privacy/index.html")"
	fi

	for zone in Pacific/Auckland America/New_York; do
		name="a repository, built in $zone"
		rm -rf "$scratch/git-zone"
		if output=$(TZ=$zone "$headway" -C "$repository" build \
			--today "$today" --out "$scratch/git-zone" 2>&1); then
			same "$scratch/git-1" "$scratch/git-zone"
		else
			fail 'the build failed' "$output"
		fi
	done

	name='a repository with packed objects'
	git -C "$scratch/clone" gc -q --aggressive --prune=now
	build "$scratch/clone" "$scratch/git-packed" &&
		same "$scratch/git-1" "$scratch/git-packed"

	name="the project's own repository, cloned and built twice"
	if ! git -C "$root" rev-parse -q --verify HEAD >/dev/null 2>&1; then
		echo "skip $name: this is no clone"
	else
		git clone -q "$root" "$scratch/own" 2>"$scratch/output" ||
			fail 'it could not be cloned' "$(cat "$scratch/output")"
		build "$scratch/own" "$scratch/own-1" &&
			build "$scratch/own" "$scratch/own-2" &&
			same "$scratch/own-1" "$scratch/own-2"
		name="public/ of the project's own repository"
		if git -C "$scratch/own" ls-files --error-unmatch \
			public/.gitignore >/dev/null 2>&1; then
			build "$scratch/own" public &&
				if [ -z "$(git -C "$scratch/own" status \
					--porcelain)" ]; then
					pass
				else
					fail 'git sees changes after a build' \
						"$(git -C "$scratch/own" \
							status --porcelain)"
				fi
		else
			echo "skip $name: no public/.gitignore in it yet"
		fi
	fi

	# shellcheck source=tests/repro/kept.sh
	. "$here/kept.sh"
fi

cd /
echo "repro: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
