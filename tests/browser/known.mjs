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
];

export function isKnown(tool, message) {
	return KNOWN.some((entry) =>
		entry.tool === tool && entry.text.test(message));
}
