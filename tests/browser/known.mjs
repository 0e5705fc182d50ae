/*
 * Complaints that are the tool's mistake, not the page's. Each entry
 * says why, with the standard that allows what the tool refuses, and
 * goes when the tool has learnt it. What is only inconvenient does not
 * belong here.
 */
export const KNOWN = [
	{
		tool: 'nu',
		text: /^Resource violates Content Security Policy \(meta tag\)/,
		why: 'Nu reads the folder from the disk, where \'self\' names no ' +
			'host and every style sheet looks forbidden. Asked for the same ' +
			'pages by their web address it has no complaint. What a policy ' +
			'really forbids is found by the console check, in a browser.',
	},
	{
		tool: 'ibm',
		text: /^The HTML attribute\(s\) "(http-equiv|start)" (is|are) deprecated /,
		html: /^<(meta|ol) /,
		why: 'The HTML standard has ol\'s start, and http-equiv with ' +
			'content-security-policy as one of its values; its list of ' +
			'obsolete features names neither. A site on a host that sets no ' +
			'headers has no other way to say what its pages may load.',
	},
	{
		tool: 'ibm',
		text: /\(element_tabbable_role_valid\)$/,
		html: /^<(section tabindex="0" aria-label="[^"]+" class="table"|pre tabindex="0")>$/,
		why: 'A table or code wider than a telephone scrolls in its own box, ' +
			'which must take the focus so that arrow keys can scroll it: ' +
			'WCAG 2.1.1, and axe demands it. IBM\'s engine knows this while ' +
			'the box does scroll; in a wide window it does not, and a page ' +
			'without script cannot take the focus away again.',
	},
	{
		tool: 'alfa',
		text: /\(sia-r111\)$/,
		html: /^<a href="#word_/,
		why: 'WCAG 2.5.5 excepts a target in a block of text. A word that is ' +
			'explained below is part of its text; Alfa sees that only when ' +
			'the list item or sentence has a second word.',
	},
];

/* `html` is the element complained of, where an entry is about some only. */
export function isKnown(tool, message, html = '') {
	return KNOWN.some((entry) => entry.tool === tool &&
		entry.text.test(message) && (entry.html?.test(html) ?? true));
}
