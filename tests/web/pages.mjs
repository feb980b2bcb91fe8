// Opens built pages in a browser. Arguments: the folder of accessibility trees, then output folders.
import { mkdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { basename, join } from "node:path";
import { createRequire } from "node:module";
import { expect, finish, launch, same } from "./browser.mjs";
import { difference } from "./figures.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [trees, ...folders] = process.argv.slice(2);
// The gallery grows with every kind of chart; the trees of the others change only with the page itself.
const withTree = ["specs", "tests-nasty"];
const browser = await launch();

/** A page of a folder in a window of this width; whatever the browser complains about is a failure. */
const open = async (folder, options) => {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const address = `file://${folder}/briefing.html`;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) expect(false, `${basename(folder)}: the console says ${message.text()}`);
  });
  page.on("pageerror", (error) => expect(false, `${basename(folder)}: the script fails: ${error}`));
  page.on("request", (request) => {
    const own = request.url().startsWith("data:") || request.url().split("#")[0] === address;
    expect(own, `${basename(folder)}: it asks for ${request.url()}`);
  });
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready);
  return page;
};

const examine = async (page, name) => {
  // Rules of axe run outside of the page's policy.
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setBypassCSP", { enabled: true });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, help, nodes } of violations) {
    expect(false, `${name}: axe finds ${id} (${help}) at ${nodes.slice(0, 3).map((one) => one.target.join(" ")).join("; ")}`);
  }
};

/** Nothing sticks out sideways, and each chart shows one drawing. */
const fits = async (page, name) => {
  const { wide, charts } = await page.evaluate(() => {
    const shown = (element) => element.getClientRects().length > 0;
    return {
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      charts: [...document.querySelectorAll(".chart")].map((chart) => [...chart.querySelectorAll(".at")].filter(shown).length),
    };
  });
  same(wide, 0, `${name}: pixels that stick out sideways`);
  expect(charts.length > 0 && charts.every((count) => count === 1), `${name}: drawings of a chart are ${charts}`);
};

const looks = [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["800 px", { viewport: { width: 800, height: 900 } }],
  ["320 px", { viewport: { width: 320, height: 640 } }],
  ["320 px, dark", { viewport: { width: 320, height: 640 }, colorScheme: "dark" }],
  // A window of 1,280 by 1,024 pixels, enlarged four times.
  ["400 %", { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
];

/** axe finds nothing in any look, with tables closed and open, nor in print. */
const everyLook = async (folder) => {
  for (const [look, options] of looks) {
    const name = `${basename(folder)}, ${look}`;
    const page = await open(folder, options);
    await fits(page, name);
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    await fits(page, `${name}, open tables`);
    await examine(page, name);
    await page.context().close();
  }
  const page = await open(folder, {});
  await page.emulateMedia({ media: "print" });
  await examine(page, `${basename(folder)}, print`);
  await page.context().close();
};

/** Each figure of the manifest is in the table of its chart. */
const figures = async (page, folder) => {
  const { charts } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const language = await page.evaluate(() => document.documentElement.lang);
  const tables = await page.evaluate(() => {
    const words = (list) => [...list].map((cell) => cell.textContent);
    const table = (figure) => ({
      heads: words(figure.querySelectorAll("thead th")),
      rows: [...figure.querySelectorAll("tbody tr")].map((row) => words(row.children)),
    });
    return Object.fromEntries([...document.querySelectorAll("figure.figure")].map((one) => [one.id.slice(4), table(one)]));
  });
  let count = 0;
  for (const { id, values } of charts) {
    // A line of reference is said in the text of its chart.
    for (const value of values.filter((one) => one.kind !== "reference")) {
      const found = difference(value, tables[id], language);
      expect(found === undefined, `${basename(folder)}, ${id}: ${found}`);
      count += 1;
    }
  }
  return count;
};

/** From top to bottom with Tab alone: all stops in the order of the page, visible, and each chart is one. */
const keyboard = async (page, name) => {
  const stops = [];
  for (let step = 0; step < 5000; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const now = document.activeElement;
      if (!now || now === document.body) return null;
      globalThis.order ??= [...document.querySelectorAll("*")];
      const box = now.getBoundingClientRect();
      const style = getComputedStyle(now);
      return {
        place: globalThis.order.indexOf(now),
        what: now.outerHTML.slice(0, 90),
        isChart: now.classList.contains("chart"),
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      };
    });
    if (!stop) break;
    stops.push(stop);
    expect(stop.inView, `${name}: the focus is out of sight at ${stop.what}`);
    expect(stop.marked, `${name}: nothing shows the focus at ${stop.what}`);
  }
  const places = stops.map((stop) => stop.place);
  expect(places.every((place, index) => index === 0 || place > places[index - 1]), `${name}: Tab leaves the order of the page`);
  const wanted = await page.evaluate(() => document.querySelectorAll(".chart").length);
  same(stops.filter((stop) => stop.isChart).length, wanted, `${name}: charts with a tab stop`);
  return stops.length;
};

/** Arrow keys say each value of a chart, in the words of its table, and Escape leaves it. */
const arrows = async (page, name) => {
  for (const id of await page.evaluate(() => [...document.querySelectorAll(".chart")].map((one) => one.dataset.table))) {
    const chart = page.locator(`.chart[data-table="${id}"]`);
    const said = page.locator(`.chart[data-table="${id}"] ~ .said`);
    const [first, last, heads] = await page.evaluate((id) => {
      const table = document.getElementById(id);
      const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));
      return [rows[0], rows.at(-1), [...table.querySelectorAll("thead th")].map((cell) => cell.textContent)];
    }, id);
    const sentence = (row, column) =>
      `${row[0]}${heads.length > 2 ? `, ${heads[column]}` : ""}: ${row[column]}`;
    await chart.focus();
    await page.keyboard.press("ArrowDown");
    same(await said.textContent(), sentence(first, 1), `${name}, ${id}: the first value`);
    await page.keyboard.press("End");
    same(await said.textContent(), sentence(last, last.length - 1), `${name}, ${id}: the last value`);
    await page.keyboard.press("Escape");
    same(await said.textContent(), "", `${name}, ${id}: after Escape`);
  }
};

/** The pointer over a mark says the value of that mark, and marks it. Returns how many charts have such marks. */
const pointer = async (page, name) => {
  let count = 0;
  for (const chart of await page.locator(".chart").all()) {
    const spots = await chart.locator(".at:visible .spot").all();
    if (spots.length === 0) continue;
    count += 1;
    await chart.scrollIntoViewIfNeeded();
    for (const spot of spots.slice(0, 3)) {
      await spot.hover({ force: true });
      const said = await chart.evaluate((chart) => chart.nextElementSibling.textContent);
      // Where marks overlap, the upper one is said.
      const { row, values, isOn } = await spot.evaluate((spot) => {
        const box = spot.getBoundingClientRect();
        const upper = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const own = upper?.classList.contains("spot") ? upper : spot;
        const row = document.getElementById(own.closest(".chart").dataset.table).querySelectorAll("tbody tr")[own.dataset.row];
        const cells = own.dataset.cells.split(" ").map((cell) => row.querySelectorAll("td")[cell].textContent);
        return { row: row.querySelector("th").textContent, values: cells, isOn: own.classList.contains("on") };
      });
      expect(said.startsWith(row) && values.every((value) => said.includes(value)), `${name}: over ${row} (${values}) the page says “${said}”`);
      expect(isOn, `${name}: ${row} is not marked`);
    }
  }
  return count;
};

/** Each figure of the manifest has a mark in its chart, at every width. Returns how many have. */
const marks = async (page, folder) => {
  const { charts } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const found = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll(".chart")].map((chart) => {
    const table = document.getElementById(chart.dataset.table);
    const heads = [...table.querySelectorAll("thead th")].slice(1).map((cell) => cell.textContent);
    const rows = [...table.querySelectorAll("tbody tr")].map((row) => row.querySelector("th").textContent);
    const of = (spot) => spot.dataset.cells.split(" ").map((cell) => `${rows[spot.dataset.row]} | ${heads.length === 1 ? "" : heads[cell]}`);
    const drawings = [...chart.querySelectorAll(".at")].map((at) => [...at.querySelectorAll(".spot")].flatMap(of));
    return [chart.dataset.table.slice(4, -6), { drawings, isSingle: heads.length === 1 }];
  })));
  let count = 0;
  // Stacks draw the parts of a net, and tables draw a line through the years between first and last.
  const isDrawn = (one) => !["reference", "total", "net"].includes(one.kind) && one.value !== null;
  for (const { id, values } of charts.filter((one) => one.kind !== "table")) {
    for (const { row, column, value } of values.filter(isDrawn)) {
      const { drawings, isSingle } = found[id];
      const name = `${row} | ${isSingle ? "" : column}`;
      // Differences are printed beside the marks: their column has no marks at all.
      const isBeside = !isSingle && !drawings.some((drawing) => drawing.some((one) => one.endsWith(`| ${column}`)));
      if (isBeside) continue;
      const has = drawings.every((drawing) => drawing.includes(name));
      expect(has, `${basename(folder)}, ${id}: no mark shows ${name} (${value})`);
      count += has ? 1 : 0;
    }
  }
  return count;
};

/** Without scripts all charts, notes and tables are there. */
const withoutScripts = async (folder) => {
  const name = `${basename(folder)}, without scripts`;
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 800, height: 900 } });
  const page = await context.newPage();
  await page.goto(`file://${folder}/briefing.html`);
  const charts = await page.locator(".chart").count();
  same(await page.locator(".chart .at:visible svg").count(), charts, `${name}: charts that show`);
  const summary = page.locator("details:not([open]) > summary").first();
  if (await summary.count()) {
    const table = page.locator("details:not([open]) table").first();
    await summary.click();
    expect(await table.count() === 0 || await page.locator("details[open] table").first().isVisible(), `${name}: a table does not open`);
  }
  for (const mark of await page.locator("a.mark").all()) {
    const note = await mark.getAttribute("href");
    same(await page.locator(note).count(), 1, `${name}: notes for ${note}`);
  }
  await context.close();
};

/** Nothing moves once the page has been painted. */
const still = async (page, name) => {
  const moved = await page.evaluate(() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; }))
      .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 100);
  }));
  expect(moved < 0.001, `${name}: its parts move by ${moved} while it loads`);
};

/** What a screen reader is told of the page. */
const tree = async (page, name) => {
  const found = `${await page.locator("body").ariaSnapshot()}\n`;
  const path = join(trees, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(trees, { recursive: true });
    writeFileSync(path, found);
    return;
  }
  const wanted = existsSync(path) ? readFileSync(path, "utf8") : "";
  const [a, b] = [found.split("\n"), wanted.split("\n")];
  const line = a.findIndex((text, index) => text !== b[index]);
  expect(found === wanted, `${name}: the accessibility tree differs in line ${line + 1}: ${a[line]} instead of ${b[line]} (UPDATE_GOLDEN=1 rewrites it)`);
};

const sums = [];
for (const folder of folders) {
  const name = basename(folder);
  const page = await open(folder, {});
  await still(page, name);
  if (withTree.includes(name)) await tree(page, name);
  const count = await figures(page, folder);
  const stops = await keyboard(page, name);
  await arrows(page, name);
  const marked = await pointer(page, name);
  const places = await marks(page, folder);
  expect(marked > 0, `${name}: no chart has marks that can be pointed at`);
  await page.context().close();
  await withoutScripts(folder);
  await everyLook(folder);
  sums.push(`${name}: ${count} figures, ${stops} tab stops, ${places} figures with a mark, ${marked} charts to point at`);
}
await browser.close();
finish(`pages are as expected (${sums.join("; ")})`);
