// Small helpers of every page: theme switch, folding menus, print of closed details, the search box.
// Pages are complete without any of it. Tables are in table.js, results in search.js.
"use strict";

(() => {
  const root = document.documentElement;

  function themeSwitch() {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const show = () => {
      button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
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

  function searchBox() {
    const box = document.querySelector("[data-search]");
    if (!box || !box.dataset.shards) return;
    const input = box.querySelector("input");
    let asked = false;
    const load = () => {
      if (asked) return;
      asked = true;
      for (const src of [box.dataset.engine, box.dataset.script]) {
        const script = document.createElement("script");
        script.src = src;
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
