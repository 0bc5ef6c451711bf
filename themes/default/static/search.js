// Search over all records in the browser: shards of the index are loaded one by one and indexed in idle moments.
// Chinese is cut into overlapping pairs of characters; what a record says is only ever put in as text.
"use strict";

var siteSearch = (() => {
  const root = document.documentElement;
  const box = document.querySelector("[data-search]");
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const status = box.querySelector("[data-search-status]");
  const folder = new URL("../search/", document.currentScript.src);
  let shards = Number(box.dataset.shards);
  const HAN = /\p{Script=Han}/u;
  const RUN = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
  const PER_KIND = 5;
  const CHUNK = 150;

  const engine = new MiniSearch({
    idField: "id",
    fields: ["title", "about", "text"],
    tokenize: indexTokens,
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 5, about: 2 },
      combineWith: "AND",
      tokenize: queryTokens,
      processTerm: (term) => term,
      prefix: (term) => !isPair(term),
      fuzzy: (term) => (!HAN.test(term) && term.length > 4 ? 0.2 : false),
      weights: { prefix: 0.6, fuzzy: 0.3 },
      boostDocument: (id) => (documents[id].kind === kinds.length - 1 ? 0.4 : 1),
    },
  });
  const documents = [];
  let kinds = [];
  let queue = [];
  let loaded = 0;
  let failed = false;
  let current = -1;

  function isPair(term) {
    return HAN.test(term) && [...term].length > 1;
  }

  function runs(text) {
    return fold(text).match(RUN) || [];
  }

  function fold(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  // The last character of a run stands alone too, so that any single character is found by prefix.
  function indexTokens(text) {
    return runs(text).flatMap((run) => (HAN.test(run) ? [...pairs(run), [...run].at(-1)] : [run]));
  }

  function queryTokens(text) {
    return runs(text).flatMap((run) => (HAN.test(run) && [...run].length > 1 ? pairs(run) : [run]));
  }

  function pairs(run) {
    const chars = [...run];
    return chars.slice(1).map((char, index) => chars[index] + char);
  }

  // -- loading ----------------------------------------------------------------------------

  const idle = window.requestIdleCallback
    ? (work) => window.requestIdleCallback(work, { timeout: 120 })
    : (work) => setTimeout(() => work({ timeRemaining: () => 8 }), 0);

  function next() {
    if (loaded >= shards || failed) return;
    const script = document.createElement("script");
    script.src = new URL(`${root.lang}-${loaded + 1}.js`, folder);
    script.addEventListener("error", () => {
      failed = true;
      say(siteWords.failed);
    });
    document.head.append(script);
  }

  function add(number, [names, rows]) {
    kinds = names;
    queue = rows;
    loaded = number;
    idle(index);
  }

  function index(deadline) {
    do {
      for (const [kind, href, title, about, text] of queue.splice(0, CHUNK)) {
        const id = documents.length;
        documents.push({ kind, href, title, about, text });
        engine.add({ id, title, about, text });
      }
    } while (queue.length && deadline.timeRemaining() > 4);
    if (queue.length) {
      idle(index);
      return;
    }
    if (input.value.trim()) show();
    next();
  }

  const complete = () => loaded >= shards && !queue.length;

  // -- results ----------------------------------------------------------------------------

  function say(words) {
    status.textContent = words;
    const line = document.createElement("p");
    line.textContent = words;
    list.replaceChildren(line);
    open(Boolean(input.value.trim()));
  }

  function show() {
    const query = input.value.trim();
    const chosen = current >= 0 ? hits()[current]?.dataset.id : undefined;
    current = -1;
    if (!query) {
      close();
      return;
    }
    const found = engine.search(query);
    if (!found.length) {
      say(failed ? siteWords.failed : complete() ? siteWords.none : siteWords.loading);
      return;
    }
    const groups = new Map();
    for (const { id } of found) {
      const { kind } = documents[id];
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(id);
    }
    const terms = runs(query);
    const parts = [];
    let number = 0;
    for (const [kind, ids] of groups) {
      const group = document.createElement("div");
      const head = document.createElement("div");
      group.setAttribute("role", "group");
      head.className = "group";
      head.id = `search-kind-${kind}`;
      head.textContent = `${kinds[kind]} · ${ids.length}`;
      group.setAttribute("aria-labelledby", head.id);
      group.append(head, ...ids.slice(0, groups.size > 1 ? PER_KIND : 4 * PER_KIND).map((id) => hit(id, number++, terms)));
      parts.push(group);
    }
    list.replaceChildren(...parts);
    status.textContent = siteWords.found.replace("{count}", found.length);
    open(true);
    const again = chosen === undefined ? -1 : hits().findIndex((node) => node.dataset.id === chosen);
    if (again >= 0) select(again);
  }

  function hit(id, number, terms) {
    const { href, title, about, text } = documents[id];
    const option = document.createElement("div");
    option.className = "hit";
    option.id = `search-hit-${number}`;
    option.dataset.id = id;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const name = document.createElement("b");
    name.append(...marked(title, terms));
    const line = document.createElement("span");
    line.append(...marked(about, terms));
    option.append(name, line);
    const part = snippet(fold(`${title} ${about}`), text, terms);
    if (part) {
      const found = document.createElement("span");
      found.append(...marked(part, terms));
      option.append(found);
    }
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", (event) => go(href, event));
    return option;
  }

  // Where the words were found, when title and subtitle do not show it.
  function snippet(seen, text, terms) {
    const folded = fold(text);
    const place = Math.min(...terms.filter((term) => !seen.includes(term) && folded.includes(term)).map((term) => folded.indexOf(term)));
    if (!Number.isFinite(place)) return "";
    const start = Math.max(0, place - 12);
    return (start ? "…" : "") + text.slice(start, start + 60);
  }

  function marked(text, terms) {
    // Character by character, so that places in the folded text are places in the text.
    const folded = [...text].map((char) => (fold(char).length === char.length ? fold(char) : char)).join("");
    const nodes = [];
    let at = 0;
    while (at < text.length) {
      let [start, end] = [text.length, text.length];
      for (const term of terms) {
        const place = folded.indexOf(term, at);
        if (place >= 0 && place < start) [start, end] = [place, place + term.length];
      }
      if (start > at) nodes.push(text.slice(at, start));
      if (end > start) {
        const mark = document.createElement("mark");
        mark.textContent = text.slice(start, end);
        nodes.push(mark);
      }
      at = end;
    }
    return nodes;
  }

  function go(href, event) {
    const target = (root.dataset.root || "") + href;
    if (event && (event.ctrlKey || event.metaKey)) window.open(target, "_blank", "noopener");
    else window.location.href = target;
  }

  // -- keyboard ---------------------------------------------------------------------------

  const hits = () => list.querySelectorAll("[role=option]");

  function select(number) {
    const all = hits();
    if (!all.length) return;
    current = (number + all.length) % all.length;
    all.forEach((node, place) => node.setAttribute("aria-selected", String(place === current)));
    input.setAttribute("aria-activedescendant", all[current].id);
    all[current].scrollIntoView({ block: "nearest" });
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (current < 0 || !yes) input.removeAttribute("aria-activedescendant");
  }

  function close() {
    current = -1;
    open(false);
  }

  input.addEventListener("input", () => {
    current = -1;
    show();
  });
  input.addEventListener("focus", () => {
    if (input.value.trim()) show();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else select(event.key === "ArrowDown" ? current + 1 : current < 0 ? -1 : current - 1);
    } else if (event.key === "Enter") {
      const all = hits();
      const chosen = all[Math.max(0, current)];
      if (!list.hidden && chosen) go(documents[chosen.dataset.id].href, event);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    }
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) close();
  });
  box.addEventListener("focusout", (event) => {
    // Whoever has come back before the delay is over is searching again.
    if (!box.contains(event.relatedTarget)) setTimeout(() => box.contains(document.activeElement) || close(), 120);
  });

  // A preview that has brought the page up to date says so; the index is read again when the box is next used.
  let stale = false;
  document.addEventListener("site:fresh", () => {
    stale = true;
  });
  input.addEventListener("focus", () => {
    if (!stale || !complete()) return;
    stale = false;
    shards = Number(box.dataset.shards);
    engine.removeAll();
    documents.length = 0;
    loaded = 0;
    next();
  });

  setTimeout(next, 0);
  if (input.value.trim()) show();
  return { add };
})();
