/*
 * The search box of the page that lists all pages. Without this script the
 * box stays hidden and the list is there; nothing leaves the browser.
 */
(() => {
	const form = document.querySelector('form.search');
	if (!form || !window.fetch)
		return;
	const input = form.querySelector('input');
	const status = form.querySelector('[role=status]');
	const list = form.querySelector('ol');
	const MOST = 20;
	let asked, timer;

	/* Words as they are compared: no accents, no capitals. */
	const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '')
		.toLowerCase();
	const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) || [];

	/* Asked for once, and only when somebody searches. */
	function load() {
		asked = asked || fetch(form.dataset.index)
			.then((answer) => answer.json())
			.then(({ pages }) => pages.map(([title, url, label, summary]) => ({
				title, url, label,
				first: wordsOf(title + ' ' + label), rest: wordsOf(summary),
			})));
		asked.catch(() => { asked = undefined; });
		return asked;
	}

	/* Every word must begin one of the page's; those of titles count more. */
	function worth(page, words) {
		let sum = 0;
		for (const word of words) {
			const begins = (other) => other.startsWith(word);
			if (page.first.some(begins))
				sum += page.first.includes(word) ? 4 : 3;
			else if (page.rest.some(begins))
				sum += 1;
			else
				return 0;
		}
		return sum;
	}

	function show(found) {
		const { none, one, many } = status.dataset;
		list.replaceChildren(...found.slice(0, MOST).map(({ page }) => {
			const item = document.createElement('li');
			const link = document.createElement('a');
			link.href = page.url;
			link.textContent = page.title;
			item.append(link);
			if (page.label) {
				const label = document.createElement('span');
				label.textContent = page.label;
				item.append(' ', label);
			}
			return item;
		}));
		list.hidden = found.length === 0;
		status.textContent = found.length === 0 ? none
			: found.length === 1 ? one : many.replace('{n}', found.length);
	}

	async function search() {
		const words = wordsOf(input.value);
		if (!words.length) {
			list.replaceChildren();
			list.hidden = true;
			status.textContent = '';
			return;
		}
		try {
			const pages = await load();
			show(pages.map((page) => ({ page, worth: worth(page, words) }))
				.filter(({ worth }) => worth)
				.sort((a, b) => b.worth - a.worth));
		} catch {
			status.textContent = status.dataset.failed;
		}
	}

	form.hidden = false;
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		search();
	});
	input.addEventListener('input', () => {
		clearTimeout(timer);
		timer = setTimeout(search, 200);
	});
})();
