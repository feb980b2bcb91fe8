// Opens pages of single charts within another page, which is told their heights. Argument: an output folder.
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, finish, launch, same } from "./browser.mjs";

const folder = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const guide = readFileSync(process.argv[3], "utf8");
// The snippet is the one of the guide.
const snippet = guide.match(/```html\n([\s\S]*?)```/)[1];
const pages = readdirSync(join(folder, "charts")).filter((name) => name.endsWith(".html")).slice(0, 8);

// Files are served, since a browser gives each file of the disk an origin of its own.
const server = createServer((asked, answer) => {
  const id = asked.url.slice(1).split("?")[0];
  answer.setHeader("content-type", "text/html; charset=utf-8");
  if (id.endsWith(".html")) answer.end(readFileSync(join(folder, "charts", id.split("/").pop())));
  else answer.end(`<!doctype html><html lang="en"><title>Host</title>${snippet.replaceAll("budget", id)}`);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await launch();
for (const name of pages) {
  const id = name.slice(0, -".html".length);
  for (const width of [340, 1000]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.on("pageerror", (error) => expect(false, `${id}: the script fails: ${error}`));
    page.on("console", (message) => expect(message.type() !== "error", `${id}: the console says ${message.text()}`));
    await page.goto(`http://127.0.0.1:${server.address().port}/${id}`);
    const frame = await (await page.waitForSelector("iframe")).contentFrame();
    await frame.waitForSelector("figure");
    const cut = () => frame.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    await page.waitForFunction(() => document.querySelector("iframe").height > 100);
    await frame.locator("summary").click();
    await page.waitForTimeout(100);
    same(await cut(), 0, `${id}, ${width} px: pixels of the figure that are cut off`);
    const wide = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    same(wide, 0, `${id}, ${width} px: pixels that stick out sideways`);
    await page.close();
  }
}
// A page of a chart alone is accessible, and asks for nothing.
const page = await browser.newPage({ bypassCSP: true });
for (const name of pages) {
  await page.goto(`file://${join(folder, "charts", name)}`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, nodes } of violations) expect(false, `${name}: axe finds ${id} at ${nodes[0].target.join(" ")}`);
}
await browser.close();
server.close();
finish(`${pages.length} charts are shown within another page`);
