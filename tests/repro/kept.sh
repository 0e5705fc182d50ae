# The history that is kept between builds: with it, without it, with a damaged
# one, another version's and an older commit's the same is published and said.
# Read by run.sh.

kept=$scratch/kept

# told KEPT OUT [OPTION...]: one build of $site with the cache in that folder
# ("" is none): its files in OUT, its status and words in OUT.said.
told() {
	folder=$1
	told=$2
	shift 2
	rm -rf "$told"
	(cd "$site" && HEADWAY_CACHE=$folder "$headway" build --today "$today" \
		--out "$told" "$@" >"$told.said" 2>&1)
	echo "status $?" >>"$told.said"
	sed "s|$told|OUT|" "$told.said" >"$told.words"
	[ -d "$told" ] || mkdir "$told"
}

# like_without WHAT: a build with what is in $kept now.
like_without() {
	name="$site_name, $1"
	told "$kept" "$scratch/with"
	if ! cmp -s "$scratch/without.words" "$scratch/with.words"; then
		fail 'something else is said' "$(diff \
			"$scratch/without.words" "$scratch/with.words")"
	else
		same "$scratch/without" "$scratch/with"
	fi
}

kept_file() {
	find "$kept" -name 'history-*' ! -name '*.lock'
}

# Half of it other bytes, in one place.
damage() {
	bytes=$(wc -c <"$1")
	printf 'damage' | dd of="$1" bs=1 seek=$((bytes / $2)) conv=notrunc \
		2>/dev/null
}

# try_site: everything that can happen to what is kept, for $site.
try_site() {
	told '' "$scratch/without"
	rm -rf "$kept"
	like_without 'nothing kept yet'
	file=$(kept_file)
	if [ -z "$file" ]; then
		# Nothing is kept of a history that is cut off.
		git -C "$site" rev-parse --is-shallow-repository |
			grep -q true || fail 'nothing was kept'
		return
	fi
	like_without 'kept'
	cp "$file" "$scratch/good"
	for part in 3 2; do
		damage "$file" $part
		like_without "damaged at one in $part"
		if cmp -s "$file" "$scratch/good"; then
			pass
		else
			fail 'it was not made anew'
		fi
	done
	head -c 700 "$scratch/good" >"$file"
	like_without 'cut short'
	sed -i '2s/^/9./' "$file"
	like_without "another version's"
	: >"$file"
	like_without 'empty'
	like_without 'after all that'
}

# What the repositories of the fixtures lack of a site.
complete_site() {
	[ -f "$site/content/site.yaml" ] ||
		cp "$root/content/site.yaml" "$site/content/"
	[ -d "$site/layouts" ] || cp -R "$root/layouts" "$site/layouts"
	[ -f "$site/content/index.md" ] ||
		printf -- '---\ntitle: Home\n---\n\nWords.\n' \
			>"$site/content/index.md"
}

# grow_site: the same, commit after commit.
grow_site() {
	git -C "$site" rev-parse -q --verify HEAD~2 >/dev/null || return
	tip=$(git -C "$site" symbolic-ref -q --short HEAD) || return
	rm -rf "$kept"
	for back in HEAD~2 HEAD~1 HEAD; do
		commit=$(git -C "$site" rev-parse "$tip${back#HEAD}")
		git -C "$site" checkout -q -f --detach "$commit" || return
		complete_site
		told '' "$scratch/without"
		like_without "grown to $back"
	done
	git -C "$site" checkout -q -f "$tip"
	complete_site
	# The site itself is to be in the commits that are looked at.
	for words in One Two Three; do
		echo "$words" >>"$site/content/index.md"
		git -C "$site" add -A
		git -C "$site" commit -q -m "$words"
	done
	told '' "$scratch/without"
	like_without 'three more commits'
	name="$site_name, --rev with a later one kept"
	told '' "$scratch/without" --rev HEAD~2
	told "$kept" "$scratch/with" --rev HEAD~2
	same "$scratch/without" "$scratch/with"
	told '' "$scratch/without"
	like_without 'after a look at an earlier commit'
}

# with_site FOLDER: a repository of the fixtures as a site that can be built.
with_site() {
	site=$1
	[ -d "$site/content" ] || return
	complete_site
	try_site
	grow_site
}

for script in "$root"/tests/fixtures/story-*.sh; do
	case $script in */story-common.sh) continue ;; esac
	fixture=$(basename "$script" .sh)
	sh "$script" "$scratch/$fixture" >/dev/null 2>&1 || {
		name=$fixture
		fail 'the repository was not made'
		continue
	}
	for repository in $(find "$scratch/$fixture" -name .git -prune); do
		site_name=${repository#"$scratch/"}
		with_site "${repository%/.git}"
	done
	rm -rf "${scratch:?}/$fixture"
done

# Where it is kept.
site_name=places
site=$scratch/repository
name='kept below XDG_CACHE_HOME, one file for each checkout'
caches=$scratch/caches
rm -rf "$caches"
for copy in repository clone; do
	(cd "$scratch/$copy" && unset HEADWAY_CACHE && XDG_CACHE_HOME=$caches \
		"$headway" build --today "$today" --out "$scratch/where" \
		>/dev/null 2>&1)
done
count=$(find "$caches/headway" -name 'history-*' ! -name '*.lock' | wc -l)
if [ "$count" -eq 2 ]; then pass; else fail "$count files, not 2"; fi

name='kept below the home folder, readable for its owner alone'
mkdir "$scratch/home"
(cd "$site" && unset HEADWAY_CACHE XDG_CACHE_HOME &&
	HOME=$scratch/home "$headway" build --today "$today" \
		--out "$scratch/where" >/dev/null 2>&1)
modes=$(find "$scratch/home/.cache/headway" -name 'history-*' \
	! -name '*.lock' -exec ls -l {} + | cut -c 1-10)
if [ "$modes" = '-rw-------' ]; then pass; else fail "'$modes'"; fi

name='a clone shares what another kept, in a folder that HEADWAY_CACHE names'
told '' "$scratch/without"
rm -rf "$kept"
told "$kept" "$scratch/with"
before=$(cksum <"$(kept_file)")
site=$scratch/clone
told "$kept" "$scratch/with"
if [ "$before" = "$(cksum <"$(kept_file)")" ]; then
	same "$scratch/without" "$scratch/with"
else
	fail 'it was written anew'
fi

name='never in the content or in the published folder'
site=$scratch/repository
mkdir "$site/content/kept"
told "$site/content/kept" "$scratch/with"
told "$scratch/with" "$scratch/with"
told "$scratch/nowhere/at/all" "$scratch/with"
found=$(find "$site/content" "$scratch/with" "$scratch/nowhere" \
	-name 'history-*' 2>/dev/null)
if [ -n "$found" ]; then fail 'it is there' "$found"; else
	same "$scratch/without" "$scratch/with"
fi
rmdir "$site/content/kept"
