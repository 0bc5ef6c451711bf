// Brings a page up to date in place. Three versions take part: what the server sent before, what it sends now, and
// what is on screen, which scripts and the reader have changed since. Only what differs between the first two is
// changed in the third: open details, sorted tables, typed words, focus and scroll position stay as they are.
"use strict";

var livePatch = (() => {
  const MOST_PAIRS = 250000;
  // Scripts rebuild these; they are replaced whole and their script is asked to take care of the new one.
  const isWhole = (node) => node.nodeType === 1 && node.classList.contains("table-frame");

  const twins = new WeakMap(); // node of the version sent before -> node on screen
  let fresh = []; // tables that came in with this patch
  const MARKED = "[data-live-same]";
  const aside = new Map(); // by its number, a mark in what was sent with the node it stands for

  function pair(sent, shown) {
    twins.set(sent, shown);
    for (let a = sent.firstChild, b = shown.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
  }

  // Returns a node of the new version with the pieces that marks in it stand for.
  function filled(now) {
    if (!aside.size || now.nodeType !== 1) return now;
    const whole = (mark) => aside.get(mark.dataset.liveSame)[1].cloneNode(true);
    if (now.matches(MARKED)) return whole(now);
    for (const mark of now.querySelectorAll(MARKED)) mark.replaceWith(whole(mark));
    return now;
  }

  function show(now) {
    const shown = document.importNode(now, true);
    pair(now, shown);
    if (shown.nodeType === 1) {
      if (isWhole(shown)) fresh.push(shown);
      fresh.push(...shown.querySelectorAll(".table-frame"));
    }
    return shown;
  }

  function attributes(sent, now) {
    const shown = twins.get(sent);
    const names = new Set([...sent.getAttributeNames(), ...now.getAttributeNames()]);
    for (const name of names) {
      const [before, after] = [sent.getAttribute(name), now.getAttribute(name)];
      if (before === after) continue;
      if (name === "class") {
        const [old, next] = [before, after].map((value) => (value || "").split(/\s+/).filter(Boolean));
        shown.classList.remove(...old.filter((word) => !next.includes(word)));
        shown.classList.add(...next.filter((word) => !old.includes(word)));
      } else if (after === null) shown.removeAttribute(name);
      else shown.setAttribute(name, after);
      if (after === null) sent.removeAttribute(name);
      else sent.setAttribute(name, after);
    }
  }

  // The same thing in two versions: one can become the other without losing what it is.
  const isSame = (a, b) =>
    a.nodeName === b.nodeName &&
    (a.id || "") === (b.id || "") &&
    isWhole(a) === isWhole(b) &&
    a.dataset?.liveSame === b.dataset?.liveSame;
  const keyOf = (node) => (node.nodeType === 1 ? node.outerHTML : `${node.nodeType} ${node.data}`);

  // Pairs of places of equal nodes in two lists, in order, as many as there can be.
  function common(a, b) {
    if (!a.length || !b.length || a.length * b.length > MOST_PAIRS) return [];
    // Mostly the same things are there in the same order, with other words in them: no need to search.
    if (a.length === b.length && a.every((node, place) => isSame(node, b[place]))) return [];
    const [left, right] = [a.map(keyOf), b.map(keyOf)];
    const wide = right.length + 1;
    const best = new Uint32Array((left.length + 1) * wide);
    for (let i = left.length - 1; i >= 0; i -= 1) {
      for (let j = right.length - 1; j >= 0; j -= 1) {
        best[i * wide + j] =
          left[i] === right[j]
            ? best[(i + 1) * wide + j + 1] + 1
            : Math.max(best[(i + 1) * wide + j], best[i * wide + j + 1]);
      }
    }
    const found = [];
    for (let i = 0, j = 0; i < left.length && j < right.length; ) {
      if (left[i] === right[j]) found.push([i++, j++]);
      else if (best[(i + 1) * wide + j] >= best[i * wide + j + 1]) i += 1;
      else j += 1;
    }
    return found;
  }

  function children(sent, now) {
    const [old, next] = [[...sent.childNodes], [...now.childNodes]];
    let start = 0;
    let end = 0;
    while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) start += 1;
    if (start === old.length && start === next.length) return;
    const most = Math.min(old.length, next.length) - start;
    while (end < most && old.at(-1 - end).isEqualNode(next.at(-1 - end))) end += 1;
    const middle = [old.slice(start, old.length - end), next.slice(start, next.length - end)];
    const parent = twins.get(sent);
    const kept = old.slice(0, start);
    const after = () => {
      const last = [...kept].reverse().find((node) => twins.get(node).parentNode === parent);
      return last && twins.get(last);
    };
    const add = (one) => {
      const place = after();
      const node = filled(one);
      const shown = show(node);
      if (place) place.after(shown);
      else parent.prepend(shown);
      kept.push(node);
    };
    const gap = (before, later) => {
      let from = 0;
      for (const node of later) {
        const at = before.findIndex((one, index) => index >= from && isSame(one, node));
        if (at < 0) {
          add(node);
          continue;
        }
        before.slice(from, at).forEach(drop);
        from = at + 1;
        kept.push(change(before[at], node));
      }
      before.slice(from).forEach(drop);
    };
    let [i, j] = [0, 0];
    for (const [a, b] of [...common(...middle), [middle[0].length, middle[1].length]]) {
      gap(middle[0].slice(i, a), middle[1].slice(j, b));
      if (a < middle[0].length) kept.push(middle[0][a]);
      [i, j] = [a + 1, b + 1];
    }
    remember(sent, old, [...kept, ...old.slice(old.length - end)]);
  }

  // Mostly the same nodes stay where they are, and to take all out and put them in again is slow.
  function remember(sent, old, nodes) {
    const stays = (node, place) => node === old[place] || node.parentNode !== sent;
    if (nodes.length !== old.length || !nodes.every(stays)) sent.replaceChildren(...nodes);
    else nodes.forEach((node, place) => node !== old[place] && old[place].replaceWith(node));
  }

  function drop(sent) {
    const shown = twins.get(sent);
    if (isWhole(sent)) toolsOf(shown)?.remove();
    shown.remove();
  }

  // Makes the node that was sent before equal to the one sent now; returns the one to remember.
  function change(sent, now) {
    if (sent.isEqualNode(now)) return sent;
    if (sent.nodeType !== 1) {
      twins.get(sent).data = now.data;
      sent.data = now.data;
      return sent;
    }
    if (isWhole(sent)) return replaceWhole(sent, now);
    attributes(sent, now);
    children(sent, now);
    return sent;
  }

  // -- tables: their script sorts, filters and folds the new one as it did the old one --------------------

  const toolsOf = (frame) => (frame.previousElementSibling?.matches(".table-tools") ? frame.previousElementSibling : null);
  const opened = (frame) => [...frame.querySelectorAll(".unfold[aria-expanded=true]")].map((button) => button.ariaLabel);
  let later = []; // what to do once the scripts have taken care of new tables
  const scrolled = new WeakSet(); // asking every frame where it stands would make the browser lay out the page

  document.addEventListener("scroll", (event) => scrolled.add(event.target), { capture: true, passive: true });

  function replaceWhole(sent, now) {
    const old = twins.get(sent);
    const tools = toolsOf(old);
    const [left, top] = scrolled.has(old) ? [old.scrollLeft, old.scrollTop] : [0, 0];
    const unfolded = opened(old);
    const widened = tools?.classList.contains("open");
    const focus = focusIn([tools, old]);
    const frame = show(filled(now));
    tools?.remove();
    old.replaceWith(frame);
    later.push(() => {
      for (const button of frame.querySelectorAll(".unfold")) if (unfolded.includes(button.ariaLabel)) button.click();
      if (widened) toolsOf(frame)?.querySelector(".more-filters")?.click();
      if (left || top) frame.scrollTo(left, top);
      focus?.([toolsOf(frame), frame]);
    });
    return now;
  }

  // Returns how to give the focus back to what had it, when that was in one of these places.
  function focusIn(places) {
    const had = document.activeElement;
    const place = places.findIndex((one) => one?.contains(had));
    if (place < 0) return null;
    const nameOf = (node) => [node.tagName, node.getAttribute("href"), node.getAttribute("aria-label"), node.className, node.type === "search" || node.tagName === "SELECT" ? "" : node.textContent].join("\n");
    const name = nameOf(had);
    const marked = had.selectionStart === undefined ? null : [had.selectionStart, had.selectionEnd];
    return (now) => {
      const all = [...(now[place]?.querySelectorAll(had.tagName) ?? [])];
      const found = all.find((node) => nameOf(node) === name);
      found?.focus({ preventScroll: true });
      if (marked && found) found.setSelectionRange(...marked);
    };
  }

  function settle() {
    const frames = [...document.querySelectorAll(".table-frame")];
    for (const frame of fresh) {
      if (!frame.isConnected) continue;
      frame.dispatchEvent(new CustomEvent("site:table", { bubbles: true, detail: frames.indexOf(frame) }));
    }
    for (const work of later) work();
    fresh = [];
    later = [];
  }

  // -- the page -------------------------------------------------------------------------------------------

  const clean = (body) => {
    for (const own of body.querySelectorAll(":scope > [data-live]")) own.remove();
    while (body.lastChild?.nodeType === 3 && !body.lastChild.data.trim()) body.lastChild.remove();
  };
  const parts = (head, what) => [...head.querySelectorAll(what)];
  const resources = (head) => parts(head, "link, script[src]").map((node) => node.getAttribute("href") || node.getAttribute("src")).join("\n");

  // Remembers the page as the server sent it; to be called before any other script has changed it.
  function begin() {
    const sent = document.body.cloneNode(true);
    pair(sent, document.body);
    clean(sent);
    return sent;
  }

  const sent = begin();

  // Charts, tables, the head of the page and items with a name whose text is the same as before are most of a page, and
  // reading them again is most of the work: while two versions are compared, marks stand in for them in both.
  const PIECE = /<(svg|table|header|li(?= id=))\b[^]*?<\/\1>/g;
  const PIECES = "svg, table, header, li[id]";
  const isPiece = (node) => node.nodeName !== "LI" || node.attributes[0].name === "id";
  const isOutermost = (node) => {
    for (let above = node.parentNode.closest(PIECES); above; above = above.parentNode.closest(PIECES)) {
      if (isPiece(above)) return false;
    }
    return true;
  };
  const nests = (text) => new RegExp(`${/^<[a-z]+/.exec(text)[0]}\\b`).test(text.slice(1));
  let texts = null; // of the pieces that were sent before

  function parse(html) {
    const [old, next] = [texts, html.match(PIECE) ?? []];
    const nodes = [...sent.querySelectorAll(PIECES)].filter(isPiece).filter(isOutermost);
    const usable =
      old?.length === next.length && nodes.length === next.length && !next.some(nests) && !nodes.some(isWhole);
    texts = next;
    if (!usable) return new DOMParser().parseFromString(html, "text/html");
    let place = -1;
    const short = html.replace(PIECE, (text, name) => {
      place += 1;
      return text === old[place] ? `<${name} data-live-same="${place}"></${name}>` : text;
    });
    const now = new DOMParser().parseFromString(short, "text/html");
    for (const mark of now.querySelectorAll(MARKED)) {
      const piece = nodes[mark.dataset.liveSame];
      const stand = mark.cloneNode();
      twins.set(stand, twins.get(piece));
      piece.replaceWith(stand);
      aside.set(mark.dataset.liveSame, [stand, piece]);
    }
    return now;
  }

  // Puts the pieces back into what was sent.
  function restore() {
    for (const [stand, piece] of aside.values()) if (stand.parentNode) stand.replaceWith(piece);
    aside.clear();
  }

  const needed = resources(document.head); // scripts may add to the head on screen

  // Shows what the server sends now. Returns false when the page must be loaded anew instead.
  return (html) => {
    const now = parse(html);
    const waits = (page) => page.documentElement.dataset.liveWaiting !== undefined;
    if (waits(now) !== waits(document) || resources(now.head) !== needed) return false;
    clean(now.body);
    attributes(sent, now.body);
    children(sent, now.body);
    restore();
    settle();
    if (document.title !== now.title) document.title = now.title;
    const styles = parts(now.head, "style");
    parts(document.head, "style").forEach((style, index) => {
      const text = styles[index]?.textContent ?? "";
      if (style.textContent !== text) style.textContent = text;
    });
    document.dispatchEvent(new CustomEvent("site:fresh"));
    return true;
  };
})();
