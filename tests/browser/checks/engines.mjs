/*
 * The three engines that judge accessibility, and the ways in which they
 * look at a page: narrow and wide, in light and dark colours.
 */
import { settle } from '../chromium.mjs';
import { checkAxe } from './axe.mjs';
import { checkIbm } from './ibm.mjs';

const VIEWS = [
	{ width: 320, scheme: 'light' },
	{ width: 320, scheme: 'dark' },
	{ width: 1280, scheme: 'dark' },
	{ width: 1280, scheme: 'light' },
];
/* Of so many pages, one is looked at by axe in all views. */
const ALL_VIEWS_EACH = 10;

/*
 * The views of the page of this number, each with the engines that look. They
 * take more than half of the time, so each has a share: axe sees every page
 * narrow and wide, light and dark, now together in one way and now in the
 * other; IBM's engine and Alfa see it once, wide, in light or dark colours.
 */
export function viewsOf(number, { quick, thorough }) {
	if (quick)
		return [{ ...VIEWS[0], axe: 'all' }];
	if (thorough) {
		return VIEWS.map((view) => {
			const both = (view.width === 320) === (view.scheme === 'light');
			return { ...view, axe: 'all', ibm: both, alfa: both };
		});
	}
	const narrow = number % 2 ? 'dark' : 'light';
	const views = VIEWS.map((view) => ({
		...view, turn: (view.width === 320) === (view.scheme === narrow),
	}));
	return views
		.filter(({ turn }) => turn || number % ALL_VIEWS_EACH === 0)
		.map(({ width, scheme, turn }, i) => ({
			width, scheme, axe: i ? 'view' : 'all',
			ibm: turn && width > 320, alfa: turn && width > 320,
		}));
}

/* Looks at an open page in each of the views. */
export async function checkEngines(page, views, alfa, add, note) {
	for (const view of views) {
		await page.setViewportSize({ width: view.width, height: 800 });
		await page.emulateMedia({ colorScheme: view.scheme });
		await settle(page);
		await checkAxe(page, view, view.axe === 'view', add, note);
		if (view.ibm)
			await checkIbm(page, view, add, note);
		if (view.alfa)
			await alfa.check(page, view, add, note);
	}
}
