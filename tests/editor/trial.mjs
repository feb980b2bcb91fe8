// Opens specs in yaml-language-server as an editor would, and asserts what an author then sees.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const rpc = require("vscode-jsonrpc/node");
const [specs, shipped] = process.argv.slice(2);

const server = spawn(process.execPath, [require.resolve("yaml-language-server/bin/yaml-language-server"), "--stdio"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);
const waiting = new Map();
connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => waiting.get(uri)?.(diagnostics));
connection.onRequest("workspace/configuration", ({ items }) =>
  items.map(({ section }) => (section === "yaml" ? { completion: true, validate: true, hover: true, schemaStore: { enable: false } } : {})),
);
connection.onRequest("client/registerCapability", () => null);
connection.listen();

const root = pathToFileURL(specs).href;
await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: root,
  workspaceFolders: [{ uri: root, name: "specs" }],
  capabilities: { textDocument: { completion: { completionItem: { snippetSupport: false } }, hover: {} } },
});
await connection.sendNotification("initialized", {});

let version = 0;
/** A name that was not open before: a server may still have something to say of one that was. */
const fresh = (name) => `${root}/${name.replace(".yaml", `-${(version += 1)}.yaml`)}`;

/** Opens a file with this text and waits for what the server says of it. */
async function open(name, text) {
  const uri = fresh(name);
  const said = new Promise((resolve, reject) => {
    waiting.set(uri, resolve);
    setTimeout(() => reject(new Error(`${name}: the server says nothing`)), 20000);
  });
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version, text },
  });
  return await said;
}

/** The words that are offered where `|` stands in the text. */
async function complete(name, marked) {
  const uri = fresh(name);
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  const text = marked.replace("|", "");
  await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version, text } });
  const found = await connection.sendRequest("textDocument/completion", {
    textDocument: { uri },
    position: { line: before.length - 1, character: before.at(-1).length },
  });
  return (found.items ?? found).map((item) => item.label);
}

const read = (name) => readFileSync(`${specs}/${name}`, "utf8");
const chart = (rest) => `# yaml-language-server: $schema=../schema/chart.json\ntitle: More\n${rest}`;

// What `new` writes is right, and finds its schema by its own first line.
for (const name of ["briefing.yaml", "charts/budget.yaml", "charts/obstacles.yaml", "series/survey.yaml"]) {
  assert.deepEqual(await open(name, read(name)), [], name);
}

// So are the specs that are shipped: each is opened under its own name, since its schema stands beside it.
for (const name of readdirSync(shipped, { recursive: true }).filter((name) => name.endsWith(".yaml"))) {
  const uri = pathToFileURL(`${shipped}/${name}`).href;
  const said = new Promise((resolve, reject) => {
    waiting.set(uri, resolve);
    setTimeout(() => reject(new Error(`${name}: the server says nothing`)), 20000);
  });
  const text = readFileSync(`${shipped}/${name}`, "utf8");
  await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  assert.deepEqual(await said, [], name);
}

// Mistakes are marked where they stand.
const line = (diagnostics, text) => {
  const found = diagnostics.find(({ message }) => message.includes(text));
  assert.ok(found, `nothing says "${text}": ${JSON.stringify(diagnostics.map(({ message }) => message))}`);
  return found.range.start.line;
};
assert.equal(line(await open("charts/budget.yaml", chart("series: budget\nchart: bar\nhilight: [a]\n")), "hilight"), 4);
assert.equal(line(await open("charts/budget.yaml", chart("series: Budget!\nchart: bar\n")), "pattern"), 2);
assert.equal(line(await open("charts/budget.yaml", chart("series: budget\n")), '"chart"'), 1);
const series = "# yaml-language-server: $schema=../schema/series.json\nseries:\n  a:\n    type: single\n";
assert.equal(line(await open("series/survey.yaml", `${series}    data: {files: a.csv}\n`), "Incorrect type"), 4);

// Keys and words are offered.
const keys = await complete("charts/budget.yaml", chart("series: budget\nchart: bar\n|"));
for (const key of ["highlight", "sort", "alt", "question"]) assert.ok(keys.includes(key), `${key} among ${keys}`);
const kinds = await complete("charts/budget.yaml", chart("series: budget\nchart: |"));
for (const kind of ["bar", "stacked-bar", "dumbbell"]) assert.ok(kinds.includes(kind), `${kind} among ${kinds}`);
const types = await complete("series/survey.yaml", "# yaml-language-server: $schema=../schema/series.json\nseries:\n  a:\n    type: |");
for (const type of ["single", "multiple", "scale", "numeric"]) assert.ok(types.includes(type), `${type} among ${types}`);
const counted = await complete("series/survey.yaml", `${series}    data:\n      file: a.csv\n      tabulate:\n        |`);
for (const key of ["answers", "separator", "weight", "base"]) assert.ok(counted.includes(key), `${key} among ${counted}`);
const data = await complete("series/survey.yaml", `${series}    data:\n      file: a.csv\n      |`);
for (const key of ["delimiter", "decimal", "sheet"]) assert.ok(data.includes(key), `${key} among ${data}`);

console.log("yaml-language-server completes and checks as it should");
connection.dispose();
server.kill();
