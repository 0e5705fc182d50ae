# Tables of figures: each mistake by its line and column.

# figures LINE...: the figures of the trial area's measure.
figures() {
	printf '%s\n' "$@" >content/data/trial.csv
	area 'measures:' '  - ref: M1' '    title: Trial measure' \
		'    points: data/trial.csv'
}

new 'figures that are not there'
area 'measures:' '  - ref: M1' '    title: Trial measure' \
	'    points: data/other.csv'
expect HW047 content/trial-plan/area-1.md:8:13 \
	"there is no file 'content/data/other.csv'" \
	"Put the file into 'content/data/'"

new 'figures that are a folder'
area 'measures:' '  - ref: M1' '    title: Trial measure' '    points: data'
run build --today "$today"
untouched && is 1 && count 1 0 && pass

new 'figures without their first line'
figures 2024-12,85,First
expect HW047 content/data/trial.csv:1:1 \
	"the first line is not 'date,value,note'" "Write 'date,value'"

new 'figures with semicolons'
figures 'date;value;note' '2024-12;85;'
expect HW047 content/data/trial.csv:1:1 \
	"the first line is not 'date,value,note'" \
	'Put commas between the columns'

new 'figures that are still a spreadsheet'
printf 'PK\003\004\024\000' >content/data/trial.csv
area 'measures:' '  - ref: M1' '    title: Trial measure' \
	'    points: data/trial.csv'
expect HW007 content/data/trial.csv:1:1 \
	'this is a Word or Excel document, or another packed file, not a text' \
	'save it as CSV'

new 'a bad date in figures'
figures date,value,note 2024-12,85, 01/06/2024,86,
expect HW033 content/data/trial.csv:3:1 "'01/06/2024' is not a date" \
	'Write the year first: 2024-06-01 if you mean 1 June 2024.'

new 'figures without a date'
figures date,value,note ,85,
expect HW033 content/data/trial.csv:2:1 "'' is not a date" \
	'Each line starts with its date'

new 'a figure with a per cent sign'
figures date,value,note 2024-12,85%,
expect HW036 content/data/trial.csv:2:9 "'85%' is not a number" \
	'Write the number alone'

new 'a figure that is no number'
figures date,value,note '2024-12, many,'
expect HW036 content/data/trial.csv:2:10 "'many' is not a number" \
	'Write a number in digits'

new 'a figure with a comma'
figures date,value 2024-12,1,200
expect HW047 content/data/trial.csv:2:11 'a line with too many fields' \
	'write numbers without commas'

new 'a line without a figure'
figures date,value,note 2024-12
expect HW047 content/data/trial.csv:2:1 'a line without a value' \
	'Write a date, a comma and a number.'

new 'a note with a comma'
figures date,value,note '2024-12,85,First, and last'
expect HW047 content/data/trial.csv:2:19 'a line with too many fields' \
	'Put a note that has a comma in quotes'

new 'a date twice in figures'
figures date,value,note 2024-12,85, 2025-01,86, 2024-12,87,
expect HW047 content/data/trial.csv:4:1 \
	"the date '2024-12' stands on line 2 already" \
	'Keep one line for each date.'

new 'a quotation mark in figures that is never closed'
figures date,value,note '2024-12,85,"First'
expect HW047 content/data/trial.csv:2:12 \
	'a quotation mark that opens here and is never closed' \
	'Put the same mark at the end'

new 'a table without figures'
figures date,value,note
expect HW047 content/data/trial.csv:1:1 'a table without figures' \
	'Add a line with a date, a comma and a number.'

new 'a note too long'
figures date,value,note "2024-12,85,$(printf '%0201d' 0 | tr 0 x)"
expect HW034 content/data/trial.csv:2:12 \
	'a note over its limit of 200 characters' 'Shorten it'

new 'three mistakes in figures'
figures date,value,note 2024-13,85, 2025-01,x, 2025-02,1,2,3
run build --today "$today"
untouched && is 1 && count 3 0 &&
	says error content/data/trial.csv:2:1 HW033 \
		"there is no date '2024-13'" 'There is no month 13' &&
	says error content/data/trial.csv:3:9 HW036 \
		"'x' is not a number" 'in digits' &&
	says error content/data/trial.csv:4:13 HW047 \
		'a line with too many fields' 'in quotes' && pass

new 'a figure for a day to come'
figures date,value,note 2024-12,85, 2031-01,86,
expect HW049 content/data/trial.csv:3:1 'a figure for a day to come' \
	'Take a forecast out'

new 'a share of less than nothing'
area 'measures:' '  - ref: M1' '    title: Trial measure' '    unit: "%"' \
	'    points: data/trial.csv'
printf 'date,value\n2024-12,-5\n' >content/data/trial.csv
expect HW049 content/data/trial.csv:2:9 'a share of less than nothing' \
	'Check the figure.'

new 'no figure and no reason'
figures date,value,note 2024-12,,
expect HW036 content/data/trial.csv:2:9 "'' is not a number" \
	'Where there is none, say why in the note'
