#!/bin/sh
# Pictures of the pages in examples.txt, and a contact sheet of them: index.html,
# with one row for each page.
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
	echo '<style>body{font-family:sans-serif}figure{margin:0;flex:none}section div{display:flex;gap:.5rem;overflow-x:auto}'
	echo 'img{width:14rem;height:21rem;object-fit:cover;object-position:top;border:1px solid}</style>'
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
		# demo/changes-360-dark.png: the page, its width and how it looks
		awk '{
			name = $0
			sub(/\.png$/, "", name)
			look = name
			sub(/^.*-/, "", look)
			width = substr(name, 1, length(name) - length(look) - 1)
			sub(/^.*-/, "", width)
			page = substr(name, 1, length(name) - length(look) - length(width) - 2)
			if (page != last)
				printf "%s<section><h3>%s</h3><div>\n", last != "" ? "</div></section>\n" : "", page
			last = page
			printf "<figure><a href=\"%s\"><img src=\"%s\" alt=\"%s\" loading=\"lazy\"></a><figcaption>%s, %s</figcaption></figure>\n", $0, $0, page, width, look
		} END { print "</div></section>" }' "$scratch/files"
	} >>"$scratch/index.html"
done
mv "$scratch/index.html" index.html
echo "$(find . -name '*.png' | wc -l) pictures, see $1/index.html"
