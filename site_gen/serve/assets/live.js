// Follows the server: fetches the page again when there is a new edition, exchanges style sheets, shows problems.
// What a record says is only ever put in as text.
"use strict";

(() => {
  const own = document.currentScript;
  const lang = document.documentElement.lang;
  const [SOON, LATE, SLOWER] = [1000, 30000, 1.5];

  // -- the page --------------------------------------------------------------------------------

  let shown = own.dataset.build; // edition on screen
  let wanted = shown; // the newest edition there is
  let busy = false;
  let composing = false; // an input method is at work, which a change of its field would end

  async function follow() {
    if (busy) return;
    busy = true;
    try {
      while (wanted !== shown && !composing) {
        const goal = wanted;
        const answer = await fetch(location.href, { cache: "no-store" });
        const html = await answer.text();
        if (composing) break;
        if (!show(answer.headers, html)) return;
        // The answer may be newer than the news, and the news newer than the answer.
        if (wanted === goal) wanted = shown;
      }
    } catch {
      // The server is away; the next connection brings the news again.
    } finally {
      busy = false;
    }
  }

  // Returns whether the page on screen is the new one; if not, it is loaded anew.
  function show(headers, html) {
    let done = false;
    try {
      done = (headers.get("Content-Type") || "").startsWith("text/html") && livePatch(html);
    } catch (error) {
      console.error(error);
    }
    if (!done) {
      location.reload();
      return false;
    }
    shown = headers.get("Site-Gen-Build");
    document.documentElement.dataset.live = shown;
    return true;
  }

  document.addEventListener("compositionstart", () => {
    composing = true;
  });
  document.addEventListener("compositionend", () => {
    composing = false;
    setTimeout(follow);
  });

  // The new sheet is loaded beside the old one, so that the page is never without.
  function restyle(names) {
    const root = new URL(document.documentElement.dataset.root || "", location.href);
    for (const link of document.querySelectorAll("link[rel=stylesheet]:not([data-live])")) {
      const address = new URL(link.getAttribute("href"), location.href);
      if (!names.some((name) => address.pathname.endsWith(`/${name}`)) || address.origin !== root.origin) continue;
      const next = link.cloneNode();
      address.searchParams.set("live", String(Date.now()));
      next.setAttribute("href", link.getAttribute("href").replace(/\?live=.*$/, "") + address.search);
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => next.remove());
      link.after(next);
    }
  }

  // -- the connection --------------------------------------------------------------------------

  let source = null;
  let delay = SOON;
  let timer = 0;

  function connect() {
    clearTimeout(timer);
    if (source || document.hidden) return;
    source = new EventSource(`/_live/events?page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener("open", () => {
      delay = SOON;
      lost(false);
    });
    source.addEventListener("build", (event) => {
      const news = JSON.parse(event.data);
      if (news.reload) {
        location.reload();
        return;
      }
      restyle(news.styles);
      wanted = news.build;
      follow();
    });
    source.addEventListener("problems", (event) => {
      // Warnings can wait until the page is there; errors cannot.
      clearTimeout(asking);
      asking = setTimeout(showProblems, JSON.parse(event.data).errors ? 0 : 200);
    });
    source.addEventListener("error", () => {
      disconnect();
      lost(true);
      timer = setTimeout(connect, delay);
      delay = Math.min(delay * SLOWER, LATE);
    });
  }

  function disconnect() {
    clearTimeout(timer);
    if (source) source.close();
    source = null;
  }

  function look() {
    if (document.hidden) disconnect();
    else {
      delay = SOON;
      connect();
    }
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  window.addEventListener("online", look);
  window.addEventListener("pageshow", look);
  window.addEventListener("pagehide", disconnect);

  // -- the problems ----------------------------------------------------------------------------

  const make = (tag, css, text) => {
    const node = document.createElement(tag);
    if (css) node.className = css;
    if (text) node.textContent = text;
    return node;
  };
  const box = make("aside", "live-box");
  const panel = make("section", "live-panel");
  const badge = make("button", "live-badge");
  const list = make("section", "live-list");
  let words = {};
  let asking = 0;
  let asked = 0;
  box.dataset.live = "";
  badge.type = "button";
  badge.setAttribute("aria-expanded", "false");
  panel.setAttribute("role", "alert");
  for (const part of [panel, list, badge]) part.hidden = true;
  box.append(panel, list, badge);

  async function showProblems() {
    const number = (asked += 1);
    try {
      const answer = await fetch(`/_live/problems?lang=${encodeURIComponent(lang)}`, { cache: "no-store" });
      const found = await answer.json();
      if (number === asked) render(found);
    } catch {
      // The next connection brings the news again.
    }
  }

  function render(found) {
    words = found.words;
    const errors = found.listed.filter((problem) => problem.severity === "error");
    panel.replaceChildren();
    if (found.errors) {
      const close = make("button", "live-close", words.close);
      close.type = "button";
      close.addEventListener("click", () => {
        panel.hidden = true;
      });
      panel.append(make("h2", "", found.stale ? words.stale : words.stops), close, items(errors));
    }
    panel.hidden = !found.errors;
    badge.replaceChildren();
    for (const [kind, count] of [["error", found.errors], ["warning", found.warnings]]) {
      if (count) badge.append(make("span", `live-${kind}`, words[`${kind}s`]));
    }
    badge.hidden = !found.errors && !found.warnings;
    if (badge.hidden) toggle(false);
    list.replaceChildren(make("h2", "", words.list), items(found.listed));
    if (found.more) list.append(make("p", "live-more", words.more));
  }

  function items(problems) {
    const all = make("ol", "live-problems");
    for (const problem of problems) {
      const item = make("li", `live-${problem.severity}`);
      item.append(make("code", "live-place", problem.place), make("span", "live-kind", words[problem.severity]));
      item.append(make("p", "live-message", problem.message));
      if (problem.hint) item.append(make("p", "live-hint", problem.hint));
      all.append(item);
    }
    return all;
  }

  function toggle(open) {
    list.hidden = !open;
    badge.setAttribute("aria-expanded", String(open));
  }

  function lost(yes) {
    box.classList.toggle("live-lost", yes);
    if (yes && words.lost) box.dataset.lost = words.lost;
    else delete box.dataset.lost;
  }

  badge.addEventListener("click", () => toggle(list.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || (list.hidden && panel.hidden)) return;
    toggle(false);
    panel.hidden = true;
  });
  document.body.append(box);
  connect();
})();
