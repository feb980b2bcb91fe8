// Holds diagnostics as JSON and as SARIF against their published schemas.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import AjvDraft04 from "ajv-draft-04";

const [messageSchema, messages, sarifSchema, sarif] = process.argv.slice(2).map((name) => readFileSync(name, "utf8"));
// Formats such as `uri` are left to other checks; unknown words in a schema are faults.
const options = { allErrors: true, validateFormats: false };

const message = new (Ajv.default ?? Ajv)(options).compile(JSON.parse(messageSchema));
const lines = messages.trim().split("\n").map((line) => JSON.parse(line));
assert.ok(lines.length >= 4, `${lines.length} diagnostics`);
for (const line of lines) assert.ok(message(line), JSON.stringify(message.errors));
assert.ok(!message({ ...lines[0], severity: "fatal" }));

const standard = new (AjvDraft04.default ?? AjvDraft04)({ ...options, strict: false }).compile(JSON.parse(sarifSchema));
const log = JSON.parse(sarif);
assert.ok(standard(log), JSON.stringify(standard.errors));
assert.equal(log.runs[0].results.length, lines.length, "both forms say the same");
log.runs[0].results[0].level = "fatal";
assert.ok(!standard(log));

console.log("JSON and SARIF fit their schemas");
