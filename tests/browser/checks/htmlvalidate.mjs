/* html-validate: mistakes in HTML that browsers repair in silence. */
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { isKnown } from '../known.mjs';

const CONFIG = {
	root: true,
	extends: ['html-validate:recommended'],
	rules: {
		/* HTML, not XML: `<br>`, never `<br/>`. */
		'void-style': ['error', { style: 'omit' }],
		/*
		 * A limit of 70 letters is advice about search results. A page is
		 * named after its action, in full: shortening it would hide words.
		 */
		'long-title': 'off',
		/*
		 * How an author spaces a telephone number is left as it was
		 * written; no rule of HTML or WCAG asks for more.
		 */
		'tel-non-breaking': 'off',
	},
};

const validator = new HtmlValidate(new StaticConfigLoader(CONFIG));

export async function checkHtmlValidate({ name, file }, add) {
	const { results } = await validator.validateFile(file);
	add('html-validate', results.flatMap(({ messages }) => messages)
		.map(({ ruleId, message, line, column, selector }) => ({
			what: `${message} (${ruleId})`,
			where: selector ?? '',
			see: `${name}:${line}:${column}`,
		}))
		.filter((finding) => !isKnown('html-validate', finding.what)));
}
