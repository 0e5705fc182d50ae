/*
 * What every page says about itself: one h1, a title, a language, a
 * description, and that a telephone may show it at its own width.
 */
function readHead() {
	const content = (name) => document
		.querySelector(`meta[name="${name}" i]`)?.getAttribute('content')?.trim();
	return {
		headings: [...document.querySelectorAll('h1')]
			.map((h1) => h1.textContent.trim()),
		title: document.title.trim(),
		lang: document.documentElement.getAttribute('lang')?.trim(),
		description: content('description'),
		viewport: content('viewport'),
	};
}

/* A language tag such as 'en', 'en-GB' or 'zh-Hans'. */
function isLanguage(lang) {
	try {
		return Boolean(lang) && Intl.getCanonicalLocales(lang).length === 1;
	} catch {
		return false;
	}
}

function one(wrong, what, where) {
	return wrong ? [{ what, where, see: 'read the page\'s source' }] : [];
}

export async function checkHead(page, add) {
	const head = await page.evaluate(readHead);
	const { headings } = head;

	add('h1', one(headings.length !== 1 || !headings[0],
		headings.length === 1 ? 'the h1 is empty'
			: `${headings.length} h1 headings, there should be one`,
		headings.slice(1).join(' / ') || 'h1'));
	add('title', one(!head.title, 'no title', 'head > title'));
	add('lang', one(!isLanguage(head.lang),
		head.lang ? `'${head.lang}' is not a language` : 'no language',
		'html[lang]'));
	add('description', one(!head.description, 'no description',
		'meta[name=description]'));
	add('viewport', one(!/width\s*=\s*device-width/.test(head.viewport ?? ''),
		'a telephone would show the page shrunk', 'meta[name=viewport]'));
}
