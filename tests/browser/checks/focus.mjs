/*
 * The keyboard: every control in the order of the page, each with a ring
 * that can be seen, and a first one that leads to the main words.
 *
 * Real Tab keys are pressed. A ring that is drawn changes pixels: that is
 * looked at for a few stops, since it takes long; for all of them the ring's
 * width is read.
 */
import { settle } from '../chromium.mjs';
import { installNames } from './page.mjs';

const RING_PX = 3;
const ROUNDS = 6;
const see = 'press Tab';

/* Counts the stops, and notes each place where the focus comes. */
function listen() {
	const stops = [...document.querySelectorAll('a[href], button, input, ' +
		'textarea, select, summary, audio[controls], video[controls], ' +
		'[tabindex="0"]')]
		.filter((element) => element.checkVisibility() && !element.disabled &&
			element.tabIndex >= 0)
		/* Of a group of radio buttons the first takes the focus. */
		.filter((element) => element.type !== 'radio' || element ===
			document.querySelector(`[type=radio][name="${element.name}"]`));
	window.focusSeen = [];
	document.addEventListener('focusin', ({ target }) => {
		const style = getComputedStyle(target);
		const box = target.getClientRects()[0];
		const top = box && document.elementFromPoint(
			box.left + Math.min(box.width / 2, 8), box.top + box.height / 2);
		window.focusSeen.push({
			at: stops.indexOf(target),
			where: window.nameOf(target),
			ring: style.outlineStyle === 'none' ? 0
				: parseFloat(style.outlineWidth),
			isCovered: Boolean(top) && !target.contains(top) &&
				!top.contains(target),
		});
	}, true);
	return { count: stops.length, inMain: stops.findIndex((element) =>
		element.closest('main')) };
}

function judge(seen, count) {
	const findings = [];
	const order = seen.map(({ at }) => at);
	const wrong = order.findIndex((at, i) => i > 0 && at < order[i - 1]);
	if (wrong > 0) {
		findings.push({ what: 'the order of Tab is not that of the page',
			where: seen[wrong].where, see });
	}
	const met = new Set(order);
	if (met.size < count) {
		findings.push({ what: `Tab reaches ${met.size} of ${count} controls`,
			where: 'body', see });
	}
	for (const { where, ring, isCovered } of seen) {
		if (ring < RING_PX)
			findings.push({ what: `a ring of ${ring} px round the focus`, where, see });
		if (isCovered)
			findings.push({ what: 'the focus is covered', where, see });
	}
	return findings;
}

/* Does the picture of the page change where the focus is? */
async function ringShows(page) {
	const box = await page.evaluate(() => {
		const { left, top, width, height } =
			document.activeElement.getClientRects()[0];
		return { x: left - 6, y: top - 6, width: width + 12, height: height + 12 };
	});
	const clip = {
		x: Math.max(0, box.x), y: Math.max(0, box.y),
		width: Math.max(1, box.width), height: Math.max(1, box.height),
	};
	const shot = () => page.screenshot({ clip, animations: 'disabled' });
	const focused = await shot();
	/* The words stay where they are; the skip link would slide away. */
	await page.evaluate(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync('*:focus, *:focus-visible { outline: none !important }');
		document.adoptedStyleSheets = [sheet];
	});
	const plain = await shot();
	await page.evaluate(() => { document.adoptedStyleSheets = []; });
	return Buffer.compare(focused, plain) !== 0;
}

async function findSkip(page) {
	const skip = await page.evaluate(() => {
		const { activeElement: link } = document;
		return link?.localName === 'a' ? link.getAttribute('href') : null;
	});
	if (!skip?.startsWith('#'))
		return [{ what: 'the first stop does not skip to the main words',
			where: 'body', see }];
	await page.keyboard.press('Enter');
	const arrives = await page.evaluate(() =>
		document.querySelector('main')?.matches(':target'));
	return arrives ? [] : [{ what: 'the skip link does not skip', where: skip,
		see: 'press Tab, then Enter' }];
}

/*
 * As one who holds the key down. Each press is not waited for, since the
 * browser would draw the page after each: that took most of the time.
 */
async function holdTab(page, times) {
	await Promise.all(Array.from({ length: times }, () =>
		page.keyboard.down('Tab')));
	await page.keyboard.up('Tab');
}

/* Tab begins at the top only on a page where nothing has had the focus. */
export async function checkFocus(page, add) {
	await page.setViewportSize({ width: 1280, height: 800 });
	await settle(page);
	await installNames(page);
	const { count, inMain } = await page.evaluate(listen);
	const findings = [];

	const reached = () =>
		page.evaluate(() => window.focusSeen.at(-1)?.at ?? -1);
	let at = -1;
	/* The page's first link, and the first that this page alone has. */
	for (const stop of [0, inMain]) {
		if (stop <= at || stop >= count)
			continue;
		await holdTab(page, stop - at);
		at = await reached();
		if (at >= 0 && !await ringShows(page)) {
			findings.push({ what: 'the focus cannot be seen',
				where: (await page.evaluate(() => window.focusSeen.at(-1))).where,
				see });
		}
	}
	/* A player has stops of its own inside, which nobody outside is told. */
	for (let round = 0; round < ROUNDS && at < count - 1; round++) {
		await holdTab(page, Math.max(count - 1 - at, 1));
		at = Math.max(at, await reached());
	}
	const seen = await page.evaluate(() => window.focusSeen.filter(
		({ at }) => at >= 0));
	add('focus', [...findings, ...judge(seen, count)]);
	await page.evaluate(() => {
		document.activeElement?.blur();
		window.scrollTo(0, 0);
	});
}

/* The same holds here; and it must do without script. */
export async function checkSkip(page, add) {
	await page.keyboard.press('Tab');
	add('skip', await findSkip(page));
}
