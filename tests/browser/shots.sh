#!/bin/sh
# Pictures of the pages in examples.txt, and a page that lists them.
#
#   tests/browser/shots.sh FOLDER
#
# The pictures of each site go into a folder of its name. A page at an old
# address is left out: it sends the browser on.
set -eu
[ $# -eq 1 ] || {
	sed -n 's/^#   //p' "$0" >&2
	exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$1"
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

{
	echo '<!DOCTYPE html>'
	echo '<html lang="en"><meta charset="utf-8"><title>Pictures of all layouts</title>'
	echo '<style>body{font-family:sans-serif}figure{display:inline-block;margin:.5rem;vertical-align:top}'
	echo 'img{width:16rem;height:24rem;object-fit:cover;object-position:top;border:1px solid}</style>'
	echo '<h1>Pictures of all layouts</h1>'
} >"$scratch/index.html"
for site in demo demo-rtl; do
	"$root/tests/fixtures/$site.sh" "$scratch/$site"
	"$root/build/headway" -C "$scratch/$site" build --today 2026-10-31
	pages=$(sed -n "s/^$site //p" "$here/examples.txt" | grep -v '/transport/')
	node "$here/run.mjs" "$scratch/$site/public" --shots "$site" \
		--pages "$(echo "$pages" | paste -sd, -)" >"$scratch/files"
	{
		echo "<h2>$site</h2>"
		sed 's|.*|<figure><a href="&"><img src="&" alt="" loading="lazy"></a><figcaption>&</figcaption></figure>|' \
			"$scratch/files"
	} >>"$scratch/index.html"
done
mv "$scratch/index.html" index.html
echo "$(find . -name '*.png' | wc -l) pictures, see $1/index.html"
