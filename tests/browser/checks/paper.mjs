/*
 * What readers of paper need, and those of easy read on paper and on a screen:
 * sizes of letters, numbers of pages, rows that stay whole. Pictures of pages
 * cannot tell it, and a PDF hides its letters: so it is asked of the page, as
 * wide as a sheet of A4 between its margins.
 */
import { settle } from '../chromium.mjs';
import { installNames } from './page.mjs';

const POINT = 4 / 3; /* CSS pixels */
/* A4 without the margins of 16 mm at its sides, and of 18 and 20 mm. */
const SHEET = { width: Math.floor(178 / 25.4 * 96),
	height: Math.floor(259 / 25.4 * 96) };
const ROUNDING_PX = 0.1;

/* Letters smaller than that, slanted, or underlined without being a link. */
function readLetters({ least, isPlain }) {
	const found = new Map();
	const walker = document.createTreeWalker(document.body,
		NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const element = node.parentElement;
		const style = getComputedStyle(element);
		if (!node.data.trim() || !element.checkVisibility() ||
			style.clipPath !== 'none' || element.closest('svg, .skip'))
			continue;
		const size = parseFloat(style.fontSize);
		const tell = (what) => found.set(what, window.nameOf(element));
		if (size < least)
			tell(`letters of ${size.toFixed(1)} px, at least ${least.toFixed(1)} wanted`);
		if (isPlain && style.fontStyle !== 'normal')
			tell('letters that slant');
		if (isPlain && style.textDecorationLine.includes('underline') &&
			!element.closest('a'))
			tell('underlined words that are no link');
		if (style.textAlign === 'justify')
			tell('lines as wide as each other');
	}
	return [...found].map(([what, where]) => ({ what, where })).slice(0, 5);
}

/* A number at the foot of each sheet: a margin box of the page. */
function readNumbers() {
	const rulesOf = (sheet) => {
		try {
			return [...sheet.cssRules].flatMap((rule) =>
				rule.styleSheet ? rulesOf(rule.styleSheet) : [rule]);
		} catch {
			return []; /* of another host */
		}
	};
	const rules = [...document.styleSheets].flatMap(rulesOf);
	return rules.some((rule) => rule instanceof CSSPageRule &&
		!rule.selectorText && /counter\(page\)/.test(rule.cssText));
}

/* Rows that may be split, or must be, being taller than a sheet. */
function readSplit(height) {
	return [...document.querySelectorAll('.row')].filter((row) =>
		getComputedStyle(row).breakInside !== 'avoid' ||
		row.getBoundingClientRect().height > height)
		.slice(0, 5).map((row) => window.nameOf(row));
}

/* Rows of easy read: the picture first, and big enough. */
function readRows({ narrow }) {
	const wrong = [];
	for (const row of document.querySelectorAll('.row')) {
		const [first, second] = row.children;
		const tell = (what) => wrong.push({ what, where: window.nameOf(row) });
		if (!first?.matches('.picture') || !second?.matches('.words')) {
			tell('the picture does not come first');
			continue;
		}
		const whole = row.getBoundingClientRect();
		const picture = first.getBoundingClientRect();
		const words = second.getBoundingClientRect();
		const image = first.querySelector('img, svg')?.getBoundingClientRect();
		if (image && image.width < 159.5)
			tell(`a picture ${Math.round(image.width)} px wide, 160 wanted`);
		if (narrow && words.top < picture.bottom)
			tell('the picture is not above its words');
		if (!narrow && picture.width < whole.width / 4)
			tell('the picture has less than a quarter of its row');
	}
	return wrong.slice(0, 5);
}

/* Lines that are close, or long: 80 letters at most. */
function readLines() {
	const wrong = [];
	for (const text of document.querySelectorAll('main p')) {
		if (!text.checkVisibility() || !text.textContent.trim())
			continue;
		const style = getComputedStyle(text);
		const size = parseFloat(style.fontSize);
		const tell = (what) => wrong.push({ what, where: window.nameOf(text) });
		if (parseFloat(style.lineHeight) < size * 1.5 - 0.1)
			tell('lines closer than one and a half');
		/* A letter is half as wide as it is high, about. */
		if (text.clientWidth > size * 0.5 * 80)
			tell('lines of more than 80 letters');
	}
	return wrong.slice(0, 5);
}

async function readPaper(page, kind) {
	const see = 'print the page';
	const findings = [];
	await page.setViewportSize(SHEET);
	await page.emulateMedia({ media: 'print', colorScheme: 'light' });
	await settle(page);
	if (!await page.evaluate(readNumbers))
		findings.push({ what: 'sheets without numbers', where: '@page', see });
	if (kind !== 'other') {
		const least = (kind === 'large' ? 18 : 14) * POINT - ROUNDING_PX;
		findings.push(...(await page.evaluate(readLetters,
			{ least, isPlain: true })).map((one) => ({ ...one, see })));
		findings.push(...(await page.evaluate(readSplit, SHEET.height))
			.map((where) => ({ what: 'a row may be split', where, see })));
	}
	const wide = await page.evaluate(() =>
		document.scrollingElement.scrollWidth - window.innerWidth);
	if (kind === 'large' && wide > 0)
		findings.push({ what: `${wide} px are cut off`, where: 'html', see });
	await page.emulateMedia({ media: null });
	return findings;
}

async function readEasy(page) {
	const findings = [];
	for (const width of [1280, 360]) {
		const see = `open it ${width} px wide`;
		await page.setViewportSize({ width, height: 800 });
		await settle(page);
		for (const [read, how] of [
			[readLetters, { least: 14 * POINT - ROUNDING_PX, isPlain: true }],
			[readRows, { narrow: width < 480 }],
			[readLines, undefined],
		])
			findings.push(...(await page.evaluate(read, how))
				.map((one) => ({ ...one, see })));
	}
	return findings;
}

export async function checkPaper(page, add) {
	await installNames(page);
	const kind = await page.evaluate(() => ['easy', 'large']
		.find((name) => document.body.classList.contains(name)) ?? 'other');
	add('paper', await readPaper(page, kind));
	if (kind === 'easy')
		add('easy read', await readEasy(page));
}
