// Small helpers of every page: theme switch, folding menus, print of closed details, the search box.
// Pages are complete without any of it. Tables are in table.js, results in search.js, their words in words-LANG.js.
"use strict";

(() => {
  const root = document.documentElement;
  const own = document.currentScript.src;

  function themeSwitch() {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const show = () => {
      button.textContent = isDark() ? siteWords.light : siteWords.dark;
    };
    button.addEventListener("click", () => {
      const next = isDark() ? "light" : "dark";
      const same = (next === "dark") === system.matches;
      if (same) delete root.dataset.theme;
      else root.dataset.theme = next;
      try {
        if (same) localStorage.removeItem("site-theme");
        else localStorage.setItem("site-theme", next);
      } catch {
        // Not remembered where storage is refused.
      }
      show();
    });
    system.addEventListener("change", show);
    button.hidden = false;
    show();
  }

  function menus() {
    const open = () => document.querySelectorAll("details[data-menu][open]");
    document.addEventListener("click", (event) => {
      for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const menu of open()) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  }

  function make(tag, attributes) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  }

  function searchBox() {
    const box = document.querySelector("[data-search]");
    if (!box || !Number(box.dataset.shards)) return;
    const input = make("input", {
      type: "text", id: "search-box", role: "combobox", "aria-expanded": "false", "aria-controls": "search-list",
      "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", "aria-label": siteWords.searchAll,
      placeholder: siteWords.search,
    });
    const list = make("div", { id: "search-list", class: "search-list", role: "listbox", "aria-label": siteWords.results });
    list.hidden = true;
    box.append(input, list, make("div", { class: "visually-hidden", role: "status", "data-search-status": "" }));
    let asked = false;
    const load = () => {
      if (asked) return;
      asked = true;
      for (const name of ["vendor/minisearch.js", "search.js"]) {
        const script = document.createElement("script");
        script.src = new URL(name, own);
        script.async = false;
        document.head.append(script);
      }
    };
    box.hidden = false;
    input.addEventListener("focus", load, { once: true });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  themeSwitch();
  menus();
  searchBox();
})();
