// Compares a figure of the manifest with the cell of the page's table.

/** The first number of a text in the notation of a language; undefined where there is none. */
const number = (text, language) => {
  const plain = text.replace(/[\s\u2066-\u2069\u200e\u200f]/g, "").replace(/[−–]/g, "-");
  const [thousands, decimal] = language.startsWith("de") ? [".", ","] : [",", "."];
  const found = plain.match(/-?\d[\d.,]*/);
  if (!found) return undefined;
  const digits = found[0].replace(/[.,]$/, "").replaceAll(thousands, "").replace(decimal, ".");
  return { shown: Number(digits), decimals: digits.split(".")[1]?.length ?? 0, isLess: plain.startsWith("<") };
};

/** What is wrong with the cell that shows a value; undefined where it is right. */
export const difference = ({ row, column, value }, table, language) => {
  if (!table) return "the chart has no table";
  const cells = table.rows.find((one) => one[0] === row);
  if (!cells) return `no row “${row}”`;
  const place = column === null ? 1 : table.heads.indexOf(column);
  const cell = cells[place < 1 && table.heads.length === 2 ? 1 : place];
  if (cell === undefined) return `no column “${column}”`;
  const found = number(cell, language);
  if (value === null) return found === undefined ? undefined : `${row}, ${column}: “${cell}” where there is no value`;
  if (found === undefined) return `${row}, ${column}: “${cell}” instead of ${value}`;
  const { shown, decimals, isLess } = found;
  if (isLess && Math.abs(value) < shown) return undefined;
  const step = 10 ** -decimals;
  // `numbers: {in: billions}` prints a figure in thousands, millions or billions.
  const isNear = [1, 1e3, 1e6, 1e9].some((unit) => Math.abs(value / unit - shown) <= step * 0.5 + 1e-9 * Math.abs(shown) + 1e-12);
  return isNear ? undefined : `${row}, ${column}: “${cell}” instead of ${value}`;
};
