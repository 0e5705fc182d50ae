/*
 * IBM's accessibility engine: a second opinion, with rules of its own for
 * landmarks, tables, forms and names.
 *
 * What it is sure of counts, of its recommendations too. That it asks a
 * person to look at something is noted: it asks that of any page with a
 * style sheet.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { within } from '../chromium.mjs';
import { isKnown } from '../known.mjs';

const SOURCE = readFileSync(createRequire(import.meta.url)
	.resolve('accessibility-checker-engine/ace.js'), 'utf8');
const POLICIES = ['WCAG_2_2', 'IBM_Accessibility'];
/* Far more than it takes: see VISIT_S. */
const IBM_S = 120;

/* Runs in the page. */
async function runIbm(policies) {
	window.ibmChecker ??= new window.ace.Checker();
	const { results } = await window.ibmChecker.check(document, policies);
	const found = results.map(({ ruleId, value, message, path, snippet }) => ({
		what: `${message} (${ruleId})`, sure: value[1] === 'FAIL',
		passed: value[1] === 'PASS', where: path.dom, html: snippet,
	}));
	return {
		rules: found.length,
		sure: found.filter(({ sure }) => sure),
		asks: [...new Set(found.filter(({ sure, passed }) => !sure && !passed)
			.map(({ what }) => what))],
	};
}

/* Looks at the open page as it is shown now. */
export async function checkIbm(page, { width, scheme }, add, note) {
	if (!await page.evaluate(() => Boolean(window.ace)))
		await page.evaluate(SOURCE);
	const { rules, sure, asks } = await within(IBM_S, 'IBM\'s engine',
		page.evaluate(runIbm, POLICIES));
	const check = `ibm ${width} ${scheme}`;
	const findings = sure
		.filter(({ what, html }) => !isKnown('ibm', what, html))
		.map(({ what, where, html }) => ({ what, where, html,
			see: `${width} px wide, ${scheme} colours` }));
	/* An engine that has no rules any more must not pass as content. */
	add(check, rules ? findings
		: [{ what: 'IBM\'s engine applied no rule', where: 'html' }]);
	for (const what of asks)
		note(check, { what });
}
