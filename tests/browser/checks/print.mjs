/*
 * The page on paper: a PDF with its structure, so that it can be read aloud
 * too. Chromium writes structure as plain objects, which is all we look at.
 */
const see = 'print the page to a PDF file';

function count(pdf, pattern) {
	return (pdf.match(pattern) ?? []).length;
}

export async function checkPrint(page, add) {
	await page.emulateMedia({ media: 'print', colorScheme: 'light' });
	const expected = await page.evaluate(() => {
		const shown = (name) => [...document.querySelectorAll(name)]
			.filter((element) => element.checkVisibility()).length;
		return { H1: shown('h1'), H2: shown('h2'), TH: shown('th'),
			isDone: Boolean(document.querySelector('header.site')?.checkVisibility()) };
	});
	await page.emulateMedia({ media: null });
	const pdf = (await page.pdf({ format: 'A4', tagged: true, outline: true }))
		.toString('latin1');
	const findings = [];
	const want = (what, holds) => {
		if (!holds)
			findings.push({ what, where: 'PDF', see });
	};

	want('no structure for screen readers', /\/StructTreeRoot/.test(pdf));
	want('no language', /\/Lang\s*\(/.test(pdf));
	for (const name of ['H1', 'H2', 'TH']) {
		const found = count(pdf, new RegExp(`/S\\s*/${name}\\b`, 'g'));
		want(`${found} ${name}, ${expected[name]} on the page`,
			found >= expected[name]);
	}
	want('the menu of the screen is printed', !expected.isDone);
	add('print', findings);
}
