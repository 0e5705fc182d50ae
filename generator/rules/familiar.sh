#!/bin/sh
# Prints the words that most readers know, and names, from SCOWL's lists.
#
#   familiar.sh FOLDER
#
# FOLDER holds the lists of Debian's package scowl. Nothing is printed where
# there are none: headway check then says that it judges no words.
#
# British spelling. The lowest level, 10, holds the commonest 4,400 forms, of
# some 1,800 words: near the 1,500 that W3C's guide for people with cognitive
# disabilities advises. Level 20 has "provision" already. Names are the words
# of the levels up to 50 that are written with a capital letter and never
# without (no "Will" or "Mark"). A few words are added for things of every day
# that the counts, which are of print, put further down.
set -eu
LC_ALL=C
export LC_ALL

folder=$1
[ -r "$folder/english-words.10" ] || exit 0

# lists KIND LEVEL...: the words of those lists that there are, as UTF-8.
lists() {
	kind=$1
	shift
	for level; do
		for variety in english british; do
			list=$folder/$variety-$kind.$level
			[ ! -r "$list" ] || iconv -f ISO-8859-1 -t UTF-8 "$list"
		done
	done
}

echo '# Made from the lists of SCOWL by Kevin Atkinson and others, which may be'
echo '# used freely as long as this is said: http://wordlist.aspell.net/'
{
	lists words 10
	printf '%s\n' adviser advisor ambulance appointment bicycle birthday \
		calendar cinema dentist dinosaur elephant email envelope \
		grandparent internet interview kitchen medicine museum online \
		photograph supermarket teenager umbrella vegetable volunteer \
		website
} | grep -v "'s\$" | sort -u
{
	lists words 10 20 35 40 50 | sed 's/^/- /'
	{ lists upper 10 20 35 40 50; lists proper-names 35 40 50; } |
		grep -v "'" | sed 's/^/+ /'
} | awk '
	$1 == "-" { common[$2] = 1 }
	$1 == "+" && !(tolower($2) in common) && $2 ~ /^[A-Z]/ { print $2 }
' | sort -u
