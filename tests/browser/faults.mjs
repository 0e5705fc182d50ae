/*
 * One good page and everything that can be wrong with it, one fault to
 * a page: the material of the self-test.
 *
 * A fault replaces parts of the page: `html` (its attributes), `head`
 * (added), `title`, `description`, `viewport`, `policy`, `skip`, `body`,
 * `kind` (the class of the body).
 */
const POLICY = '<meta http-equiv="Content-Security-Policy" ' +
	'content="default-src \'none\'; img-src \'self\'; style-src \'self\'; ' +
	'script-src \'self\'; form-action \'self\'; base-uri \'none\'">';

/* Most faults would be stopped by the policy before they show. */
const NO_POLICY = '';

const STYLE = `
:root { color-scheme: light dark; --ink: #111; --paper: #fff; --link: #002255; }
@media (prefers-color-scheme: dark) {
	:root { --ink: #eee; --paper: #111; --link: #cde; }
	.dim-in-the-dark { color: #777; }
}
body { margin: 1rem; font: 1.125rem/1.6 sans-serif; color: var(--ink);
	background: var(--paper); }
a { color: var(--link); }
summary { min-block-size: 2.75rem; }
header a, p > a { display: inline-block; min-block-size: 2.75rem; }
:focus-visible { outline: .25rem solid var(--ink); outline-offset: .1rem; }
.no-ring a:focus-visible { outline: none; }
.low { block-size: 40px; overflow: hidden; }
.ghost { fill: #333; }
@media (forced-colors: active) { .ghost { fill: Canvas; } }
button { color: var(--ink); background: var(--paper); min-block-size: 3rem; }
.dim { color: #595959; background: #eee; }
.dimmer { color: #999; background: #fff; }
.wide { inline-size: 60rem; }
.cut { overflow-x: clip; }
.tight { line-height: 1.2; }
.tiny a { display: inline-block; inline-size: 1rem; block-size: 1rem;
	overflow: hidden; vertical-align: top; }
@page { @bottom-center { content: counter(page); } }
.easy, .large { font-size: 1.5rem; }
.row { display: grid; grid-template-columns: 12rem 1fr; break-inside: avoid;
	max-inline-size: 36rem; }
.row img { inline-size: 12rem; block-size: auto; }
.row p { max-inline-size: 20rem; }
.row .small { font-size: .5em; }
.row.loose { break-inside: auto; }
@media (width < 30em) { .row { grid-template-columns: 1fr; } }
@media (width < 40em) { .dim-when-narrow { color: #999; background: #fff; } }
`;

export const FILES = {
	'style.css': STYLE,
	'unnumbered.css': STYLE.replace(/^@page.*$/m, ''),
	'wrong.css': 'p { colour: red; }\n',
	'elsewhere.css': '.never { background: url(https://other.example/a.png); }\n',
	'imports.css': '@import "style.css";\n',
	'dot.svg': svg('<circle cx="9" cy="9" r="9" fill="#36c"/>'),
	'wrong.svg': svg('<wrong/>'),
	'add-words.js':
		'document.querySelector("main").insertAdjacentHTML("beforeend",' +
		' "<p>Only with script.</p>");\n',
	'all-words.js': 'const main = document.querySelector("main");\n' +
		'main.innerHTML = "<h1>Page</h1><p>Words.</p>";\n',
	'harmless.js': 'document.documentElement.dataset.script = "on";\n',
	'throws.js': 'throw new Error("broken");\n',
	'cookie.js': 'document.cookie = "seen=1";\n',
	'local.js': 'localStorage.setItem("seen", "1");\n',
	'session.js': 'sessionStorage.setItem("seen", "1");\n',
	'database.js': 'indexedDB.open("seen");\n',
	'worker.js': '// a service worker\n',
	'service.js': 'navigator.serviceWorker.register("worker.js");\n',
	'fetches.js': 'fetch("https://other.example/").catch(() => {});\n',
};

function svg(inner) {
	return '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" ' +
		`viewBox="0 0 18 18">${inner}</svg>\n`;
}

export function writePage({
	html = ' lang="en"', head = '', title = '<title>Page</title>',
	description = '<meta name="description" content="A page.">',
	viewport = '<meta name="viewport" content="width=device-width">',
	policy = POLICY, root = '', style = 'style.css', h1 = '<h1>Page</h1>',
	skip = '<header><a href="#main">Skip to the words</a></header>',
	body = '<p>Words.</p>', kind = '',
}) {
	return `<!DOCTYPE html>
<html${html}>
<head>
<meta charset="utf-8">
${[policy, viewport, title, description].filter(Boolean).join('\n')}
<link rel="stylesheet" href="${root}${style}">
${head}
</head>
<body${kind && ` class="${kind}"`}>
${skip}
<main id="main" tabindex="-1">
${h1}
${body}
</main>
</body>
</html>
`;
}

const script = (name) => `<script src="${name}" defer></script>`;
const picture = (src, more = '') =>
	`<p><img src="${src}" alt="A dot" width="18" height="18"${more}></p>`;

const row = (inner, more = '') => `<div class="row${more}">${inner}</div>`;
const shown = '<div class="picture"><img src="dot.svg" alt="A dot" ' +
	'width="18" height="18"></div>';
const said = '<div class="words"><p>Words.</p></div>';
const chart = (first, second) => '<div class="chart" aria-hidden="true">' +
	'<svg width="40" height="20" class="key">' +
	`<rect class="a" width="9" height="9" fill="${first}"/>` +
	`<rect class="b" y="10" width="9" height="9" fill="${second}"/></svg></div>` +
	'<p>Words.</p>';

const AXE = ['axe 320 light', 'axe 320 dark', 'axe 1280 light',
	'axe 1280 dark'];
/* Where they look when all is to be looked at. */
const IBM = ['ibm 320 light', 'ibm 1280 dark'];
const ALFA = ['alfa 320 light', 'alfa 1280 dark'];
const ENGINES = [...AXE, ...IBM, ...ALFA];
const LOST = ['zoom 400 %', 'text spacing', 'text 200 %'];
const REFLOW = ['reflow without script', 'reflow with script'];

/* Text that hardly compresses, the same every time. */
function noise(bytes) {
	let state = 1;
	let text = '';
	while (text.length < bytes) {
		state = (state * 48271) % 2147483647;
		text += `${state.toString(36)} `;
	}
	return text;
}

const fold = (content) =>
	`<details><summary>More</summary>\n${content}\n</details>`;

export const FAULTS = [
	/* How a page presents itself. */
	{ name: 'no language', html: '', expect: ['lang', 'html-validate',
		'nu', ...ENGINES] },
	{ name: 'an unknown language', html: ' lang="e"', expect: ['lang', 'nu',
		...ENGINES] },
	{ name: 'no title', title: '', expect: ['title', 'html-validate', 'nu',
		...ENGINES] },
	{ name: 'no description', description: '', expect: ['description'] },
	{ name: 'no viewport', viewport: '', expect: ['viewport'] },
	{ name: 'two h1', body: '<h1>Again</h1>', expect: ['h1', ...ALFA] },
	{ name: 'no h1', h1: '<h2>Page</h2>', expect: ['h1', 'nu',
		...AXE, ...ALFA] },

	/* Accessibility. */
	{ name: 'a picture without words', body: '<p><img src="dot.svg"></p>',
		expect: ['html-validate', 'nu', ...ENGINES] },
	{ name: 'contrast below 4.5', body: '<p class="dimmer">Words.</p>',
		expect: ENGINES },
	{ name: 'contrast below 7', body: '<p class="dim">Words.</p>',
		expect: [...AXE, ...ALFA] },
	{ name: 'low contrast in the dark',
		body: '<p class="dim-in-the-dark">Words.</p>',
		expect: ENGINES.filter((check) => check.endsWith(' dark')) },
	{ name: 'low contrast on a telephone',
		body: '<p class="dim-when-narrow">Words.</p>',
		expect: ENGINES.filter((check) => check.includes(' 320 ')) },
	{ name: 'small targets', body: '<div class="tiny"><a href="a.html">One</a>' +
		'<a href="b.html">Two</a></div>', expect: [...AXE, ...ALFA, ...LOST,
			'targets'] },
	{ name: 'words outside every landmark',
		body: '</main>\n<p>Lost.</p>\n<main hidden>', expect: ['html-validate',
			...ENGINES] },

	{ name: 'a figure without words', body: '<figure><p>Words.</p></figure>',
		expect: IBM },
	{ name: 'lines too close', body: '<p class="tight">Words.</p>',
		expect: ALFA },

	/* Width. */
	{ name: 'sideways scroll', body: '<p class="wide">Words.</p>',
		expect: [...REFLOW, ...LOST] },
	{ name: 'words cut off at the side', html: ' lang="en" class="cut"',
		body: '<p class="wide">Words.</p>', expect: [...REFLOW, ...LOST] },

	/* What opens. */
	{ name: 'contrast below 4.5 in what opens', body: fold(
		'<p class="dimmer">Words.</p>'), expect: ENGINES },
	{ name: 'sideways scroll in what opens', body: fold(
		'<p class="wide">Words.</p>'), expect: ['reflow opened', ...LOST] },

	/* The keyboard. */
	{ name: 'no way past the menu', skip: '', expect: ['skip', ...ALFA] },
	{ name: 'a focus that cannot be seen',
		body: '<p class="no-ring"><a href="a.html">Words</a></p>',
		expect: ['focus'] },
	{ name: 'another order of Tab',
		body: '<p><a href="a.html" tabindex="2">One</a></p>\n' +
			'<p><a href="b.html" tabindex="1">Two</a></p>',
		expect: ['focus', 'skip', ...AXE, ...ALFA] },

	/* What readers do to a page. */
	{ name: 'words cut off when letters grow',
		body: '<p class="low">Words and words.</p>',
		expect: ['text 200 %'] },
	{ name: 'a drawing that vanishes in forced colours',
		body: '<p><svg width="18" height="18" aria-hidden="true">' +
			'<circle class="ghost" cx="9" cy="9" r="9"/></svg> Words.</p>',
		expect: ['forced colours'] },
	{ name: 'two states of a chart that look alike',
		body: chart('#333', '#333'), expect: ['forced colours'] },
	{ name: 'two states of a chart that do not', body: chart('#333', '#999'),
		expect: [] },

	/* Paper, and easy read. */
	{ name: 'sheets without numbers', style: 'unnumbered.css',
		expect: ['paper'] },
	{ name: 'large print', kind: 'large', expect: [] },
	{ name: 'small letters in large print', kind: 'large',
		body: '<div class="row"><p class="small">Words.</p></div>',
		expect: ['paper'] },
	{ name: 'letters that slant in large print', kind: 'large',
		body: '<p><em>Words.</em></p>', expect: ['paper'] },
	{ name: 'easy read', kind: 'easy', body: row(shown + said), expect: [] },
	{ name: 'small letters in easy read', kind: 'easy',
		body: row(shown + said.replace('<p>', '<p class="small">')),
		expect: ['paper', 'easy read'] },
	{ name: 'a row that may be split', kind: 'easy',
		body: row(shown + said, ' loose'), expect: ['paper'] },
	{ name: 'a row whose picture comes last', kind: 'easy',
		body: row(said + shown), expect: ['easy read'] },
	{ name: 'the menu on paper',
		body: '<div role="presentation"></div></main>\n' +
			'<header class="site">Menu</header>\n<main hidden>',
		expect: ['print', 'html-validate', ...ENGINES] },

	/* What is asked for. */
	{ name: 'a picture from another host', policy: NO_POLICY,
		body: picture('https://other.example/dot.png'),
		expect: ['other-hosts'] },
	{ name: 'a script that asks another host', policy: NO_POLICY,
		head: script('fetches.js'), expect: ['other-hosts', 'requests'] },
	{ name: 'a connection to another host', policy: NO_POLICY,
		head: '<link rel="preconnect" href="https://other.example">',
		expect: ['other-hosts'] },
	{ name: 'another host in the style', policy: NO_POLICY,
		head: '<link rel="stylesheet" href="elsewhere.css">',
		expect: ['other-hosts'] },
	{ name: 'against its own policy',
		head: '<style>p { margin: 0; }</style>', expect: ['console', 'nu'] },
	{ name: 'a script that fails', head: script('throws.js'),
		expect: ['console'] },
	{ name: 'a missing picture', body: picture('none.png'),
		expect: ['loads'] },
	{ name: 'a missing picture further down',
		body: `<p>${'Words.<br>'.repeat(600)}</p>` +
			picture('none.png', ' loading="lazy"'), expect: ['loads'] },
	{ name: 'a missing style', style: 'none.css',
		expect: ['loads', 'targets', 'focus', 'paper', ...ALFA] },
	{ name: 'too many requests', style: 'imports.css',
		head: script('harmless.js'), expect: ['requests'] },
	{ name: 'too heavy', body: `<p>${noise(36000)}</p>`,
		expect: ['weight'] },

	/* What is kept. */
	{ name: 'a cookie', head: script('cookie.js'), expect: ['storage'] },
	{ name: 'local storage', head: script('local.js'), expect: ['storage'] },
	{ name: 'session storage', head: script('session.js'),
		expect: ['storage'] },
	{ name: 'a database', head: script('database.js'), expect: ['storage'] },
	{ name: 'a service worker', policy: NO_POLICY, head: script('service.js'),
		expect: ['storage'] },

	/* Script is never needed. */
	{ name: 'words that need script', head: script('add-words.js'),
		expect: ['no-script'] },
	{ name: 'a page that needs script', h1: '', body: '',
		head: script('all-words.js'), expect: ['no-script', 'h1'] },
	{ name: 'a button that needs script',
		body: '<p><button type="button">Print</button></p>',
		expect: ['no-script'] },

	/* An old address. */
	{ name: 'a page that has moved to nowhere',
		head: '<meta http-equiv="refresh" content="0; url=/gone/">',
		expect: ['moved'] },

	/* HTML. */
	{ name: 'an unclosed element', body: '<p><b>Words.</p>',
		expect: ['html-validate', 'nu'] },
	{ name: 'an attribute that is not', body: '<p colour="red">Words.</p>',
		expect: ['nu'] },
	{ name: 'the same id twice',
		body: '<p id="a">Words.</p>\n<p id="a">More.</p>',
		expect: ['html-validate', 'nu', ...ALFA] },
].map((fault) => ({
	...fault,
	page: `${fault.name.replace(/[^a-z0-9]+/g, '-')}.html`,
}));
