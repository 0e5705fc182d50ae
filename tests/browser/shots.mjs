/*
 * Full-page pictures of pages, for a person to look at: at three widths, in
 * light and dark, in colours that the reader chose, with letters twice as
 * large, and as printed.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { withStyle } from './checks/page.mjs';
import { settle, startChromium } from './chromium.mjs';
import { choosePages, listPages } from './pages.mjs';
import { serveFolder } from './server.mjs';

const WIDTHS = [360, 768, 1280];
const LOOKS = {
	light: { colorScheme: 'light' },
	dark: { colorScheme: 'dark' },
	forced: { colorScheme: 'light', forcedColors: 'active' },
	twice: { colorScheme: 'light' },
	print: { colorScheme: 'light', media: 'print' },
};
const TWICE = 'html { font-size: 200% !important; }';
const PLAIN = { forcedColors: 'none', media: 'screen' };

async function takePage(browser, url, stem, into) {
	const made = [];
	for (const width of WIDTHS) {
		const tab = await browser.newPage({
			viewport: { width, height: 800 }, reducedMotion: 'reduce',
		});
		await tab.goto(url);
		for (const [look, media] of Object.entries(LOOKS)) {
			/* Paper has one width. */
			if (look === 'print' && width !== 768)
				continue;
			await tab.emulateMedia({ ...PLAIN, ...media });
			const file = path.join(into, `${stem}-${width}-${look}.png`);
			await withStyle(tab, look === 'twice' ? TWICE : '', async () => {
				await settle(tab);
				await tab.screenshot({ path: file, fullPage: true });
			});
			made.push(file);
		}
		await tab.close();
	}
	return made;
}

/* Takes pictures of each page; returns the names of the files. */
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
			made.push(...await takePage(browser,
				`${site.origin}${base}/${page.address}`, stem, into));
		}
	} finally {
		await browser?.close();
		await site.close();
	}
	return made;
}
