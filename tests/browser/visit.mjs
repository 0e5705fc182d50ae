/*
 * Opens one page twice: once without script, as the plainest reader
 * gets it, and once with everything on. Every check that needs a
 * browser looks at one of the two.
 */
import { settle, within } from './chromium.mjs';
import { checkEngines } from './checks/engines.mjs';
import { checkFocus, checkSkip } from './checks/focus.mjs';
import { checkHead } from './checks/head.mjs';
import { checkMoved, hasMoved, stayOn } from './checks/moved.mjs';
import { checkPaper } from './checks/paper.mjs';
import { checkPrint } from './checks/print.mjs';
import { checkReflow } from './checks/reflow.mjs';
import { checkScript, readWithoutScript } from './checks/script.mjs';
import { checkSearch } from './checks/search.mjs';
import { checkStorage } from './checks/storage.mjs';
import { checkStretch } from './checks/stretch.mjs';
import { checkTraffic, loadPictures, watchTraffic }
	from './checks/traffic.mjs';
import { checkWeight } from './checks/weight.mjs';

const NARROW = { width: 320, height: 800 };
const LOAD_MS = 60_000;
/*
 * Only a stalled browser reaches these: a visit takes seconds, on a busy
 * computer perhaps a minute. No page is judged by how long it took.
 */
const VISIT_S = 240;
const TRIES = 2;

/*
 * Two windows, reused from page to page (opening one takes longer than
 * the checks do): one where script is off, and one as readers have it.
 * What one page keeps must not be found under the next, so the second
 * is replaced when a page has spoilt it.
 */
export class Desk {
	static async open(browser) {
		const desk = new Desk();
		desk.browser = browser;
		await desk.replacePlain();
		await desk.replaceFull();
		return desk;
	}

	async replacePlain() {
		await this.plain?.context().close();
		const plain = await this.browser.newContext({
			viewport: NARROW, javaScriptEnabled: false, serviceWorkers: 'block',
		});
		this.plain = await plain.newPage();
	}

	async replaceFull() {
		await this.full?.context().close();
		const full = await this.browser.newContext({ reducedMotion: 'reduce' });
		this.full = await full.newPage();
	}

	/* The window with everything on, as it was before the last page. */
	async fullWindow() {
		this.full.removeAllListeners();
		await this.full.setViewportSize(NARROW);
		await this.full.emulateMedia({ colorScheme: 'light' });
		return this.full;
	}
}

async function visitPlain(plain, job, add) {
	const letGo = await stayOn(plain, job);
	await plain.goto(job.url, { waitUntil: 'load', timeout: LOAD_MS });
	await checkHead(plain, add);
	await checkReflow(plain, add, 'without script');
	const without = await readWithoutScript(plain);
	/* A page that moved has one link; nothing before it is to be skipped. */
	if (!hasMoved(job))
		await checkSkip(plain, add);
	await letGo();
	return without;
}

async function loadedStyles(seen, site) {
	const styles = [];
	for (const { url, kind } of seen.requests) {
		const bytes = kind === 'stylesheet' && url.startsWith(site.origin)
			? await site.read(url) : null;
		if (bytes) {
			const name = new URL(url).pathname.slice(site.base.length + 1);
			styles.push({ name, text: bytes.toString() });
		}
	}
	return styles;
}

/* What a reader may open is looked at open. */
async function openFolds(tab, add) {
	const count = await tab.evaluate(() => {
		const folds = document.querySelectorAll('details');
		for (const fold of folds)
			fold.open = true;
		return folds.length;
	});
	if (count === 0)
		return;
	await tab.setViewportSize(NARROW);
	await checkReflow(tab, add, 'opened');
}

async function visitFull(desk, job, without, add, note) {
	const { site, page, html, url, views, alfa } = job;
	const tab = await desk.fullWindow();
	const letGo = await stayOn(tab, job);
	const seen = watchTraffic(tab);
	await tab.goto(url, { waitUntil: 'load', timeout: LOAD_MS });
	await settle(tab);
	await loadPictures(tab);
	await checkReflow(tab, add, 'with script');
	await checkScript(tab, without, add);
	const clean = await checkStorage(tab, add);
	const styles = await loadedStyles(seen, site);
	await checkTraffic(tab, seen, site, styles, page.notFound ? 404 : 200, add);
	checkWeight(page.name, html, styles, add);
	await checkFocus(tab, add);
	await openFolds(tab, add);
	await checkSearch(tab, add);
	await checkEngines(tab, views, alfa, add, note);
	await checkStretch(tab, add);
	await checkPrint(tab, add);
	await checkPaper(tab, add);
	await letGo();
	if (!clean)
		await desk.replaceFull();
}

/* One look at the page; what it found is told only when all was seen. */
async function look(desk, job, report) {
	const { name } = job.page;
	const found = [];
	const add = (...what) => found.push(() => report.add(name, ...what));
	const note = (...what) => found.push(() => report.note(name, ...what));
	await within(VISIT_S, 'the visit', (async () => {
		await checkMoved(job, add);
		const without = await visitPlain(desk.plain, job, add);
		await visitFull(desk, job, without, add, note);
	})());
	for (const tell of found)
		tell();
}

/*
 * `job` is { site, page, html, url, views, alfa }. A browser can stall through
 * no fault of the page: the page is then visited once more, in new
 * windows. One that still cannot be looked at fails; the others are
 * visited all the same.
 */
export async function visit(desk, job, report) {
	for (let left = TRIES; left--;) {
		try {
			await look(desk, job, report);
			return;
		} catch (error) {
			if (!left) {
				report.add(job.page.name, 'visit', [{
					what: 'could not be looked at', where: job.url,
					see: error.message,
				}]);
			}
			await desk.replacePlain();
			await desk.replaceFull();
		}
	}
}
