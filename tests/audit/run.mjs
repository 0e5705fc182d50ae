/*
 * Lighthouse's marks for a published site, on a telephone.
 *
 *   node tests/audit/run.mjs PUBLIC_DIR [--pages a,b,c] [--runs N]
 *
 * Each page is looked at so many times (3 unless told), with a slow network
 * and processor worked out from what the page did, and the middle mark
 * counts. Prints a line for each page; the last line counts pages. Exit 0 when
 * all have 100 in everything, 1 when one has not, 2 when the command was
 * wrong.
 */
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { startChromium } from '../browser/chromium.mjs';
import { choosePages, listPages } from '../browser/pages.mjs';
import { serveFolder } from '../browser/server.mjs';
import { dressOf } from '../browser/host.mjs';

const USAGE = 'usage: run.mjs PUBLIC_DIR [--pages a,b,c] [--runs N]';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const FULL_MARK = 100;

function readArguments() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			pages: { type: 'string', default: '' },
			runs: { type: 'string', default: '3' },
		},
	});
	if (positionals.length !== 1)
		throw new Error('name one folder to look at');
	const runs = Number(values.runs);
	if (!Number.isInteger(runs) || runs < 1)
		throw new Error('--runs wants a number, 1 or more');
	return { folder: positionals[0], runs,
		only: values.pages.split(',').filter(Boolean) };
}

/* A port that nobody listens at, for the browser to be steered by. */
function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

/* Home, an area and its easy-read page, of whatever site this is. */
function usualPages(pages) {
	const easy = pages.find(({ name }) => /^[^/]+\/[^/]+\/easy-read\/index\.html$/
		.test(name) && /area|priority|recommendation/.test(name)) ??
		pages.find(({ name }) => /\/easy-read\/index\.html$/.test(name));
	const area = easy && pages.find(({ name }) =>
		name === easy.name.replace('easy-read/', ''));
	const home = pages.find(({ name }) => name === 'index.html');
	return [home, area, easy].filter(Boolean);
}

function median(numbers) {
	return [...numbers].sort((a, b) => a - b)[(numbers.length - 1) >> 1];
}

/* What took marks away: only what is weighed counts. */
function lossesOf({ categories, audits }) {
	const lost = new Map();
	for (const category of Object.values(categories)) {
		for (const { id, weight } of category.auditRefs) {
			const { score, title, displayValue } = audits[id];
			if (weight > 0 && score !== null && score < 1)
				lost.set(id, [title, displayValue].filter(Boolean).join(' '));
		}
	}
	return lost;
}

async function lookAt(url, port, runs) {
	const marks = Object.fromEntries(CATEGORIES.map((name) => [name, []]));
	const lost = new Map();
	for (let left = runs; left--;) {
		const { lhr } = await lighthouse(url,
			{ port, logLevel: 'error', onlyCategories: CATEGORIES });
		if (lhr.runtimeError)
			throw new Error(lhr.runtimeError.message);
		for (const name of CATEGORIES)
			marks[name].push(Math.round(lhr.categories[name].score * FULL_MARK));
		for (const [id, why] of lossesOf(lhr))
			lost.set(id, why);
	}
	return { lost, marks: CATEGORIES.map((name) =>
		({ name, mark: median(marks[name]) })) };
}

async function audit({ folder, only, runs }) {
	const all = await listPages(folder);
	const pages = only.length ? choosePages(all, only) : usualPages(all);
	if (!pages.length)
		throw new Error(`there are no pages in ${folder}`);
	const site = await serveFolder(folder, '', await dressOf(folder));
	let browser;
	let failed = 0;
	try {
		const port = await freePort();
		browser = await startChromium(`--remote-debugging-port=${port}`);
		for (const { name, address } of pages) {
			const { marks, lost } = await lookAt(`${site.origin}/${address}`,
				port, runs);
			const isFull = marks.every(({ mark }) => mark === FULL_MARK);
			console.log(`${isFull ? 'ok' : 'FAIL'} ${name}: ${marks
				.map((found) => `${found.name} ${found.mark}`).join(', ')}`);
			for (const [id, why] of isFull ? [] : lost)
				console.log(`  ${why} (${id})`);
			failed += isFull ? 0 : 1;
		}
	} finally {
		await browser?.close();
		await site.close();
	}
	console.log(`audit: ${pages.length - failed} passed, ${failed} failed`);
	return failed ? 1 : 0;
}

let wanted;
try {
	wanted = readArguments();
} catch (error) {
	console.error(`${error.message}\n${USAGE}`);
	process.exit(2);
}
try {
	process.exitCode = await audit(wanted);
} catch (error) {
	/* Nothing was looked at: that is never a pass. */
	console.log(`FAIL ${wanted.folder}: ${error.message}`);
	console.log('audit: 0 passed, 1 failed');
	process.exitCode = 1;
}
