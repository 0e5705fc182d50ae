/*
 * axe-core: what a program can tell about accessibility. All WCAG 2.2 A
 * and AA rules, the AAA ones it has, and its good practice.
 *
 * It is put in by the browser's own debugger, which a page's content
 * security policy does not bind: the page is judged as readers get it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { settle, within } from '../chromium.mjs';
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

/* Far more than it takes: see VISIT_S. */
const AXE_S = 120;

export const VIEWS = [
	{ width: 320, scheme: 'light' },
	{ width: 320, scheme: 'dark' },
	{ width: 1280, scheme: 'dark' },
	{ width: 1280, scheme: 'light' },
];

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

/* Looks at an open page in each of the views. */
export async function checkAxe(page, views, add, note) {
	await page.evaluate(SOURCE);
	for (const view of views) {
		const { width, scheme } = view;
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: scheme });
		await settle(page);
		const { violations, undecided } = await within(AXE_S, 'axe',
			page.evaluate(runAxe, OPTIONS));
		const check = `axe ${width} ${scheme}`;
		add(check, findingsOf(violations, view)
			.filter((finding) => !isKnown('axe', finding.what)));
		for (const item of undecided)
			note(check, item);
	}
}
