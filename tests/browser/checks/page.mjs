/* What several checks run inside the page. */

/* A short name of an element, as somebody would look for it, for what runs
 * in the page: window.nameOf. A page's policy forbids eval, not this. */
export function installNames(page) {
	return page.evaluate(() => {
		window.nameOf = function nameOf(element) {
			if (element.id)
				return `#${CSS.escape(element.id)}`;
			const names = [...element.classList].map((name) => `.${name}`);
			const own = element.localName + names.join('');
			const parent = element.parentElement;
			return parent && parent !== document.body
				? `${nameOf(parent)} > ${own}` : own;
		};
	});
}

/*
 * Puts rules over those of the page until the promise that is returned by
 * `work` is settled. A page's policy does not bind such sheets.
 */
export async function withStyle(page, css, work) {
	await page.evaluate((text) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(text);
		document.adoptedStyleSheets = [sheet];
	}, css);
	try {
		return await work();
	} finally {
		await page.evaluate(() => { document.adoptedStyleSheets = []; });
	}
}
