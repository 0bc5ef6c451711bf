// Tables: sort by a click on the head, dropdowns and a text filter above, one row opened at a time on a phone.
"use strict";

(() => {
  const lang = document.documentElement.lang;
  const collator = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
  const words = siteWords;
  const narrow = window.matchMedia("(max-width: 640px)");

  const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const fill = (message, values) => message.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // Every cell of rows with its column; a cell that reaches down takes the place of cells in the rows below it.
  function* placed(rows) {
    const taken = [];
    for (const [at, row] of [...rows].entries()) {
      let column = 0;
      for (const cell of row.cells) {
        while (taken[column] > at) column += 1;
        for (let one = column; one < column + cell.colSpan; one += 1) taken[one] = at + cell.rowSpan;
        yield [cell, column];
        column += cell.colSpan;
      }
    }
  }

  // The heads of each column from the top down; the last is its own, one above it that of a group of columns.
  function headsOf(table) {
    const heads = [];
    for (const [cell, column] of placed(table.tHead.rows)) {
      for (let one = column; one < column + cell.colSpan; one += 1) heads[one] = [...(heads[one] || []), cell];
    }
    return heads;
  }

  class Table {
    constructor(frame, number) {
      this.frame = frame;
      this.table = frame.querySelector("table");
      const heads = headsOf(this.table);
      this.heads = heads.map((cells) => cells.at(-1));
      this.groups = heads.map((cells) => cells.at(-2));
      this.rows = [...this.table.tBodies].flatMap((body) => [...body.rows]).filter((row) => this.isData(row));
      this.rows.forEach((row, index) => { row.place = index; });
      this.key = `table ${location.pathname} ${this.table.id || number}`;
      this.state = { sort: null, chosen: {}, text: "" };
      this.choices = new Map();
    }

    // The head's own words, without the mark that leads to the definition.
    nameOf(column, without = "", cell = this.heads[column]) {
      const copy = cell.cloneNode(true);
      for (const node of copy.querySelectorAll([".definition", without].filter(Boolean).join())) node.remove();
      return text(copy);
    }

    // The same after the name of its group, where another column has the same words.
    wholeNameOf(column) {
      const name = this.nameOf(column);
      const group = this.groups[column];
      const again = group && this.heads.some((_, other) => other !== column && this.nameOf(other) === name);
      return again ? `${this.nameOf(column, "", group)} · ${name}` : name;
    }

    isData(row) {
      return row.cells.length === this.heads.length && !row.matches(".total, .group, .print-only");
    }

    // -- sorting ------------------------------------------------------------------------

    makeSortable() {
      this.heads.forEach((head, column) => {
        if (head.tagName !== "TH") return;
        // Not a <button>: Chromium leaves buttons out when it repeats a table's head on the next printed page.
        const button = document.createElement("span");
        button.className = "sort";
        button.tabIndex = 0;
        button.setAttribute("role", "button");
        const kept = [...head.childNodes].filter((node) => !(node.classList && node.classList.contains("definition")));
        head.prepend(button);
        button.append(...kept);
        button.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          button.click();
        });
        button.addEventListener("click", () => {
          const now = this.state.sort;
          const first = head.classList.contains("n") ? "descending" : "ascending";
          const second = first === "ascending" ? "descending" : "ascending";
          if (!now || now.column !== column) this.state.sort = { column, order: first };
          else this.state.sort = now.order === first ? { column, order: second } : null;
          this.sort();
          this.remember();
        });
      });
    }

    sortKey(row, column) {
      const cell = row.cells[column];
      const value = cell.dataset.value;
      if (value === undefined) {
        const shown = text(cell);
        if (shown === "–") return "";
        return /^\d+(\.\d+)?%?$/.test(shown) ? parseFloat(shown) : shown;
      }
      return value !== "" && !Number.isNaN(Number(value)) ? Number(value) : value;
    }

    sort() {
      const { sort } = this.state;
      this.heads.forEach((head, column) => {
        if (sort && sort.column === column) head.setAttribute("aria-sort", sort.order);
        else head.removeAttribute("aria-sort");
      });
      this.closeRows();
      const sign = sort && sort.order === "descending" ? -1 : 1;
      const keyed = this.rows.map((row) => [sort ? this.sortKey(row, sort.column) : 0, row]);
      keyed.sort(([a, one], [b, two]) => {
        if (sort) {
          if ((a === "") !== (b === "")) return a === "" ? 1 : -1;
          const both = typeof a === "number" && typeof b === "number";
          const difference = both ? a - b : collator.compare(String(a), String(b));
          if (difference) return sign * difference;
        }
        return one.place - two.place;
      });
      const ends = new Map();
      for (const body of this.table.tBodies) ends.set(body, body.querySelector("tr.total"));
      for (const [, row] of keyed) row.parentNode.insertBefore(row, ends.get(row.parentNode));
    }

    // -- filtering ----------------------------------------------------------------------

    wordsOf(row, column) {
      const cell = row.cells[column];
      if (cell.dataset.words !== undefined) return cell.dataset.words.split("|").filter(Boolean);
      return [cell.dataset.word || text(cell)];
    }

    makeFilters() {
      const tools = document.createElement("div");
      tools.className = "table-tools";
      const long = this.rows.length > 12;
      if (long) {
        this.input = document.createElement("input");
        this.input.type = "search";
        this.input.placeholder = words.filter;
        this.input.addEventListener("input", () => {
          this.state.text = this.input.value;
          this.filter();
          this.remember();
        });
        tools.append(this.labelled(words.filter, this.input, true));
      }
      this.heads.forEach((head, column) => {
        if (head.dataset.choose !== undefined && this.rows.length > 4) this.makeChoice(tools, head, column);
      });
      if (!tools.childNodes.length) return;
      if (this.choices.size) this.makeOpener(tools);
      this.clear = document.createElement("button");
      this.clear.type = "button";
      this.clear.textContent = words.clear;
      this.clear.hidden = true;
      this.clear.addEventListener("click", () => {
        this.state.chosen = {};
        this.state.text = "";
        this.restoreFilters();
        this.filter();
        this.remember();
      });
      this.count = document.createElement("output");
      tools.append(this.clear, this.count);
      this.frame.before(tools);
      this.filter();
    }

    // On a phone the dropdowns wait behind one button.
    makeOpener(tools) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "more-filters";
      button.textContent = words.filters;
      button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", () => {
        button.setAttribute("aria-expanded", String(tools.classList.toggle("open")));
      });
      if (this.input) this.input.parentNode.after(button);
      else tools.prepend(button);
    }

    makeChoice(tools, head, column) {
      const counts = new Map();
      const order = new Map();
      for (const row of this.rows) {
        for (const word of this.wordsOf(row, column)) {
          counts.set(word, (counts.get(word) || 0) + 1);
          if (!order.has(word)) order.set(word, row.cells[column].dataset.value);
        }
      }
      if (counts.size < 2) return;
      const ranked = [...counts.keys()].sort((a, b) => {
        const [one, two] = [Number(order.get(a) || NaN), Number(order.get(b) || NaN)];
        return one - two || collator.compare(a, b);
      });
      const select = document.createElement("select");
      select.append(new Option(words.all, ""));
      for (const word of ranked) {
        const option = new Option(word, word);
        option.label = `${word} (${counts.get(word)})`;
        select.append(option);
      }
      select.addEventListener("change", () => {
        const name = text(head);
        if (select.value) this.state.chosen[name] = select.value;
        else delete this.state.chosen[name];
        this.filter();
        this.remember();
      });
      this.choices.set(text(head), { select, column });
      const labelled = this.labelled(this.nameOf(column, ".unit"), select, false);
      labelled.className = "choice";
      tools.append(labelled);
    }

    labelled(name, control, hidden) {
      const label = document.createElement("label");
      const span = document.createElement("span");
      span.textContent = name;
      if (hidden) span.className = "visually-hidden";
      control.setAttribute("aria-label", name);
      if (control.options) control.options[0].textContent = narrow.matches ? `${name}: ${words.all}` : words.all;
      label.append(span, control);
      return label;
    }

    filter() {
      const wanted = this.state.text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = Object.entries(this.state.chosen)
        .filter(([name]) => this.choices.has(name))
        .map(([name, word]) => [this.choices.get(name).column, word]);
      this.closeRows();
      let shown = 0;
      for (const row of this.rows) {
        const fits = chosen.every(([column, word]) => this.wordsOf(row, column).includes(word));
        const all = wanted.length ? text(row).normalize("NFKC").toLowerCase() : "";
        row.hidden = !(fits && wanted.every((word) => all.includes(word)));
        if (!row.hidden) shown += 1;
      }
      const active = chosen.length > 0 || wanted.length > 0;
      for (const body of this.table.tBodies) {
        const data = this.rows.filter((row) => row.parentNode === body);
        const empty = active && data.length > 0 && data.every((row) => row.hidden);
        for (const row of body.rows) if (row.matches(".group, .total")) row.hidden = row.matches(".total") ? active : empty;
      }
      if (this.table.tFoot) this.table.tFoot.hidden = active;
      for (const { select } of this.choices.values()) select.classList.toggle("chosen", Boolean(select.value));
      if (this.clear) this.clear.hidden = !active;
      if (this.count) this.count.textContent = active ? fill(words.shown, { shown, all: this.rows.length }) : "";
    }

    restoreFilters() {
      for (const [name, { select }] of this.choices) {
        select.value = this.state.chosen[name] || "";
        if (select.selectedIndex < 0) select.value = "";
        if (!select.value) delete this.state.chosen[name];
      }
      if (this.input) this.input.value = this.state.text;
    }

    // -- memory: for this tab only, so that “back” finds the list as it was left -----------

    remember() {
      try {
        sessionStorage.setItem(this.key, JSON.stringify(this.state));
      } catch {
        // Not remembered where storage is refused.
      }
    }

    restore() {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && this.table.contains(target)) return;
      try {
        const found = JSON.parse(sessionStorage.getItem(this.key) || "null");
        if (!found) return;
        this.state = { sort: found.sort, chosen: found.chosen || {}, text: found.text || "" };
      } catch {
        return;
      }
      this.restoreFilters();
      if (this.state.sort && this.state.sort.column < this.heads.length) this.sort();
      this.filter();
    }

    // -- a phone: two columns stay, the rest opens below its row ---------------------------

    // Rows with something aside: of records, of sums, and those in which one cell stands in the place of several.
    withMore() {
      const rows = [...this.table.tBodies, this.table.tFoot].filter(Boolean).flatMap((part) => [...part.rows]);
      const hasMore = (row) => [...row.cells].some((cell) => cell.matches(".aside") && text(cell));
      return rows.filter((row) => !row.matches(".group, .print-only") && hasMore(row));
    }

    fold() {
      const marked = this.heads.map((head, column) => (head.dataset.key !== undefined ? column : -1)).filter((c) => c >= 0);
      const kept = new Set(marked.length ? marked.slice(0, 2) : [0, 1]);
      kept.add(0);
      this.kept = kept.size;
      this.columns = new Map();
      const spans = [];
      for (const part of [this.table.tHead, ...this.table.tBodies, this.table.tFoot].filter(Boolean)) {
        for (const [cell, column] of placed(part.rows)) {
          this.columns.set(cell, column);
          const covered = [...kept].filter((one) => one >= column && one < column + cell.colSpan).length;
          if (!covered) cell.classList.add("aside");
          else if (cell.colSpan > 1) spans.push([cell, cell.colSpan, covered]);
        }
      }
      for (const row of this.withMore()) {
        // Behind a rank or number the name has the room.
        const cell = row.querySelector('th[scope="row"]:not(.aside)') || row.cells[0];
        const button = document.createElement("button");
        button.type = "button";
        button.className = "unfold";
        button.setAttribute("aria-expanded", "false");
        button.setAttribute("aria-label", fill(words.unfold, { name: text(cell.querySelector(".name") || cell) }));
        button.addEventListener("click", () => this.toggle(row, button));
        cell.classList.add("folds");
        cell.prepend(button);
      }
      const apply = () => {
        this.table.classList.toggle("folded", narrow.matches);
        for (const [cell, whole, folded] of spans) cell.colSpan = narrow.matches ? folded : whole;
        if (!narrow.matches) this.closeRows();
      };
      narrow.addEventListener("change", apply);
      apply();
    }

    toggle(row, button) {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) {
        this.close(row.nextElementSibling);
        return;
      }
      const list = document.createElement("dl");
      list.className = "facts";
      for (const cell of row.cells) {
        if (!cell.classList.contains("aside") || !cell.childNodes.length) continue;
        const line = document.createElement("div");
        const name = document.createElement("dt");
        const value = document.createElement("dd");
        name.textContent = this.wholeNameOf(this.columns.get(cell));
        value.append(...[...cell.cloneNode(true).childNodes]);
        for (const node of value.querySelectorAll("[id]")) node.removeAttribute("id");
        line.append(name, value);
        list.append(line);
      }
      const rest = document.createElement("tr");
      rest.className = "unfolded";
      const cell = document.createElement("td");
      const beside = this.reaching(row);
      cell.colSpan = this.kept - beside.filter((one) => !one.matches(".aside")).length;
      for (const one of beside) one.rowSpan += 1;
      cell.append(list);
      rest.append(cell);
      row.after(rest);
    }

    // The cells that stand in several rows, this among them.
    reaching(row) {
      const above = [...row.parentNode.rows].filter((one) => one.rowIndex <= row.rowIndex);
      return above.flatMap((one) => [...one.cells].filter((cell) => cell.rowSpan > 1 && one.rowIndex + cell.rowSpan > row.rowIndex));
    }

    close(rest) {
      for (const one of this.reaching(rest)) one.rowSpan -= 1;
      rest.remove();
    }

    closeRows() {
      for (const rest of this.table.querySelectorAll("tr.unfolded")) this.close(rest);
      for (const button of this.table.querySelectorAll('.unfold[aria-expanded="true"]')) {
        button.setAttribute("aria-expanded", "false");
      }
    }
  }

  // A frame that scrolls can be reached and named by keyboard and screen reader; one that fits stays silent.
  function watchWidth(frame) {
    const table = frame.querySelector("table");
    const name = table && table.caption ? text(table.caption) : words.table;
    const check = () => {
      // What is little longer than the window is shown whole: a frame in the page would hide its last lines, often the sum.
      frame.classList.toggle("whole", Boolean(table) && table.offsetHeight < 1.5 * window.innerHeight);
      const scrolls = frame.scrollWidth > frame.clientWidth + 1 || frame.scrollHeight > frame.clientHeight + 1;
      frame.classList.toggle("scrolls", frame.scrollWidth > frame.clientWidth + 1);
      if (scrolls) {
        frame.tabIndex = 0;
        frame.setAttribute("role", "group");
        frame.setAttribute("aria-label", name);
      } else {
        frame.removeAttribute("tabindex");
        frame.removeAttribute("role");
        frame.removeAttribute("aria-label");
      }
    };
    new ResizeObserver(check).observe(frame);
  }

  // Of many days or weeks the running one is in sight, not the oldest.
  function showNow(frame) {
    const now = frame.querySelector("thead .today");
    if (now && !frame.scrollLeft) frame.scrollLeft = now.offsetLeft + now.offsetWidth - frame.clientWidth;
  }

  function begin(frame, number) {
    const inner = frame.querySelector("table");
    if (inner && inner.tHead) {
      const table = new Table(frame, number);
      if (frame.dataset.fold !== undefined) table.fold();
      if (frame.dataset.sort !== undefined && table.rows.length > 2) table.makeSortable();
      if (frame.dataset.filter !== undefined) table.makeFilters();
      if (frame.dataset.sort !== undefined || frame.dataset.filter !== undefined) table.restore();
    }
    watchWidth(frame);
    showNow(frame);
  }

  document.querySelectorAll(".table-frame").forEach(begin);
  // A preview puts a new table in the place of an old one and says which one of the page it is.
  document.addEventListener("site:table", (event) => begin(event.target, event.detail));
})();
