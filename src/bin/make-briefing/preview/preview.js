"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const make = (name, text, kind) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const query = new URLSearchParams(location.search);
  document.documentElement.classList.toggle("bare", query.has("bare"));

  // Pieces are named by their content: what is here under a name need not be fetched again.
  const texts = new Map();
  const fetched = async (name) => {
    if (!texts.has(name)) {
      const answer = await fetch("piece/" + name);
      if (!answer.ok) throw new Error("gone");
      texts.set(name, await answer.text());
    }
    return texts.get(name);
  };
  const nodesOf = (name) => {
    const template = document.createElement("template");
    template.innerHTML = texts.get(name);
    return [...template.content.childNodes];
  };

  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];
  let styleName = "";
  const look = () => {
    const wanted = query.get("look") ?? $("look").value;
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSMediaRule)) continue;
      rule.original ??= rule.conditionText;
      if (!rule.original.includes("prefers-color-scheme")) continue;
      rule.media.mediaText = { dark: "screen", light: "not all" }[wanted] ?? rule.original;
    }
    document.documentElement.style.colorScheme = wanted;
  };

  // The page: places for cover and contents, and the sections with their blocks.
  let page = null;
  const begin = () => {
    const columns = make("div", undefined, "columns");
    const main = make("main");
    main.id = "main";
    main.tabIndex = -1;
    page = { main, columns, cover: { name: "", nodes: [] }, contents: { name: "", nodes: [] }, sections: new Map() };
    columns.append(main);
    $("page").replaceChildren(columns);
  };
  const put = (slot, name, parent, before) => {
    if (slot.name === name) return;
    slot.nodes.forEach((node) => node.remove());
    slot.nodes = nodesOf(name);
    slot.name = name;
    slot.nodes.forEach((node) => parent.insertBefore(node, before));
  };

  // What a reader has opened, and where the focus is, survives the exchange of a block.
  const kept = (nodes) => {
    const open = new Set();
    let focus = null;
    for (const node of nodes) {
      if (!(node instanceof Element)) continue;
      for (const details of node.querySelectorAll("details[open][id]")) open.add(details.id);
      if (!node.contains(document.activeElement)) continue;
      const now = document.activeElement;
      focus = now.classList.contains("chart") ? ".chart[data-table='" + now.dataset.table + "']" : now.id ? "#" + CSS.escape(now.id) : null;
    }
    return { open, focus };
  };

  const section = (wanted, seen) => {
    let own = page.sections.get(wanted.anchor);
    if (!own) {
      const element = make("section");
      element.setAttribute("aria-labelledby", wanted.anchor);
      own = { element, blocks: [] };
      page.sections.set(wanted.anchor, own);
    }
    const pool = own.blocks;
    const fresh = [];
    own.blocks = wanted.blocks.map((name) => {
      const at = pool.findIndex((block) => block.name === name);
      if (at >= 0) return pool.splice(at, 1)[0];
      const block = { name, nodes: nodesOf(name) };
      fresh.push(block);
      return block;
    });
    const old = pool.flatMap((block) => block.nodes);
    const state = kept(old);
    old.forEach((node) => node.remove());
    let next = own.element.firstChild;
    for (const node of own.blocks.flatMap((block) => block.nodes)) {
      if (node === next) next = next.nextSibling;
      else own.element.insertBefore(node, next);
    }
    seen.push(...fresh.flatMap((block) => block.nodes).filter((node) => node instanceof Element).map((element) => ({ element, state, isChange: pool.length > 0 })));
    return own.element;
  };

  const show = async (message) => {
    const wanted = message.page;
    if (wanted) {
      const all = [wanted.style, wanted.cover, wanted.contents, ...wanted.sections.flatMap((one) => one.blocks)];
      await Promise.all(all.map(fetched));
      for (const name of texts.keys()) if (!all.includes(name)) texts.delete(name);
      if (!page) begin();
      document.title = wanted.title + " (preview)";
      $("page").lang = wanted.language;
      if (styleName !== wanted.style) {
        styleName = wanted.style;
        sheet.replaceSync(texts.get(styleName));
        look();
      }
      put(page.cover, wanted.cover, $("page"), page.columns);
      put(page.contents, wanted.contents, page.columns, page.main);
      const seen = [];
      const elements = wanted.sections.map((one) => section(one, seen));
      for (const [anchor, own] of page.sections) {
        if (wanted.sections.some((one) => one.anchor === anchor)) continue;
        own.element.remove();
        page.sections.delete(anchor);
      }
      let next = page.main.firstChild;
      for (const element of elements) {
        if (element === next) next = next.nextSibling;
        else page.main.insertBefore(element, next);
      }
      for (const { element, state, isChange } of seen) {
        for (const details of element.querySelectorAll("details[id]")) if (state.open.has(details.id)) details.open = true;
        element.dispatchEvent(new CustomEvent("renewed", { bubbles: true }));
        if (state.focus) element.parentElement.querySelector(state.focus)?.focus({ preventScroll: true });
        if (isChange) element.classList.add("fresh");
      }
      tools(wanted.charts);
    }
    problems(message);
  };

  // Below each figure: its spec, its images, and where to edit it.
  const openSpecs = new Set();
  const openImages = new Map();
  const tools = (charts) => {
    for (const chart of charts) {
      const figure = $("fig-" + chart.id);
      if (!figure || !figure.matches("figure")) continue;
      const state = JSON.stringify(chart);
      let own = figure.querySelector(":scope > .tools");
      if (own?.state === state) continue;
      own?.remove();
      own = make("div", undefined, "tools");
      own.lang = "en";
      own.state = state;
      figure.append(own);
      if (chart.old) own.append(make("span", "an earlier state: there are errors", "old"));
      const spec = make("button", chart.file);
      spec.setAttribute("aria-label", "Spec of " + chart.id + ": " + chart.file);
      own.append(spec);
      const panel = make("pre");
      panel.tabIndex = 0;
      panel.setAttribute("aria-label", "Spec of " + chart.id);
      const turn = async () => {
        const isOpen = openSpecs.has(chart.id);
        spec.setAttribute("aria-pressed", String(isOpen));
        panel.remove();
        if (!isOpen) return;
        panel.textContent = await (await fetch("spec/" + encodeURIComponent(chart.id))).text();
        own.append(panel);
      };
      spec.addEventListener("click", () => {
        if (!openSpecs.delete(chart.id)) openSpecs.add(chart.id);
        turn();
      });
      turn();
      if (chart.open) {
        const link = make("a", "edit");
        link.href = chart.open;
        link.setAttribute("aria-label", "Edit " + chart.file);
        own.append(link);
      }
      const image = make("img");
      const buttons = chart.variants.map((name, index) => {
        const button = make("button", name);
        button.setAttribute("aria-label", "Image of " + chart.id + ": " + name);
        button.addEventListener("click", () => {
          if (openImages.get(chart.id) === index) openImages.delete(chart.id);
          else openImages.set(chart.id, index);
          draw();
        });
        own.append(button);
        return button;
      });
      const draw = () => {
        const index = openImages.get(chart.id);
        buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === index)));
        image.remove();
        if (index === undefined || index >= chart.variants.length) return;
        image.src = "image/" + encodeURIComponent(chart.id) + "/" + index + "?" + chart.state;
        image.alt = "Image of " + chart.id + ", " + chart.variants[index];
        own.append(image);
      };
      draw();
    }
  };

  // What check says lies over the page; below it the last good page stays.
  let wasBad = false;
  const count = (number, noun) => number + " " + noun + (number === 1 ? "" : "s");
  const place = (where) => {
    const out = [];
    const line = make("p");
    const name = where.line ? where.file + ":" + where.line + ":" + where.column : where.file;
    if (where.open) {
      const link = make("a", name);
      link.href = where.open;
      line.append(link);
    } else line.append(name);
    if (where.label) line.append(": " + where.label);
    out.push(line);
    if (where.excerpt) {
      const [before, marked, after] = where.excerpt;
      const text = make("pre");
      const number = (line) => String(line).padStart(String(where.line).length) + " | ";
      if (where.above) text.append(number(where.line - 1) + where.above + "\n");
      text.append(number(where.line) + before, make("mark", marked || " "), after);
      out.push(text);
    }
    return out;
  };
  const problems = (message) => {
    const isBad = message.errors > 0;
    const counts = [];
    if (message.errors) counts.push(count(message.errors, "error"));
    if (message.warnings) counts.push(count(message.warnings, "warning"));
    const button = $("findings");
    button.hidden = counts.length === 0;
    button.textContent = counts.join(", ");
    button.classList.toggle("bad", isBad);
    const list = $("problems");
    list.classList.toggle("bad", isBad);
    const all = message.problems.map((one) => {
      const article = make("article", undefined, one.severity);
      const head = make("h3");
      head.append(make("b", one.severity + "[" + one.code + "]"), ": " + one.message);
      article.append(head, ...place(one.place));
      if (one.hint) article.append(make("p", "help: " + one.hint));
      for (const other of one.related) article.append(...place(other));
      return article;
    });
    const head = make("h2", counts.join(", "));
    const why = message.kept && message.page ? [make("p", "The page is as it was before these errors.")] : [];
    const more = message.errors + message.warnings - all.length;
    list.replaceChildren(head, ...why, ...all, ...(more > 0 ? [make("p", more + " more are not shown.")] : []));
    if (isBad && !wasBad) turn(true);
    if (counts.length === 0 || (wasBad && !isBad)) turn(false);
    wasBad = isBad;
  };
  const turn = (isOpen) => {
    $("problems").hidden = !isOpen;
    $("findings").setAttribute("aria-expanded", String(isOpen));
  };
  $("findings").addEventListener("click", () => turn($("problems").hidden));

  // One message at a time; of those that come meanwhile only the last counts.
  let next = null;
  let isBusy = false;
  const say = (text, isLost = false) => {
    $("state").textContent = text;
    $("state").classList.toggle("lost", isLost);
  };
  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    while (next) {
      const message = next;
      next = null;
      try {
        await show(message);
        const what = message.drawn.length === 0 ? "nothing drawn anew" : count(message.drawn.length, "chart") + " drawn";
        say(what + " in " + message.millis + " ms");
      } catch (error) {
        // A piece that is gone belongs to a message that is out of date: the next one is on its way.
        if (error.message !== "gone") say("the page cannot be shown: " + error.message, true);
      }
    }
    isBusy = false;
  };
  const events = new EventSource("events");
  events.addEventListener("message", (event) => {
    next = JSON.parse(event.data);
    work();
  });
  events.addEventListener("error", () => say("make-briefing preview does not answer: this is the last page", true));

  $("look").addEventListener("change", () => {
    look();
    frame();
  });
  const frame = () => {
    const width = $("width").value;
    $("frame").hidden = width === "";
    $("page").hidden = width !== "";
    if (width === "") return $("frame").removeAttribute("src");
    $("frame").style.width = width + "px";
    const source = "?bare&look=" + $("look").value;
    if ($("frame").getAttribute("src") !== source) $("frame").src = source;
  };
  $("width").addEventListener("change", frame);
})();
