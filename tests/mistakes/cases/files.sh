# Files that do not belong in content/, and files that cannot be read.

new 'a symbolic link to a file'
ln -s trial.md content/linked.md
expect HW003 content/linked.md:1:1 \
	"'content/linked.md' is a symbolic link" \
	'Put the file itself here. A link could publish files from outside'

new 'a symbolic link to a folder'
ln -s trial-plan content/linked
expect HW003 content/linked:1:1 "'content/linked' is a symbolic link" \
	'Put the file itself here.'

new 'a symbolic link out of content'
ln -s ../../stamp content/linked.md
expect HW003 content/linked.md:1:1 \
	"'content/linked.md' is a symbolic link" 'Put the file itself here.'

new 'a symbolic link to nothing'
ln -s nothing.md content/linked.md
expect HW003 content/linked.md:1:1 \
	"'content/linked.md' is a symbolic link" 'Put the file itself here.'

new 'settings that are a symbolic link'
mv content/site.yaml ../site-elsewhere.yaml
ln -s ../../site-elsewhere.yaml content/site.yaml
run build --today "$today"
untouched && says error content/site.yaml:1:1 HW003 \
	"'content/site.yaml' is a symbolic link" 'Put the file itself here.' &&
	pass

new 'a folder of figures that is a symbolic link'
mv content/data ../data-elsewhere
ln -s ../../data-elsewhere content/data
run build --today "$today"
untouched && says error content/data:1:1 HW003 \
	"'content/data' is a symbolic link" 'Put the file itself here.' && pass
rm -rf ../data-elsewhere

new 'a pipe'
mkfifo content/pipe.md
expect HW003 content/pipe.md:1:1 \
	"'content/pipe.md' is a device or a pipe, not a file" \
	'Take it out of the content folder.'

new 'a page over 1 MiB'
page "$(awk 'BEGIN { for (i = 0; i < 21000; i++)
	print "Some words that go on and on, fifty bytes for one.\n" }')"
expect HW004 content/trial.md:1:1 'the file is larger than 1024 KiB' \
	'Split it into two files.'

# bad_name NAME BETTER: a page with this file name.
bad_name() {
	new "the file name '$1'"
	cp content/trial.md "content/$1"
	expect HW005 "content/$1:1:1" \
		"the name '$1' cannot become an address" \
		"use small letters a to z, figures and '-', for example '$2'."
}
bad_name Area-9.md area-9.md
bad_name 'area 9.md' area-9.md
bad_name 'café.md' cafe.md
bad_name 'Ärea Nine.easy.md' area-nine.easy.md
bad_name 'area_9.md' area-9.md
bad_name 'area--.md' area.md

new 'a folder with a bad name'
mv content/trial-plan 'content/Trial Plan'
expect HW005 'content/Trial Plan:1:1' \
	"the name 'Trial Plan' cannot become an address" \
	"for example 'trial-plan'."

new 'a file name that is not UTF-8'
bad=$(printf 'x\377.md')
cp content/trial.md "content/$bad"
run build --today "$today"
case $output in
*'the name of this file is not UTF-8 text [HW005]'*)
	untouched && is 1 && count 1 0 && pass
	;;
*) fail 'expected: the name of this file is not UTF-8 text [HW005]' ;;
esac

new 'folders too deep'
mkdir -p content/a/b/c/d/e/f/g/h/i
deep=content/a
for part in b c d e f g h i; do
	cp content/trial-plan/index.md content/trial-plan/index.easy.md "$deep"
	sed -i '/^kind:/d; s/^title: .*/&\
kind: page/' "$deep/index.md"
	deep=$deep/$part
done
cp content/trial.md "$deep/index.md"
expect HW005 "$deep:1:1" 'folders nested more than 8 levels' \
	'Use fewer folders inside folders.'

new 'an unknown kind of file'
cp content/trial.md content/trial.docx
expect HW006 content/trial.docx:1:1 \
	"'content/trial.docx' is not a kind of file that can be published" \
	'Copy the words into a page'

new 'a page with a capital ending'
cp content/trial.md content/help.MD
expect HW006 content/help.MD:1:1 \
	"'content/help.MD' is not a kind of file that can be published" \
	"Rename it 'help.md'."

new 'a page that a text editor named'
cp content/trial.md 'content/Our Help.txt'
expect HW006 'content/Our Help.txt:1:1' \
	"'content/Our Help.txt' is not a kind of file that can be published" \
	"Rename it 'our-help.md'."

new 'figures in the wrong folder'
printf 'date,value\n' >content/figures.csv
expect HW006 content/figures.csv:1:1 \
	"'content/figures.csv' is not a kind of file that can be published" \
	"Figures go to 'content/data/'"

new 'a picture in the wrong folder'
printf 'GIF89a' >content/trial-plan/Map.GIF
expect HW006 content/trial-plan/Map.GIF:1:1 \
	"'content/trial-plan/Map.GIF' is not a kind of file that can be published" \
	"Pictures go to 'content/pictures/'."

new 'an HTML file'
printf '<script>alert(1)</script>\n' >content/trial-plan/old.html
expect HW006 content/trial-plan/old.html:1:1 \
	"'content/trial-plan/old.html' is not a kind of file that can be published" \
	'Take other files out.'

new 'an unknown file beside the settings'
printf 'a: b\n' >content/sites.yaml
expect HW006 content/sites.yaml:1:1 \
	"'content/sites.yaml' is not a kind of file that can be published" \
	'Take other files out.'

new 'a page that is not UTF-8'
page 'Words.' "A fee of $(printf '\243')5."
expect HW007 content/trial.md:6:10 'this is not UTF-8 text' \
	'Save the file as UTF-8:'

new 'two versions of a page, as git leaves them'
page 'Words.' '' '<<<<<<< HEAD' 'In May.' ======= 'In June.' '>>>>>>> new'
expect HW009 content/trial.md:7:1 \
	'two versions of this file are not put together yet' \
	'Keep the lines that are right.'

new 'two versions of the settings'
printf '%s\n' '<<<<<<< HEAD' ======= '>>>>>>> new' >>content/site.yaml
n=$(($(wc -l <content/site.yaml) - 2))
run build --today "$today"
untouched && is 1 && says error "content/site.yaml:$n:1" HW009 \
	'two versions of this file are not put together yet' \
	'Keep the lines that are right.' && pass

new 'a page in UTF-16'
printf '\377\376-\000-\000-\000\n\000' >content/trial.md
expect HW007 content/trial.md:1:1 'this is not UTF-8 text' \
	'seems to be UTF-16'

new 'a Word document with the name of a page'
printf 'PK\003\004\024\000\006\000' >content/trial.md
expect HW007 content/trial.md:1:1 \
	'this is a Word or Excel document, or another packed file, not a text' \
	'Copy the words into a file'

new 'a NUL byte'
page 'Words.'
printf 'More\000words.\n' >>content/trial.md
expect HW007 content/trial.md:6:5 'this is not UTF-8 text' \
	'save it as UTF-8.'

new 'settings that are not UTF-8'
printf 'description: \351\n' >>content/site.yaml
where site.yaml 'disclaimer'
run build --today "$today"
line=$(wc -l <content/site.yaml)
untouched && is 1 &&
	says error "content/site.yaml:$((line)):14" HW007 \
		'this is not UTF-8 text' 'Save the file as UTF-8:' &&
	count 1 0 && pass

new 'a line over 16 KiB'
page 'Words.' '' "$(printf '%016385d' 0 | tr 0 x)"
expect HW008 content/trial.md:7:1 \
	'this line has 16385 bytes; 16384 is the limit' \
	'Break the line in two.'

new 'a recording that is not there'
front 'audio: recordings/trial.mp3'
expect HW111 content/trial.md:3:8 "'recordings/trial.mp3' is not there" \
	"Put the file into 'content/recordings/'"

new 'a recording of another kind than its ending says'
mkdir content/recordings
printf '<html>' >content/recordings/trial.mp3
front 'audio: recordings/trial.mp3'
expect HW111 content/trial.md:3:8 \
	"'recordings/trial.mp3' is not the kind of file that its ending says" \
	'Save the recording again'

new 'a recording in another folder'
front 'audio: data/trial.mp3'
expect HW111 content/trial.md:3:8 "'data/trial.mp3' is no recording" \
	"Put the file into 'content/recordings/'"

new 'a recording that is too large'
mkdir content/recordings
head -c 12582913 /dev/zero >content/recordings/trial.mp3
front 'audio: recordings/trial.mp3'
expect HW111 content/trial.md:3:8 \
	"'recordings/trial.mp3' is larger than 12 MiB" 'Save it with fewer bits'
