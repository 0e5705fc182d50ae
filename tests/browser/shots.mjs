/* Full-page pictures of pages, for a person to look at. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { settle, startChromium } from './chromium.mjs';
import { choosePages, listPages } from './pages.mjs';
import { serveFolder } from './server.mjs';

const WIDTHS = [360, 1280];
const SCHEMES = ['light', 'dark'];

/* Takes four pictures of each page; returns the names of the files. */
export async function takeShots({ folder, base = '', only = [], into }) {
	const pages = choosePages(await listPages(path.resolve(folder)),
		only.length ? only : ['']);
	const site = await serveFolder(folder, base);
	const made = [];
	let browser;
	try {
		await mkdir(into, { recursive: true });
		browser = await startChromium();
		for (const page of pages) {
			const stem = page.name.replace(/(\/?index)?\.html$/, '')
				.replaceAll('/', '-') || 'home';
			for (const width of WIDTHS) {
				const tab = await browser.newPage({
					viewport: { width, height: 800 }, reducedMotion: 'reduce',
				});
				await tab.goto(`${site.origin}${base}/${page.address}`);
				for (const colorScheme of SCHEMES) {
					await tab.emulateMedia({ colorScheme });
					await settle(tab);
					const file = path.join(into,
						`${stem}-${width}-${colorScheme}.png`);
					await tab.screenshot({ path: file, fullPage: true });
					made.push(file);
				}
				await tab.close();
			}
		}
	} finally {
		await browser?.close();
		await site.close();
	}
	return made;
}
