/*
 * The search box, where a page has one: what it finds, what it says when
 * there is nothing, and that it stays out of the way without script.
 */
const PATIENCE_MS = 20_000;
const see = 'type into the search box';

async function resultOf(page, words) {
	const before = await page.locator('form.search [role=status]').textContent();
	await page.fill('form.search input', words);
	await page.waitForFunction((was) =>
		document.querySelector('form.search [role=status]').textContent !== was,
	before, { timeout: PATIENCE_MS });
	return page.evaluate(() => ({
		said: document.querySelector('form.search [role=status]').textContent,
		found: [...document.querySelectorAll('form.search ol a')]
			.map(({ href }) => href),
	}));
}

export async function checkSearch(page, add) {
	if (!await page.locator('form.search').count())
		return;
	const findings = [];
	const wanted = page.locator('main .links a').first();
	const [title, href] = await wanted.evaluate((link) =>
		[link.textContent, link.href]);
	const good = await resultOf(page, title.toUpperCase());
	if (!good.found.includes(href))
		findings.push({ what: `'${title}' is not found`, where: '#find', see });
	const bad = await resultOf(page, 'xyzzy');
	if (bad.found.length || !bad.said) {
		findings.push({
			what: 'nothing is found, and it does not say so',
			where: '#find', see,
		});
	}
	await page.fill('form.search input', '');
	add('search', findings);
}
