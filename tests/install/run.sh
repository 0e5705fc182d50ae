#!/bin/sh
# What `make install` puts in place works there, and goes again; manual
# pages, completions and the archive of `make dist` are what they should be.
#
#   tests/install/run.sh
#
# The package of `make deb` is tested in tests/package, apart.
# The last line is "install: N passed, N failed".
set -u
LC_ALL=C
export LC_ALL
unset CI HEADWAY_DATADIR MAKEFLAGS MFLAGS MAKELEVEL

cd "$(dirname "$0")/../.." || exit 2
root=$PWD
scratch=$(mktemp -d "${HW_TEST_TMP:-/tmp}/hw-install-XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
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

# true_that COMMAND...: it succeeds.
true_that() {
	if said=$("$@" 2>&1); then
		pass
	else
		fail "not so: $*" "$said"
	fi
}

list() {
	(cd "$1" && find . -type f | sort)
}

# ------------------------------- installing -------------------------------

prefix=$scratch/a\ prefix
name='make install'
true_that make -s install PREFIX="$prefix"
headway=$prefix/bin/headway

name='everything is there, for everybody to read'
for file in bin/headway share/man/man1/headway.1 share/man/man5/headway.5 \
	share/bash-completion/completions/headway \
	share/zsh/site-functions/_headway \
	share/fish/vendor_completions.d/headway.fish \
	share/doc/headway/LICENSE share/headway/words/familiar.en.txt \
	share/headway/layouts/base.mustache; do
	true_that test -s "$prefix/$file"
done
odd=$(find "$prefix" -type f ! -perm 644 ! -path "$headway")
if [ -z "$odd" ] && [ -x "$headway" ]; then
	pass
else
	fail 'these have another mode' "$odd"
fi
true_that diff -r layouts "$prefix/share/headway/layouts"

name='an installed headway publishes a site elsewhere'
mkdir "$scratch/site"
cp -R content "$scratch/site"
cd "$scratch/site" || exit 2
true_that "$headway" build -q --today 2026-01-02
cd "$root" || exit 2
true_that build/headway -C "$scratch/site" build -q --today 2026-01-02 \
	--out "$scratch/here"
true_that diff -r "$scratch/here" "$scratch/site/public"

name='it is where it was installed that it finds its layouts'
mv "$prefix/share/headway/layouts" "$prefix/share/headway/moved"
"$headway" -C "$scratch/site" check -q >"$scratch/said" 2>&1
if [ $? -eq 1 ] && grep -q 'HW131' "$scratch/said"; then
	pass
else
	fail 'it found others' "$(cat "$scratch/said")"
fi
mv "$prefix/share/headway/moved" "$prefix/share/headway/layouts"

name='DESTDIR puts the same files elsewhere'
true_that make -s install PREFIX=/opt/headway DESTDIR="$scratch/stage"
list "$prefix" >"$scratch/list-1"
list "$scratch/stage/opt/headway" >"$scratch/list-2"
true_that diff "$scratch/list-1" "$scratch/list-2"
true_that grep -q /opt/headway/share/headway \
	"$scratch/stage/opt/headway/bin/headway"

name='make uninstall'
echo mine >"$prefix/share/doc/mine"
true_that make -s uninstall PREFIX="$prefix"
left=$(find "$prefix" -type f)
if [ "$left" = "$prefix/share/doc/mine" ]; then
	pass
else
	fail 'other files are left, or too few' "$left"
fi

# ------------------------------ manual pages ------------------------------

stage=$scratch/stage/opt/headway
# Every command that help names, and every option of it.
commands=$(build/headway --help | awk '
	/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }')
name='headway(1) has every command and option'
for command in $commands; do
	true_that grep -q "^\.Ss headway $command\$" \
		"$stage/share/man/man1/headway.1"
done
options=$(for command in $commands; do
	build/headway "$command" --help
done | sed -n 's/^  --\([a-z-]*\).*/\1/p' | sort -u)
[ -n "$options" ] || fail 'help has no options'
for option in $options; do
	true_that grep -q "^\.It Fl -$option\( \|\$\)" \
		"$stage/share/man/man1/headway.1"
done
name='headway(5) has every field'
fields=$(build/headway schema | awk '/^        "[a-z_]*": \{$/ {
	gsub(/[ ":{]/, ""); print }' | sort -u)
[ -n "$fields" ] || fail 'the schema has no fields'
for field in $fields; do
	true_that grep -q "^\.It Ic $field\$" \
		"$stage/share/man/man5/headway.5"
done
name='no table of a manual page is left empty'
if grep -n '^@' "$stage"/share/man/man?/*; then
	fail 'there is'
else
	pass
fi

# ------------------------------- completions ------------------------------

# in_bash WORD...: what bash offers for the last of the words.
in_bash() {
	bash -c '
		. "$1" || exit
		shift
		COMP_WORDS=(headway "$@")
		COMP_CWORD=$#
		compopt() { :; }
		_headway
		printf "%s\n" "${COMPREPLY[@]}"' bash \
		"$stage/share/bash-completion/completions/headway" "$@"
}

# offers WORDS GIVEN...: exactly these, in any order.
offers() {
	want=$(printf '%s\n' $1 | sort)
	shift
	got=$(in_bash "$@" 2>&1 | sort)
	if [ "$got" = "$want" ]; then
		pass
	else
		fail "for '$*' it offers something else" "$got"
	fi
}

name='completion in bash'
# shellcheck disable=SC2086
for command in $commands; do
	offers "$command" "$command"
	offers "$(build/headway "$command" --help |
		sed -n 's/^  \(--[a-z-]*\).*/\1/p') --help" "$command" --
done
offers 'check' che
offers 'build' -C content bui
offers '--base-url' build --ba
offers 'page plan priority' new p
offers 'bash' completions ba
offers 'markdown' diff --format m
offers 'content' build --out conten
offers '' manua

name='completion in other shells can be read by them'
for shell in zsh fish; do
	if ! command -v $shell >/dev/null 2>&1; then
		echo "skip $name: $shell is not installed"
		continue
	fi
	for file in "$stage"/share/$shell/*/*headway*; do
		true_that $shell -n "$file"
	done
done
for command in $commands; do
	true_that grep -q -- "-a $command -d " \
		"$stage/share/fish/vendor_completions.d/headway.fish"
	true_that grep -q "^		$command)\$" \
		"$stage/share/zsh/site-functions/_headway"
done
for option in $options; do
	true_that grep -q -- " -l $option " \
		"$stage/share/fish/vendor_completions.d/headway.fish"
	true_that grep -q "'--$option\[" \
		"$stage/share/zsh/site-functions/_headway"
done

name='completions of a shell that is none'
build/headway completions tcsh >"$scratch/said" 2>&1
if [ $? -eq 2 ] && grep -q 'bash, zsh or fish' "$scratch/said"; then
	pass
else
	fail 'it does not say which there are' "$(cat "$scratch/said")"
fi

# ------------------------------- the package ------------------------------

name='the package is built with the libraries that the Makefile asks for'
libraries=$(sed -n '/^build_packages=/,/[^=]'"'"'$/p' .ci/setup |
	tr " '" '\n\n' | grep -e '-dev$' | sort)
wanted=$(sed -n '/^Build-Depends:/,/^[A-Z]/p' .ci/debian/control |
	tr ' ,' '\n\n' | grep -e '-dev$' | sort)
if [ -n "$wanted" ] && [ "$libraries" = "$wanted" ]; then
	pass
else
	fail '.ci/setup and .ci/debian/control name others' \
		"$libraries -- $wanted"
fi

# -------------------------------- the archive -----------------------------

name='make dist'
if ! git rev-parse -q --verify HEAD >/dev/null 2>&1; then
	echo "skip $name: this is no clone"
else
	true_that make -s dist
	archive=build/headway-$(build/headway --version |
		awk '{ print $2 }').tar.gz
	cp "$archive" "$scratch/first.tar.gz"
	true_that make -s dist
	true_that cmp "$archive" "$scratch/first.tar.gz"
	tar -tzf "$archive" | grep -v '/$' | sed 's|^[^/]*/||' |
		sort >"$scratch/packed"
	git ls-tree -r --name-only HEAD | sort >"$scratch/tracked"
	true_that diff "$scratch/packed" "$scratch/tracked"
fi

echo "install: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
