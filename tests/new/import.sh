# shellcheck shell=sh
# headway import: a part of run.sh. The site is a plan of 40 actions written
# in many ways, so that all of them come back as they were.
#
# Tables are changed by `cells`: each line "ROW COLUMN VALUE" of its input is
# a cell (row 1 has the names of columns; ~ is a space in those; the value - is
# nothing).

# cells FROM TO [ALWAYS SEPARATOR]: with the cells of standard input changed. Fields without line
# breaks, as the export has them.
cells() {
	awk -v always="${3:-}" -v separator="${4:-,}" '
	function split_row(line, into,    n, at, c, quoted, value) {
		n = 0
		value = ""
		for (at = 1; at <= length(line); at++) {
			c = substr(line, at, 1)
			if (quoted && c == "\"" && substr(line, at + 1, 1) == "\"") {
				value = value c
				at++
			} else if (c == "\"")
				quoted = !quoted
			else if (c == "," && !quoted) {
				into[++n] = value
				value = ""
			} else
				value = value c
		}
		into[++n] = value
		return n
	}
	FILENAME == "-" {
		at = index($0, " ")
		row = substr($0, 1, at - 1)
		rest = substr($0, at + 1)
		at = index(rest, " ")
		name = substr(rest, 1, at - 1)
		gsub(/~/, " ", name)
		changed[row, name] = substr(rest, at + 1)
		next
	}
	{
		sub(/\r$/, "")
		n = split_row($0, fields)
		if (FNR == 1)
			for (i = 1; i <= n; i++) {
				column[i] = fields[i]
				sub(/^\357\273\277/, "", column[i])
			}
		for (i = 1; i <= n; i++) {
			value = fields[i]
			if ((FNR, column[i]) in changed)
				value = changed[FNR, column[i]]
			if (value == "-")
				value = ""
			if (always != "" || value ~ /[,"]/) {
				gsub(/"/, "\"\"", value)
				value = "\"" value "\""
			}
			printf "%s%s", (i > 1 ? separator : ""), value
		}
		printf "\r\n"
	}' - "$1" >"$2"
}

# A plan whose values stand in every style.
write_plan() {
	mkdir -p content/plan
	printf 'name: A site\nbase_url: https://plan.example/\n' \
		>content/site.yaml
	printf '%s\n' --- 'title: Home' --- '' Words. >content/index.md
	printf '%s\n' --- 'title: Plan' --- '' Words. >content/plan/index.md
	for area in 1 2 3 4; do
		{
			printf '%s\n' --- "title: Area $area" 'kind: area' \
				"ref: \"$area\"" '# the actions' 'actions:'
			for action in 1 2 3 4 5 6 7 8 9 10; do
				write_action "$area.$action" "$action"
			done
			printf '%s\n' '# the end' --- '' 'Words # of the page.'
		} >"content/plan/area-$area.md"
	done
	# One of them as Windows writes it.
	sed -i 's/$/\r/' content/plan/area-4.md
}

# write_action NUMBER STYLE
write_action() {
	case $2 in
	1 | 6)
		cat <<END
  - ref: A$1
    title: Plain words $1 # a remark
    # before the owners
    owners: [Head of one, "Head, of two"]
    outcomes:
      - First outcome
      # between
      - "Second: outcome" # behind
      - 'Third isn''t last'
    due: 2030-12 # agreed
    status: not started
END
		;;
	2 | 7)
		cat <<END

  - title: "Quoted \"words\" $1"
    ref: A$1
    status: "in progress"
    due: '2030-11-05'
END
		;;
	3 | 8)
		cat <<END
  - {ref: A$1, title: Between braces $1, status: not started, due: 2030-10, owners: [Head of one]}
END
		;;
	4 | 9)
		cat <<END
  # done
  - ref: A$1
    title: 'Single quotes aren''t rare $1'
    detail: |
      Words of $1.

      - a list # no remark
    status: done
    completed: 2024-05
    evidence: [{title: Minutes, link: "https://www.example.org/"}]
END
		;;
	*)
		cat <<END
  - ref: A$1
    title: >-
      Folded words
      of $1
    status: not started
    outcomes: ["=1+1 is not run", Another]
END
		;;
	esac
}

mkdir table
cd table || exit 2
write_plan
git init -q .
commit 'The plan'
# Easy-read pages are not what this is about: build publishes without them.
run build -q --today 2026-01-02
cp public/data/actions.csv ../whole.csv
rm -rf public
printf 'public/\n' >>.git/info/exclude

# import ARGUMENT...
import() {
	run import --today 2026-01-02 "$@"
}

name='a table that nobody changed changes nothing'
import ../whole.csv
is 0 '0 values changed in 0 files'
true_that test -z "$(git status --porcelain)"

name='tables as programs save them'
tr -d '\r' <../whole.csv >../lf.csv
tr -d '\n' <../whole.csv >../cr.csv
tail -c +4 ../whole.csv >../nobom.csv
# Every cell in quotes, with semicolons between, as some programs do it.
: | cells ../nobom.csv ../semicolon.csv '"' ';'
: | cells ../nobom.csv ../tabs.csv '"' '\t'
for table in lf cr nobom semicolon tabs; do
	import "../$table.csv"
	is 0 '0 values changed in 0 files'
done

name='dates that a spreadsheet spelt anew are the dates that they were'
cells ../whole.csv ../respelt.csv <<'END'
2 due Dec-30
3 due 05/11/2030
4 due 01/10/2030
7 due 1.12.30
END
import ../respelt.csv
is 0 '0 values changed in 0 files'

name='30 changed cells are 30 changed values, and nothing else'
cat >../thirty <<'END'
2 title Other words: with a colon
3 title Other "words"
4 title Other, words
5 title Other words aren't rare
6 title Other words # no remark
7 status in progress
8 status not started
9 status in progress
2 due 2031-01
3 due 2031-02-03
4 due 2031-03
7 due -
8 due -
9 due -
5 due 2024-06
5 completed 2024-06-07
6 due 2032-01-01
10 completed -
2 owners Head of one; Head, of three
7 owners Head of one
4 owners Head of one; Head of two
12 owners -
9 owners -
3 owners Head of new things
2 outcomes First outcome; Third isn't last
7 outcomes First outcome; Second: outcome; Third isn't last; Fourth, too
12 outcomes Zeroth; First outcome; Second: outcome; Third isn't last
6 outcomes '=2+2 is not run; Another
11 outcomes -
32 title Words on a page from Windows
END
cells ../whole.csv ../changed.csv <../thirty
import --dry-run ../changed.csv
is 0 '*30 values would change in 3 files; nothing was written'
true_that test -z "$(git status --porcelain)"
import ../changed.csv
is 0 '*30 values changed in 3 files'
true_that diff -u "$root/tests/new/thirty.diff" - <<END
$(git diff -U0 | grep -v '^\(diff\|index\|---\|+++\)' | tr '\r' '~')
END
# What the pages say now is what the table says.
import --dry-run ../changed.csv
is 0 '0 values would change in 0 files; nothing was written'
true_that test -z "$(find content -name '.*')"
git checkout -q content

# ----------------------------- what is refused ------------------------------

before=$(sum_of content)
bad=0

# refused CODE PLACE WORDS: the table ../bad.csv is, and no file is touched.
refused() {
	bad=$((bad + 1))
	import ../bad.csv
	is 1 "../bad.csv:$2: error: *$3*\[$1\]*help: *" || return
	out=
	[ "$before" = "$(sum_of content)" ] || fail 'a file was touched'
}

# bad_cell ROW COLUMN VALUE CODE PLACE WORDS: beside a cell that is right.
bad_cell() {
	printf '%s\n' "2 title Right words" "$1 $2 $3" |
		cells ../whole.csv ../bad.csv
	name="$2: $3"
	refused "$4" "$5" "$6"
}

bad_cell 3 due 31/12/2030 HW190 '3:*' "cell H3, 'due' of A1.2: '31/12/2030' is not a date"
bad_cell 3 due 'next year' HW190 '3:*' 'cell H3'
bad_cell 3 due 2030-02-30 HW190 '3:*' 'cell H3*there is no date'
bad_cell 3 completed 2030-13 HW190 '3:*' 'cell K3'
bad_cell 4 status nearly HW190 '4:*' "cell I4, 'status' of A1.3: unknown status"
bad_cell 4 status '' HW190 '4:*' "cell I4: 'status' of A1.3 is empty"
bad_cell 4 title '' HW190 '4:*' "cell F4: 'title' of A1.3 is empty"
bad_cell 4 title "$(printf '%0101d' 0)" HW190 '4:*' 'cell F4*101 characters'
bad_cell 4 owners "Head; $(printf '%0201d' 0)" HW190 '4:*' 'cell G4*201 char'
bad_cell 4 ref A1.99 HW188 '4:*' "cell E4: the plan 'plan' has no action"
bad_cell 4 ref '' HW188 '4:*' 'cell E4: a row without a ref'
bad_cell 4 plan other HW188 '4:*' "the plan 'other' has no action"
bad_cell 4 ref A1.1 HW189 '4:*' "row 4: 'A1.1' of 'plan' stands in row 2"
bad_cell 4 late maybe HW191 '4:*' "cell J4: 'late' of A1.3 cannot be changed"
bad_cell 4 part~title Other HW191 '4:*' "cell D4: 'part title'"
bad_cell 4 kind priority HW191 '4:*' "cell B4: 'kind'"
bad_cell 4 address https://other.example/ HW191 '4:*' "cell M4: 'address'"
bad_cell 4 due_moves 7 HW191 '4:*' "cell O4: 'due_moves'"
bad_cell 1 due Due HW187 '1:*' "no column 'due'"
bad_cell 1 outcomes title HW187 '1:*' "a second column 'title'"
bad_cell 2 status paused HW192 '2:*' 'cell I2: *would have a mistake'
bad_cell 5 status 'in progress' HW192 '5:*' 'cell I5: *would have a mistake'

name='another encoding'
sed '3s/Quoted/Caf\xe9/' ../whole.csv >../bad.csv
refused HW186 '3:*' 'not UTF-8'
name='a quotation mark that stays open'
sed '$s/,\([^,]*\)$/,"\1/' ../lf.csv >../bad.csv
refused HW186 '*' 'never closed'
name='words behind quotes'
sed '3s/plan/"plan"x/' ../nobom.csv >../bad.csv
refused HW186 '3:*' 'cell A3: words after the closing'
name='a row that ends too early'
sed '3s/,[^,]*,[^,]*$//' ../lf.csv >../bad.csv
refused HW188 '3:*' 'row 3 ends after cell'
name='words beside the table'
sed '3s/$/,more/' ../lf.csv >../bad.csv
refused HW187 '3:*' 'cell P3: words in a column that has no name'
name='an empty file'
: >../bad.csv
refused HW186 '*' 'the table is empty'
name='another table'
printf 'date,value\n2024-01,1\n' >../bad.csv
refused HW187 '1:*' "no column 'plan'"

name='a mistake says how to mend it'
printf '%s\n' '3 due 31/12/2030' | cells ../whole.csv ../bad.csv
import ../bad.csv
is 1 '*help: Write 2030-12-31.*'
name='a mistake in a later page leaves all pages alone'
printf '%s\n' '2 title Right words' '40 status nearly' |
	cells ../whole.csv ../bad.csv
refused HW190 '40:*' 'cell I40'
name='more than 20 tables are refused'
true_that test "$bad" -gt 20

name='no such table, and a page that cannot be read'
run import ../none.csv
is 3 '*cannot read*none.csv*'
run import
is 2 '*needs one file*'
printf -- '---\ntitle: [\n---\n' >content/broken.md
import ../changed.csv
is 1 'content/broken.md:*'
rm content/broken.md

name='a folder where nothing can be written'
chmod a-w content/plan
if ! (: >content/plan/trial) 2>/dev/null; then
	import ../changed.csv
	is 3 '*cannot change*'
fi
rm -f content/plan/trial
chmod u+w content/plan
out=
true_that test "$before" = "$(sum_of content)"
cd "$scratch" || exit 2
