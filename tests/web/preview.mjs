// Edits a specs folder while browsers show its preview. Arguments: the program, a copy of the shipped specs, the number of edits.
import { spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync, appendFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { createRequire } from "node:module";
import { expect, finish, launch, same } from "./browser.mjs";

const [program, specs, edits] = process.argv.slice(2);
const spec = join(specs, "charts/digitalbudget.yaml");
const sound = readFileSync(spec, "utf8");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const server = spawn(program, ["preview", specs, "--no-open", "--quiet"], { stdio: ["ignore", "pipe", "ignore"] });
const address = await new Promise((resolve, reject) => {
  server.stdout.once("data", (text) => resolve(String(text).split("\n")[0]));
  server.once("exit", () => reject(new Error("the preview has ended")));
});
const { port, pathname } = new URL(address);

const ask = (path, options = {}) => new Promise((resolve, reject) => {
  const asked = request({ host: "127.0.0.1", port, path, ...options }, (answer) => {
    answer.resume();
    resolve(answer.statusCode);
  });
  asked.on("error", reject);
  asked.end();
});
same(await ask(pathname), 200, "the page");
same(await ask(pathname, { headers: { host: `evil.example:${port}` } }), 403, "under a name of somebody else");
same(await ask(pathname, { headers: { host: "127.0.0.1" } }), 403, "without its port");
same(await ask("/"), 404, "without the secret");
same(await ask("/0/"), 404, "with another secret");
same(await ask(`${pathname}../../etc/passwd`), 404, "a path that leads out");
same(await ask(`${pathname}spec/..%2f..%2fbriefing`), 404, "a spec that leads out");
for (const method of ["POST", "PUT", "DELETE"]) same(await ask(pathname, { method }), 405, method);

const browser = await launch();
const pages = [];
for (const name of ["first", "second"]) {
  const page = await browser.newPage({ viewport: { width: 1300, height: 900 }, reducedMotion: "reduce" });
  page.on("pageerror", (error) => expect(false, `${name} browser: the script fails: ${error}`));
  page.on("console", (message) => expect(message.type() !== "error" || server.killed, `${name} browser: ${message.text()}`));
  await page.goto(address);
  await page.waitForSelector("figure .chart");
  pages.push(page);
}
const [page, other] = pages;
const title = (of) => of.locator("#fig-digitalbudget h3").textContent();
const waitFor = (of, text) =>
  of.waitForFunction((text) => document.querySelector("#fig-digitalbudget h3").textContent === text, text, { polling: 5 });

// Each edit is seen in both browsers, and exchanges this figure and its entry in the contents only.
await page.evaluate(() => { document.querySelector("#fig-kennzahlen").dataset.untouched = "yes"; });
await page.locator("#fig-digitalbudget details summary").click();
const times = [];
for (let edit = 1; edit <= Number(edits); edit += 1) {
  const text = `Edit ${edit}`;
  const began = performance.now();
  writeFileSync(spec, sound.replace(/^title:.*$/m, `title: ${text}`));
  await waitFor(page, text);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
  times.push(performance.now() - began);
  await waitFor(other, text);
}
same(await page.locator("#fig-kennzahlen").getAttribute("data-untouched"), "yes", "another figure after the edits");
expect(await page.locator("#fig-digitalbudget details").evaluate((one) => one.open), "a table that was open is closed by an edit");
const sorted = times.toSorted((a, b) => a - b);
const median = Math.round(sorted[Math.floor(sorted.length / 2)]);
const slow = Math.round(sorted[Math.floor(sorted.length * 0.95)]);

// A broken spec: the error lies over the page, and the last picture stays.
writeFileSync(spec, sound.replace(/^title:.*$/m, "title: [half"));
await page.waitForSelector("#problems:not([hidden]) .error");
expect((await page.locator("#problems").textContent()).includes("digitalbudget.yaml"), "the error does not say where it is");
expect(await page.locator("#problems mark").count() > 0, "the error does not show the line");
same(await title(page), `Edit ${edits}`, "the title of the last picture");
same(await page.locator("#fig-digitalbudget .tools .old").count(), 1, "marks of an old picture");
// What is typed half into the briefing takes nothing away.
const briefing = join(specs, "briefing.yaml");
const whole = readFileSync(briefing, "utf8");
writeFileSync(briefing, whole.slice(0, whole.length / 2) + "\n  - {");
await page.waitForFunction(() => document.querySelector("#problems").textContent.includes("as it was"));
same(await page.locator("figure.figure").count(), 18, "figures while the briefing is broken");
writeFileSync(briefing, whole);
// Saved as editors do: another file is put into its place.
writeFileSync(`${spec}.new`, sound.replace(/^title:.*$/m, "title: In its place"));
renameSync(`${spec}.new`, spec);
await waitFor(page, "In its place");
await page.waitForFunction(() => document.querySelector("#problems").hidden);

// The strip of a figure: its spec, and its images.
await page.locator("#fig-digitalbudget .tools button").first().click();
await page.waitForFunction(() => document.querySelector("#fig-digitalbudget .tools pre")?.textContent.includes("In its place"));
await page.locator("#fig-digitalbudget .tools button").nth(1).click();
await page.waitForFunction(() => document.querySelector("#fig-digitalbudget .tools img")?.naturalWidth > 0);
expect((await page.locator("#fig-digitalbudget .tools a").getAttribute("href")).startsWith("vscode://file/"), "no link to an editor");

// The preview's own parts are accessible as well.
const session = await page.context().newCDPSession(page);
await session.send("Page.setBypassCSP", { enabled: true });
await page.evaluate(axe);
const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
for (const { id, nodes } of violations) expect(false, `preview: axe finds ${id} at ${nodes[0].target.join(" ")}`);

// A file that changes all the time, and is none of the specs, changes nothing.
const state = await page.locator("#state").textContent();
for (let round = 0; round < 10; round += 1) {
  appendFileSync(join(specs, "notes.log"), "line\n");
  await new Promise((done) => setTimeout(done, 50));
}
same(await page.locator("#state").textContent(), state, "after changes of another file");

// A server that was killed: the page says so, and stays.
server.kill("SIGKILL");
await page.waitForSelector("#state.lost");
same(await title(page), "In its place", "the title after the server has gone");

await browser.close();
finish(`the preview is as expected (${edits} edits, from saving to seeing ${median} ms at the median, ${slow} ms for 19 of 20)`);
