/* Nothing is kept on a reader's device. */
async function readStorage() {
	const kept = [];
	const keys = (store, name) => {
		for (const key of Object.keys(store))
			kept.push({ what: `${name} is used`, where: key });
	};
	keys(localStorage, 'local storage');
	keys(sessionStorage, 'session storage');
	for (const { name } of await indexedDB.databases())
		kept.push({ what: 'a database is kept', where: name });
	for (const name of await caches.keys())
		kept.push({ what: 'a cache is kept', where: name });
	const workers = await navigator.serviceWorker.getRegistrations();
	for (const { scope } of workers)
		kept.push({ what: 'a service worker stays', where: scope });
	return kept;
}

/* Says whether the page left the browser as clean as it was. */
export async function checkStorage(page, add) {
	const cookies = (await page.context().cookies())
		.map(({ name }) => ({ what: 'a cookie is set', where: name }));
	const kept = await page.evaluate(readStorage);
	const findings = [...cookies, ...kept].map((finding) => ({
		...finding, see: 'look at the storage panel of the browser',
	}));
	add('storage', findings);
	return findings.length === 0;
}
