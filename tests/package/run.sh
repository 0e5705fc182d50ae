#!/bin/sh
# Installs the Debian package in a system that has nothing but Debian, builds
# sites with it there, and takes it away again.
#
#   tests/package/run.sh FOLDER
#
# FOLDER holds what `make deb` made. Needs the administrator, debootstrap and
# the network (as this system's apt has it), and two minutes the first time:
# so it is no part of `make test`; `make test-package` runs it. CLEAN_ROOT
# names the folder where the bare system is kept.
#
# The last line is "package: N passed, N failed".
set -u
LC_ALL=C
export LC_ALL
unset CI HEADWAY_DATADIR

cd "$(dirname "$0")/../.." || exit 2
package=$(realpath "${1:-build/deb}"/headway_*.deb) || exit 2
base=${CLEAN_ROOT:-$PWD/build/clean-root}
passed=0
failed=0

pass() {
	passed=$((passed + 1))
}

# fail WHY [WHAT TO LOOK AT]
fail() {
	failed=$((failed + 1))
	echo "FAIL $name: $1"
	[ $# -lt 2 ] || printf '%s\n' "$2" | tail -n 30 | sed 's/^/    | /'
}

finish() {
	echo "package: $passed passed, $failed failed"
	[ "$failed" -eq 0 ]
	exit
}

# Where this system has its packages from.
mirror() {
	cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list \
		2>/dev/null | awk '
		/^URIs:/ { print $2; exit }
		/^deb / { for (i = 2; i <= NF; i++)
			if ($i ~ /^https?:/) { print $i; exit } }'
}

# ----------------------------- the bare system ----------------------------

name='a bare system'
if [ ! -e "$base/.ready" ]; then
	rm -rf "$base"
	mkdir -p "${base%/*}"
	said=$(debootstrap --variant=minbase --include=ca-certificates \
		bookworm "$base" "$(mirror)" 2>&1) || {
		fail 'it could not be made' "$said"
		finish
	}
	touch "$base/.ready"
fi
root=$(mktemp -d "${TMPDIR:-/tmp}/headway-clean-XXXXXX") || exit 2
clean_up() {
	umount -R "$root/proc" "$root/dev" 2>/dev/null
	rm -rf --one-file-system "$root"
}
trap clean_up EXIT
trap 'exit 130' INT TERM
cp -a "$base/." "$root/"
rm -rf "$root/etc/apt/sources.list" "$root/etc/apt/sources.list.d"
for file in /etc/apt/sources.list /etc/apt/sources.list.d \
	/etc/apt/apt.conf.d/99* /etc/resolv.conf /etc/hosts \
	/usr/local/share/ca-certificates; do
	[ ! -e "$file" ] || { mkdir -p "$root${file%/*}" &&
		cp -RL "$file" "$root${file%/*}/"; }
done
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"

# in_root COMMAND: as the administrator of the bare system.
in_root() {
	# The names of proxies are words.
	# shellcheck disable=SC2046
	chroot "$root" env -i HOME=/ LANG=C.UTF-8 \
		DEBIAN_FRONTEND=noninteractive \
		PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		$(env | grep -iE '^(https?_proxy|no_proxy)=') sh -c "$1"
}

# as_anybody COMMAND [SHELL]: as a user who may do nothing but work in /site.
as_anybody() {
	chroot --userspec=1234:1234 "$root" env -i HOME=/site LANG=C.UTF-8 \
		PATH=/usr/bin:/bin "${2:-sh}" -c "cd /site && $1"
}

# --------------------------- installing the package ------------------------

in_root 'update-ca-certificates' >/dev/null 2>&1
before=$(in_root 'find / -xdev -type f | grep -c headway')
name='installing'
cp "$package" "$root/headway.deb"
said=$(in_root 'apt-get -qq update &&
	apt-get -qq install -y --no-install-recommends /headway.deb git' 2>&1)
if in_root 'dpkg -s headway' 2>/dev/null |
	grep -q '^Status: install ok installed'; then
	pass
else
	fail 'the package cannot be installed' "$said"
	finish
fi

name='the tool, its manual pages and its completions'
for file in usr/bin/headway usr/share/man/man1/headway.1.gz \
	usr/share/man/man5/headway.5.gz \
	usr/share/bash-completion/completions/headway \
	usr/share/zsh/vendor-completions/_headway \
	usr/share/fish/vendor_completions.d/headway.fish; do
	if [ -s "$root/$file" ]; then
		pass
	else
		fail "/$file is not there"
	fi
done

name='nothing that it needs is missing'
said=$(in_root 'ldd /usr/bin/headway' 2>&1)
case $said in
*'not found'* | '') fail 'a library is' "$said" ;;
*) pass ;;
esac

name='manual pages and completions, as people ask for them'
in_root 'apt-get -qq install -y --no-install-recommends man-db \
	bash-completion zsh fish' >/dev/null 2>&1
said=$(in_root 'man -P cat headway && man -P cat 5 headway' 2>&1)
if echo "$said" | grep -q 'HEADWAY(1)' && echo "$said" |
	grep -q 'HEADWAY(5)' && echo "$said" | grep -q -- '--readability'; then
	pass
else
	fail 'man shows no manual' "$said"
fi

# typed SHELL KEYS: what a person sees who types them at a terminal.
typed() {
	printf "$2" | chroot "$root" env -i HOME=/tmp LANG=C.UTF-8 TERM=dumb \
		PATH=/usr/bin:/bin script -qec "$1" /dev/null 2>&1
}

version=$(in_root 'headway --version' | head -n 1)
said=$(typed 'bash --norc -i' '. /usr/share/bash-completion/bash_completion
headway --vers\t\nheadway comp\tzs\t | head -n 1\nexit\n')
if echo "$said" | grep -q "^$version" &&
	echo "$said" | grep -q '^#compdef headway'; then
	pass
else
	fail 'bash does not complete' "$said"
fi

# -------------------------------- a new site -------------------------------

name='a new site, in a folder of a user'
mkdir "$root/site"
cp -R content "$root/site/content"
chown -R 1234:1234 "$root/site"
said=$(as_anybody 'git init -q . && git add -A &&
	git -c user.name=Test -c user.email=test@example.org \
		commit -q -m "The first pages" &&
	headway build --strict --today 2026-01-02' 2>&1)
status=$?
if [ $status -eq 0 ] && [ -f "$root/site/public/index.html" ]; then
	pass
else
	fail "headway build ended with status $status" "$said"
fi

name='it is what the tool of this folder makes of it'
chown -R 0:0 "$root/site"
said=$(build/headway -C "$root/site" build -q --strict --today 2026-01-02 \
	--out "$root/here" 2>&1 &&
	diff -r "$root/here" "$root/site/public" 2>&1)
status=$?
chown -R 1234:1234 "$root/site"
if [ $status -eq 0 ]; then
	pass
else
	fail 'it differs' "$said"
fi

# ------------------------------- from nothing ------------------------------

# The first quarter of an hour of a council's developer, with what is
# installed alone.
name='from nothing: a site, a look, a commit, an edit, a build'
commit='git add -A && git -c user.name=Test -c user.email=test@example.org \
	commit -q -m'
page=first/content/plan/area-1.md
said=$(as_anybody "headway new site first --name 'Progress in Exampleshire' &&
	cd first && git init -q -b main && $commit 'A site to start from' &&
	headway check --strict && headway build --strict" 2>&1)
status=$?
if [ $status -eq 0 ] && grep -q 'Progress in Exampleshire' \
	"$root/site/first/public/index.html"; then
	pass
else
	fail "status $status" "$said"
fi
name='an edit with a mistake is told, and the site stays as it was'
in_root "sed -i '/^  - ref: A1.2/,\$ s/^    status: .*/    status: nearly/' \
	/site/$page"
before_edit=$(in_root 'cd /site/first/public && find . -type f -exec cksum {} + |
	sort | cksum')
said=$(as_anybody 'cd first && headway build' 2>&1)
status=$?
after_edit=$(in_root 'cd /site/first/public && find . -type f -exec cksum {} + |
	sort | cksum')
if [ $status -eq 1 ] && [ "$before_edit" = "$after_edit" ] &&
	echo "$said" | grep -q "^$(echo "$page" | cut -d/ -f2-):[0-9]*:[0-9]*: error: unknown status"; then
	pass
else
	fail "status $status" "$said"
fi

name='mended, committed and built, readers see it, with its day'
in_root "sed -i '/^  - ref: A1.2/,\$ s/^    status: .*/    status: paused\\n    reason: The letters wait for their printer./' /site/$page"
said=$(as_anybody "cd first && $commit 'Letters wait' &&
	headway build --strict && git status --porcelain" 2>&1)
status=$?
if [ $status -eq 0 ] &&
	grep -q 'The letters wait for their printer.' \
		"$root/site/first/public/plan/area-1/index.html" &&
	grep -q ',A1.2,.*,paused,' \
		"$root/site/first/public/data/actions.csv" &&
	grep -q "$(date -u +%Y-%m-%d)" \
		"$root/site/first/public/plan/area-1/index.html"; then
	pass
else
	fail "status $status" "$said"
fi

name='the preview shows it, and closes'
as_anybody 'cd first && echo $$ >../preview.pid &&
	exec headway serve --port 18999' >"$root/preview.log" 2>&1 &
preview=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
	shown=$(as_anybody 'exec 3<>/dev/tcp/127.0.0.1/18999 &&
		printf "GET /plan/area-1/ HTTP/1.0\r\nHost: 127.0.0.1:18999\r\n\r\n" >&3 &&
		cat <&3' bash 2>/dev/null)
	case $shown in *'wait for their printer'*) break ;; esac
	sleep 1
done
case $shown in
*'wait for their printer'*'</html>'*) pass ;;
*) fail 'it is not shown' "$(cat "$root/preview.log")" ;;
esac
kill -TERM "$(cat "$root/site/preview.pid")"
if wait $preview; then
	pass
else
	fail 'it does not end well' "$(cat "$root/preview.log")"
fi
rm "$root/site/preview.pid"

# As .ci/Containerfile has it: the folder is the host's, and the user another.
name='a folder of somebody else, trusted by the system'
chown -R 0:0 "$root/site"
mkdir "$root/elsewhere"
chown 1234:1234 "$root/elsewhere"
said=$(as_anybody 'headway build --strict --out /elsewhere/public' 2>&1)
if [ $? -eq 1 ] && echo "$said" | grep -q HW159; then
	pass
else
	fail 'it is read without being trusted' "$said"
fi
in_root 'git config --system --add safe.directory /site'
if said=$(as_anybody 'headway build --strict --today 2026-01-02 \
	--out /elsewhere/public' 2>&1) &&
	diff -r "$root/elsewhere/public" "$root/site/public" >/dev/null; then
	pass
else
	fail 'it is not read' "$said"
fi
chown -R 1234:1234 "$root/site"

name='a mistake is told'
echo 'colour: red' >>"$root/site/content/site.yaml"
said=$(as_anybody 'headway build' 2>&1)
status=$?
if [ $status -eq 1 ] && echo "$said" | grep -q HW012; then
	pass
else
	fail "status $status" "$said"
fi

# --------------------------------- removing --------------------------------

name='taking the package away'
said=$(in_root 'apt-get -qq purge -y headway' 2>&1)
rm -rf "$root/site" "$root/here" "$root/elsewhere" "$root/headway.deb"
after=$(in_root 'find / -xdev -type f ! -path "/var/lib/dpkg/*" \
	! -path "/var/log/*" ! -path "/var/cache/*" | grep -c headway')
if [ "$after" -le "$before" ]; then
	pass
else
	fail 'something of it is left' "$said"
fi
finish
