/* Checks a whole published folder and says what it found. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Alfa } from './checks/alfa.mjs';
import { viewsOf } from './checks/engines.mjs';
import { checkHtmlValidate } from './checks/htmlvalidate.mjs';
import { checkNu } from './checks/nu.mjs';
import { startChromium } from './chromium.mjs';
import { choosePages, isDocument, listPages } from './pages.mjs';
import { Report } from './report.mjs';
import { serveFolder } from './server.mjs';
import { Desk, visit } from './visit.mjs';

const AT_ONCE = 2;
/* All of a big site on one page keeps some engines busy for minutes. What it
 * holds stands in other pages too; of small sites they look at it. */
const LONG_BYTES = 50 * 1024;

async function visitAll(folder, base, pages, how, report) {
	const site = await serveFolder(folder, base);
	const alfa = new Alfa();
	let browser;
	try {
		browser = await startChromium();
		const waiting = [...pages.entries()];
		await Promise.all(Array.from({ length: AT_ONCE }, async () => {
			const desk = await Desk.open(browser);
			for (let next; (next = waiting.shift());) {
				const [index, page] = next;
				const url = `${site.origin}${base}/${page.address}`;
				const html = await readFile(page.file);
				const views = viewsOf(index, isDocument(page.name) &&
					html.length > LONG_BYTES ? { quick: true } : how);
				await visit(desk, { site, page, html, url, views, alfa },
					report);
			}
		}));
	} finally {
		await browser?.close();
		await alfa.close();
		await site.close();
	}
}

/*
 * `only` names the pages wanted (none: all of them). `quick` looks at
 * each page once with axe and leaves Nu out; `thorough` looks at each in all
 * views. With `readAll` html-validate and Nu, which open no browser, read
 * the pages too that are not wanted.
 */
export async function checkSite({
	folder, base = '', only = [], quick, thorough, readAll,
}) {
	const report = new Report();
	const root = path.resolve(folder);
	const all = await listPages(root);
	const pages = choosePages(all, only);
	if (!pages.length)
		throw new Error(`there are no pages in ${folder}`);

	report.add('404.html', 'not-found', all.some((page) => page.notFound)
		? [] : [{ what: 'there is no page for unknown addresses' }]);

	/* Nu works in a process of its own, beside everything else. */
	const read = readAll ? all : pages;
	const chosen = new Set(read.map(({ name }) => name));
	const nu = quick ? null : checkNu(root, (name, check, findings) => {
		if (!only.length || readAll || chosen.has(name))
			report.add(name, check, findings);
	});
	const everything = (async () => {
		for (const page of read) {
			await checkHtmlValidate(page, (check, findings) =>
				report.add(page.name, check, findings));
		}
		await visitAll(root, base, pages, { quick, thorough }, report);
	})();
	const [visited, checked] = await Promise.allSettled([everything, nu]);
	for (const { reason } of [visited, checked]) {
		if (reason)
			throw reason;
	}
	return report;
}
