// What all trials share: the browser, and a count of what is not as expected.
import { chromium } from "playwright-core";

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

const failures = [];

/** Notes a failure unless `holds`; the trial goes on, so that one run shows all of them. */
export const expect = (holds, what) => {
  if (holds) return;
  failures.push(what);
  console.error(`not as expected: ${what}`);
};

export const same = (found, wanted, what) =>
  expect(JSON.stringify(found) === JSON.stringify(wanted), `${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);

/** Ends the program: 0 where everything was as expected. */
export const finish = (summary) => {
  console.log(failures.length === 0 ? summary : `${failures.length} not as expected`);
  process.exit(failures.length === 0 ? 0 : 1);
};
