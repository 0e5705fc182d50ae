/*
 * axe-core: what a program can tell about accessibility. All WCAG 2.2 A
 * and AA rules, the AAA ones it has, and its good practice.
 *
 * It is put in by the browser's own debugger, which a page's content
 * security policy does not bind: the page is judged as readers get it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { within } from '../chromium.mjs';
import { isKnown } from '../known.mjs';

const SOURCE = readFileSync(
	createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const OPTIONS = {
	runOnly: {
		type: 'tag',
		values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
			'wcag2aaa', 'best-practice'],
	},
	/* Both are off unless asked for. */
	rules: {
		'target-size': { enabled: true },
		'color-contrast-enhanced': { enabled: true },
	},
	resultTypes: ['violations', 'incomplete'],
	preload: false,
};

/* The rules whose answer hangs on the width or the colours. */
const VIEW_OPTIONS = {
	runOnly: {
		type: 'rule',
		values: ['color-contrast', 'color-contrast-enhanced',
			'link-in-text-block', 'scrollable-region-focusable', 'target-size'],
	},
	resultTypes: ['violations', 'incomplete'],
	preload: false,
};

/* Far more than it takes: see VISIT_S. */
const AXE_S = 120;

/* axe nests selectors for frames and shadow trees; print them flat. */
const flat = (target) => target.flat(Infinity).join(' ');

function findingsOf(results, view) {
	return results.flatMap(({ id, help, helpUrl, impact, nodes }) =>
		nodes.map((node) => ({
			what: `${help} (${id})`,
			where: flat(node.target),
			see: `${view.width} px wide, ${view.scheme} colours`,
			why: node.failureSummary,
			html: node.html,
			impact,
			help: helpUrl,
		})));
}

/*
 * Runs in the page. What axe cannot decide (words over a picture, or
 * scrolled out of sight) can be hundreds of cells: count them here and
 * keep a few.
 */
async function runAxe(options) {
	const { violations, incomplete } = await window.axe.run(options);
	return {
		violations,
		undecided: incomplete.map(({ id, help, nodes }) => ({
			what: `${help} (${id})`,
			count: nodes.length,
			where: nodes.slice(0, 5).map((node) => node.target.join(' ')),
			why: nodes[0].failureSummary,
		})),
	};
}

/*
 * Looks at the open page as it is shown now. With `again` only at what
 * another width or other colours can change.
 */
export async function checkAxe(page, view, again, add, note) {
	if (!await page.evaluate(() => Boolean(window.axe)))
		await page.evaluate(SOURCE);
	const { violations, undecided } = await within(AXE_S, 'axe',
		page.evaluate(runAxe, again ? VIEW_OPTIONS : OPTIONS));
	const check = `axe ${view.width} ${view.scheme}`;
	add(check, findingsOf(violations, view)
		.filter((finding) => !isKnown('axe', finding.what)));
	for (const item of undecided)
		note(check, item);
}
