/*
 * No sideways scroll (WCAG 1.4.10), and no words cut off to avoid it.
 */
function measure() {
	const root = document.documentElement;
	const scroller = document.scrollingElement ?? root;
	const width = window.innerWidth;
	const clips = (element) =>
		/^(hidden|clip)$/.test(getComputedStyle(element).overflowX);

	/* A wide table may scroll in a box of its own. */
	function inOwnScroller(element) {
		for (let box = element.parentElement; box && box !== document.body;
			box = box.parentElement) {
			if (getComputedStyle(box).overflowX !== 'visible')
				return true;
		}
		return false;
	}
	function selector(element) {
		if (element.id)
			return `#${CSS.escape(element.id)}`;
		const names = [...element.classList].map((name) => `.${name}`).join('');
		const own = element.localName + names;
		const parent = element.parentElement;
		return parent && parent !== document.body
			? `${selector(parent)} > ${own}` : own;
	}
	const outside = [...document.body.querySelectorAll('*')]
		.filter((element) => {
			const box = element.getBoundingClientRect();
			return box.width > 0 && box.height > 0 && box.right > width + 1 &&
				!inOwnScroller(element);
		});
	return {
		width,
		needed: scroller.scrollWidth,
		clipped: clips(root) || clips(document.body),
		/* The innermost ones: the others only hold them. */
		outside: outside
			.filter((element) => !outside.some((other) =>
				other !== element && element.contains(other)))
			.slice(0, 10)
			.map(selector),
	};
}

export async function checkReflow(page, add, how) {
	const { width, needed, clipped, outside } = await page.evaluate(measure);
	const scrolls = needed > width;
	const cut = clipped && outside.length > 0;
	add(`reflow ${how}`, scrolls || cut ? [{
		what: scrolls ? `scrolls sideways, ${needed} px wide`
			: 'cut off at the side',
		where: outside.join(', ') || 'html',
		see: `make the window ${width} px wide`,
	}] : []);
}
