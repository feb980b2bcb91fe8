// Opens a page whose style, script and fonts are files beside it. Arguments: its folder, and that of the page that needs no files.
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { expect, finish, launch, same } from "./browser.mjs";

const [folder, whole] = process.argv.slice(2);
const kinds = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2" };
const asked = [];
const server = createServer((request, answer) => {
  const name = request.url.slice(1);
  asked.push(name);
  if (!readdirSync(folder).includes(name)) return answer.writeHead(404).end();
  // A strict site: nothing inline at all.
  answer.setHeader("content-security-policy", "default-src 'self'");
  answer.setHeader("content-type", kinds[extname(name)] ?? "text/plain");
  answer.end(readFileSync(join(folder, name)));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await launch();
const tree = async (address) => {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.on("console", (message) => expect(!["error", "warning"].includes(message.type()), `the console says ${message.text()}`));
  page.on("pageerror", (error) => expect(false, `the script fails: ${error}`));
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready);
  const fonts = await page.evaluate(() => [...document.fonts].map((font) => font.status));
  expect(fonts.length >= 3 && fonts.every((status) => status === "loaded"), `${address}: fonts are ${fonts}`);
  return page.locator("body").ariaSnapshot();
};
same(await tree(`http://127.0.0.1:${server.address().port}/briefing.html`), await tree(`file://${whole}/briefing.html`), "what a screen reader is told");
expect(asked.filter((name) => name.endsWith(".woff2")).length >= 3, `it asks for ${asked}`);
await browser.close();
server.close();
finish(`a page with ${asked.length - 1} files beside it says the same, on a site that allows nothing inline`);
