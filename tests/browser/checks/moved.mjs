/*
 * A page at an old address sends its readers on at once. It leads to a
 * page of the site; and since nobody can look at a page that has left,
 * it is looked at with that one line taken out.
 */
const REFRESH = /<meta http-equiv="refresh" content="0; url=([^"]*)">\n?/;

export function hasMoved({ html }) {
	return REFRESH.test(html.toString());
}

export async function checkMoved({ html, site, url }, add) {
	const found = REFRESH.exec(html.toString());
	if (!found)
		return;
	const bytes = await site.read(new URL(found[1], url).href);
	add('moved', bytes ? [] : [{
		what: 'leads to a page that is not there', where: found[1],
		see: 'read the page\'s source',
	}]);
}

/* Makes the tab stay on the page; the result lets it go again. */
export async function stayOn(tab, { html, url }) {
	const text = html.toString();
	if (!REFRESH.test(text))
		return () => {};
	await tab.route(url, (route) => route.fulfill({
		contentType: 'text/html; charset=utf-8',
		body: text.replace(REFRESH, ''),
	}));
	return () => tab.unroute(url);
}
