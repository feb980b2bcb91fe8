// How long it takes from saving a spec to seeing its chart, with two browsers open. Arguments: the program, a specs folder, the
// number of edits. Every spec of the folder is edited in its turn and is as it was at the end; prints the median in milliseconds.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";

const [program, specs, edits] = process.argv.slice(2);
const server = spawn(program, ["preview", specs, "--no-open", "--quiet"], { stdio: ["ignore", "pipe", "ignore"] });
const address = await new Promise((resolve) => server.stdout.once("data", (text) => resolve(String(text).split("\n")[0])));
const browser = await launch();
const pages = [];
for (const name of ["first", "second"]) {
  const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
  await page.goto(address);
  await page.waitForSelector("figure .chart");
  pages.push({ name, page });
}
const charts = readdirSync(join(specs, "charts")).filter((name) => name.endsWith(".yaml"));
const times = [];
for (let edit = 0; edit < Number(edits); edit += 1) {
  const name = charts[(edit * 7) % charts.length];
  const spec = join(specs, "charts", name);
  const sound = readFileSync(spec, "utf8");
  const id = name.replace(/\.yaml$/, "");
  const title = `Edit number ${edit}`;
  // The page itself notes when the words are there: the clock of the browser is that of the machine.
  const seen = pages[0].page.evaluate(([id, title]) => new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(`#fig-${id} h3`)?.textContent === title) resolve(Date.now());
      else requestAnimationFrame(look);
    };
    look();
  }), [id, title]);
  const began = Date.now();
  writeFileSync(spec, sound.replace(/^title:.*$/m, `title: ${title}`));
  times.push(await seen - began);
  writeFileSync(spec, sound);
  await new Promise((done) => setTimeout(done, 300));
}
times.sort((a, b) => a - b);
console.log(`${charts.length} charts, ${edits} edits: ${times[times.length >> 1]} ms at the median, ${times[Math.floor(times.length * 0.95)]} ms for 19 of 20`);
await browser.close();
server.kill();
