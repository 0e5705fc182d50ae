/*
 * The keyboard: every control in the order of the page, each with a ring
 * that can be seen, and a first one that leads to the main words.
 *
 * Real Tab keys are pressed. A ring that is drawn changes pixels: that is
 * looked at for the first few stops of each page, since it takes long; for
 * all of them the ring's width is read.
 */
import { settle } from '../chromium.mjs';
import { installNames } from './page.mjs';

const RING_PX = 3;
const PIXEL_STOPS = 3;
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
	return stops.length;
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

async function checkSkip(page) {
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

/* Only on a page just opened does Tab begin at the top. */
async function startAnew(page) {
	await page.goto(page.url().split('#')[0], { waitUntil: 'load' });
	await settle(page);
}

/* A page that moved has one link; nothing before it is to be skipped. */
export async function checkFocus(page, moved, add) {
	await page.setViewportSize({ width: 1280, height: 800 });
	await startAnew(page);
	await installNames(page);
	const count = await page.evaluate(listen);
	const findings = [];

	const reached = () =>
		page.evaluate(() => window.focusSeen.at(-1)?.at ?? -1);
	let at = -1;
	for (let stop = 0; stop < PIXEL_STOPS && at < count - 1; stop++) {
		await page.keyboard.press('Tab');
		at = await reached();
		if (at >= 0 && !await ringShows(page)) {
			findings.push({ what: 'the focus cannot be seen',
				where: (await page.evaluate(() => window.focusSeen.at(-1))).where,
				see });
		}
	}
	/* A player has stops of its own inside, which nobody outside is told. */
	for (let round = 0; round < ROUNDS && at < count - 1; round++) {
		for (let left = Math.max(count - 1 - at, 1); left--;)
			await page.keyboard.press('Tab');
		at = Math.max(at, await reached());
	}
	const seen = await page.evaluate(() => window.focusSeen.filter(
		({ at }) => at >= 0));
	add('focus', [...findings, ...judge(seen, count)]);

	if (moved)
		return;
	await startAnew(page);
	await page.keyboard.press('Tab');
	add('skip', await checkSkip(page));
}
