#include "rules/short_forms.h"

#include "base/compiler.h"

/* A short form in capitals: its letters and digits, at most so many. */
#define SHORT_FORM_BYTES 16

/*
 * Better known than what they stand for. Short, so that nobody has to argue
 * about it: a site explains the others in words.yaml. What only people in
 * education, health or councils know is not here (ADHD, SATs, GDPR, FAQ).
 */
static const char *const known[] = {
    /* countries, money, measures */
    "UK", "EU", "UN", "US", "USA", "VAT", "GMT", "BST", "AM", "PM",
    /* bodies better known by their letters */
    "NHS", "BBC", "ITV", "DVLA", "NATO", "UNICEF", "NSPCC", "RSPCA", "GP",
    "MP",
    /* everyday life */
    "ID", "PIN", "TV", "DVD", "CD", "CV", "PE", "GCSE", "PO", "OK", "DIY",
    "HIV", "AIDS", "DNA", "COVID", "LGBT", "LGBTQ", "SOS", "PhD", "AA", "AAA",
    /* computers; kinds of files, which links must name */
    "IT", "PC", "USB", "QR", "SMS", "URL", "HTML", "PDF", "CSV", "ZIP",
    "DOCX", "XLSX", "PPTX", "ODT", "ODS", "RTF", "PNG", "JPEG", "SVG", "MP3",
    "MP4", "KB", "MB", "GB"};

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool hw_short_form_is_known(hw_str word)
{
	char letters[SHORT_FORM_BYTES];
	size_t i, len = 0;

	if (word.len > 2 && word.p[word.len - 1] == 's' &&
	    is_capital(word.p[word.len - 2]))
		word.len--;
	for (i = 0; i < word.len; i++) {
		if (word.p[i] == '.')
			continue;
		if (len == sizeof(letters))
			return false;
		letters[len++] = word.p[i];
	}
	for (i = 0; i < HW_COUNT(known); i++)
		if (hw_str_equal((hw_str){letters, len}, hw_str_of(known[i])))
			return true;
	return false;
}

/* Well formed, up to 39: what parts and centuries are numbered with. */
static bool is_roman(hw_str word)
{
	static const char *const ones[] = {"IX", "IV", "VIII", "VII", "VI",
	    "V", "III", "II", "I", ""};
	size_t tens = 0, i;

	while (tens < word.len && tens < 3 && word.p[tens] == 'X')
		tens++;
	for (i = 0; i < HW_COUNT(ones); i++) {
		hw_str rest = hw_str_of(ones[i]);

		if (hw_str_equal(hw_str_sub(word, tens, word.len), rest) ||
		    (tens > 0 &&
			hw_str_equal(hw_str_sub(word, tens - 1, word.len),
			    rest)))
			return true;
	}
	return false;
}

bool hw_short_form_is_code(hw_str word)
{
	size_t i, capitals = 0, digits = 0;

	for (i = 0; i < word.len; i++) {
		capitals += is_capital(word.p[i]);
		digits += hw_is_digit(word.p[i]);
	}
	if (digits > 0 && (capitals < 2 || hw_is_digit(word.p[0])))
		return true;
	return is_roman(word);
}
