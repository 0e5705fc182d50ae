/*
 * Nobody needs script: what a page shows with script it shows without,
 * and without script nothing pretends to be usable.
 *
 * What only script can keep true (live regions, forms) may come with it.
 */
function readShown() {
	const tidy = (text) => text.replace(/\s+/g, ' ').trim();
	const shown = (element) => {
		/* What a closed `details` holds is one press away. */
		const fold = element.closest('details:not([open])');
		return fold ? fold.checkVisibility() : element.checkVisibility();
	};
	const texts = document.querySelectorAll('h1, h2, h3, h4, h5, h6, p, li, ' +
		'dt, dd, th, td, caption, figcaption, summary, a[href]');
	return {
		texts: [...texts]
			.filter((element) => shown(element) &&
				!element.closest('noscript, form, dialog, [aria-live], ' +
					'[role=status], [role=alert]'))
			.map((element) => tidy(element.textContent))
			.filter(Boolean),
		main: tidy(document.querySelector('main')?.innerText ?? ''),
		deadButtons: [...document.querySelectorAll('button')]
			.filter((button) => shown(button) && !button.disabled &&
				!(button.form && button.type !== 'button') &&
				!button.hasAttribute('popovertarget') &&
				!button.hasAttribute('commandfor'))
			.map((button) => tidy(button.textContent) || button.outerHTML),
	};
}

export function readWithoutScript(page) {
	return page.evaluate(readShown);
}

export async function checkScript(page, without, add) {
	const withScript = await page.evaluate(readShown);
	const before = new Set(without.texts);
	const see = 'switch script off in the browser and load the page';
	const findings = [...new Set(withScript.texts)]
		.filter((text) => !before.has(text))
		.map((text) => ({
			what: 'shown only with script', where: `'${text}'`, see,
		}));

	if (!without.main) {
		findings.push({
			what: 'nothing to read without script', where: 'main', see,
		});
	}
	for (const label of without.deadButtons) {
		findings.push({
			what: 'does nothing without script', where: `button '${label}'`, see,
		});
	}
	add('no-script', findings);
}
