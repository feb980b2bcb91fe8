
"use strict";
// Fonts are decoded before the first line is set, so that no line moves when they come.
document.fonts.forEach((font) => font.load());
addEventListener("DOMContentLoaded", () => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const prepare = (root) => {
    // A chart is one tab stop; arrow keys move from value to value, which is said and shown.
    for (const chart of all(".chart", root)) {
      const table = document.getElementById(chart.dataset.table);
      const rows = table ? all("tbody tr", table) : [];
      if (rows.length === 0) continue;
      const heads = all("thead th", table).map((cell) => cell.textContent);
      const said = chart.nextElementSibling;
      chart.tabIndex = 0;
      chart.setAttribute("role", "application");
      chart.setAttribute("aria-roledescription", chart.dataset.role);
      let at = null;
      // A mark knows its row and cells; one mark may show several figures of a row.
      const spots = new Map(all(".spot", chart).map((spot) =>
        [spot, { row: Number(spot.dataset.row), cells: spot.dataset.cells.split(" ").map(Number) }]));
      const cells = (row) => all("td", rows[row]);
      const say = (row, places) => {
        for (const cell of all("td.now", table)) cell.classList.remove("now");
        const name = rows[row].querySelector("th").textContent;
        const parts = [name];
        for (const place of places) {
          const cell = cells(row)[place];
          cell.classList.add("now");
          const value = document.createElement("strong");
          value.textContent = cell.textContent;
          parts.push((place === places[0] ? heads.length > 2 ? ", " : "" : "; ") + (heads.length > 2 ? heads[place + 1] : "") + ": ", value);
        }
        said.replaceChildren(...parts);
      };
      const show = (row, place) => {
        at = [row, place];
        for (const [spot, own] of spots) spot.classList.toggle("on", own.row === row && own.cells.includes(place));
        say(row, [place]);
      };
      const leave = () => {
        for (const cell of all("td.now", table)) cell.classList.remove("now");
        for (const spot of spots.keys()) spot.classList.remove("on");
        said.replaceChildren();
        at = null;
      };
      const keys = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
      chart.addEventListener("keydown", (event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        let [row, column] = at || [0, 0];
        const move = keys[event.key];
        const last = rows.length - 1;
        if (event.key === "Escape") return leave();
        if (event.key === "Home") [row, column] = [0, 0];
        else if (event.key === "End") [row, column] = [last, cells(last).length - 1];
        else if (!move) return;
        else if (at) {
          row += move[0];
          column += move[1];
          if (column < 0) { row -= 1; column = Infinity; }
          const isPast = row >= 0 && row <= last && column !== Infinity && column >= cells(row).length;
          if (isPast) { row += 1; column = 0; }
        }
        event.preventDefault();
        if (row < 0 || row > last) return;
        show(row, Math.min(column, cells(row).length - 1));
      });
      chart.addEventListener("blur", leave);
      chart.addEventListener("pointerover", (event) => {
        const own = spots.get(event.target);
        if (!own) return;
        show(own.row, own.cells[0]);
        say(own.row, own.cells);
      });
      chart.addEventListener("pointerleave", leave);
    }

    // A footnote opens where it is mentioned; the list at the end of the section keeps it, too.
    for (const mark of all("a.mark", root)) {
      mark.setAttribute("aria-expanded", "false");
      mark.addEventListener("click", (event) => {
        event.preventDefault();
        const block = mark.closest("p,li,h3,h4,h5,h6,dd");
        const open = block.querySelector(":scope > .here[data-note='" + mark.hash + "']");
        mark.setAttribute("aria-expanded", String(!open));
        if (open) { open.remove(); return; }
        const note = document.createElement("span");
        note.className = "here";
        note.dataset.note = mark.hash;
        note.append(...document.querySelector(mark.hash + " > span").cloneNode(true).childNodes);
        block.append(note);
      });
    }
  };
  prepare(document);

  // The contents say where the reader is.
  const mark = () => {
    const links = all(".contents a");
    const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let now = -1;
    targets.forEach((target, index) => {
      if (target && target.getBoundingClientRect().top < innerHeight * 0.3) now = index;
    });
    links.forEach((link, index) => {
      if (index === now) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  };
  let waits = false;
  addEventListener("scroll", () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; mark(); });
  }, { passive: true });
  mark();

  // A preview puts new parts into the page.
  addEventListener("renewed", (event) => {
    prepare(event.target);
    mark();
  });

  // Within a page of somebody else: that page is told the height.
  if (parent !== window) {
    const tell = () => parent.postMessage({ briefing: true, height: document.documentElement.offsetHeight }, "*");
    new ResizeObserver(tell).observe(document.documentElement);
  }

  // A table that the reader comes to by its address opens.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  // In print every table is open.
  addEventListener("beforeprint", () => all("details").forEach((one) => { one.dataset.was = one.open; one.open = true; }));
  addEventListener("afterprint", () => all("details").forEach((one) => { one.open = one.dataset.was === "true"; }));
});
