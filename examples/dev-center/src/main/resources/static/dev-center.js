"use strict";
// Makes the pages more convenient. Everything works without it, too: there are forms for all of it.
(() => {
  document.documentElement.classList.add("script");

  const byId = (id) => document.getElementById(id);

  for (const link of document.querySelectorAll("[data-menu]")) {
    const here = location.pathname;
    const there = new URL(link.href).pathname;
    if (here === there || (there !== "/" && here.startsWith(there + "/"))) {
      link.setAttribute("aria-current", here === there ? "page" : "true");
    }
  }

  const focus = document.querySelector("[data-focus]");
  if (focus) {
    focus.focus();
  }

  // One menu of a table at a time; Escape closes it and goes back to where it was opened.
  const menus = document.querySelectorAll("details.actions, details.reveal");
  for (const menu of menus) {
    menu.addEventListener("toggle", () => {
      if (menu.open) {
        menus.forEach((other) => other !== menu && other.removeAttribute("open"));
      }
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  }
  document.addEventListener("click", (event) => {
    menus.forEach((menu) => !menu.contains(event.target) && menu.removeAttribute("open"));
  });

  // A browser sends a day that is half typed as none at all, which means something else.
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", (event) => {
      const half = [...form.querySelectorAll("input[type=date]")].find((day) => day.validity.badInput);
      if (half) {
        event.preventDefault();
        half.reportValidity();
      }
    });
  }

  // Who writes a day into the field means it.
  for (const day of document.querySelectorAll("input[data-with]")) {
    day.addEventListener("input", () => {
      day.form.querySelector("input[type=radio][value=" + day.dataset.with + "]").checked = true;
    });
  }

  document.querySelectorAll("[data-combo]").forEach(combo);
  if (byId("panel")) {
    oneTimePanel();
  }

  /** A text field that offers what the server finds for it: the combobox of the ARIA practices. */
  function combo(root) {
    const input = root.querySelector("input:not([type=hidden])");
    const value = root.querySelector("[data-combo-value]");
    const list = root.querySelector("[role=listbox]");
    const status = root.querySelector("[data-combo-status]");
    const note = root.querySelector("[data-combo-note]");
    const type = byId("apiType");
    const lookUp = byId("look-up");
    let matches = [];
    let active = -1;
    let asked = 0;
    let timer = 0;

    root.querySelectorAll("fieldset").forEach((fieldset) => fieldset.remove());
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    close();

    input.addEventListener("input", () => {
      value.value = "";
      note.textContent = "";
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    });
    input.addEventListener("click", () => list.hidden && ask());
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) {
          ask();
        } else {
          move(event.key === "ArrowDown" ? 1 : -1);
        }
      } else if (event.key === "Enter" && !list.hidden && active >= 0) {
        event.preventDefault();
        choose(active);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    // Keeps the focus in the field, so that it does not close the list before the click counts.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        choose([...list.children].indexOf(option));
      }
    });
    type.addEventListener("change", () => {
      if (value.value) {
        const chosen = value.value;
        load().then((found) => {
          const match = found.find((candidate) => candidate.id === chosen);
          note.textContent = match ? match.note : "";
        });
      }
    });

    function load() {
      const query = new URLSearchParams({ q: input.value, apiType: type.value });
      return fetch(root.dataset.source + "?" + query, { headers: { Accept: "application/json" } })
        .then((answer) => (answer.ok ? answer.json() : []));
    }

    function ask() {
      const number = ++asked;
      load().then((found) => {
        if (number === asked && document.activeElement === input) {
          show(found);
        }
      }, close);
    }

    function show(found) {
      matches = found;
      active = -1;
      list.replaceChildren(...found.map(option));
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
      status.textContent = found.length + (found.length === 1 ? " partner" : " partners");
    }

    function option(match, index) {
      const item = document.createElement("li");
      item.id = list.id + "-" + index;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      if (!match.available) {
        item.setAttribute("aria-disabled", "true");
      }
      const name = document.createElement("strong");
      name.textContent = match.name;
      item.append(name);
      for (const text of [match.also && "also " + match.also, match.note]) {
        if (text) {
          const more = document.createElement("span");
          more.className = "note";
          more.textContent = text;
          item.append(" ", more);
        }
      }
      return item;
    }

    function move(step) {
      mark((active + step + matches.length) % matches.length);
    }

    function mark(index) {
      active = index;
      [...list.children].forEach((item, i) => {
        item.setAttribute("aria-selected", String(i === index));
        if (i === index) {
          item.scrollIntoView({ block: "nearest" });
          input.setAttribute("aria-activedescendant", item.id);
        }
      });
    }

    function choose(index) {
      const match = matches[index];
      if (!match || !match.available) {
        return;
      }
      input.value = match.name;
      value.value = match.id;
      note.textContent = match.note;
      close();
      if (match.oauth) {
        input.form.requestSubmit(lookUp);
      }
    }

    function close() {
      asked++;
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
  }

  /** The key is on the page and nowhere else: no variable here keeps it. */
  function oneTimePanel() {
    const key = byId("key");
    const status = byId("copy-status");
    const copied = document.querySelector("[data-copied]");

    key.addEventListener("focus", () => getSelection().selectAllChildren(key));
    byId("copy").addEventListener("click", copy);
    key.addEventListener("copy", wasCopied);
    document.addEventListener("copy", () => {
      if (getSelection().containsNode(key, true)) {
        wasCopied();
      }
    });
    setTimeout(() => {
      forget();
      document.querySelectorAll("[data-while-readable]").forEach((part) => { part.hidden = true; });
      byId("over").hidden = false;
    }, Number(byId("panel").dataset.millis));

    // Whatever way the page is left, the text does not stay behind in a page that the browser keeps.
    addEventListener("pagehide", () => {
      forget();
      const form = byId("left");
      navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)));
    });
    addEventListener("pageshow", (event) => event.persisted && location.reload());

    function copy() {
      const written = navigator.clipboard
        ? navigator.clipboard.writeText(key.textContent)
        : Promise.reject(new Error("no clipboard"));
      written.then(wasCopied, copyTheOldWay);
    }

    function copyTheOldWay() {
      getSelection().selectAllChildren(key);
      if (!document.execCommand("copy")) {
        key.focus();
        status.textContent = "The browser does not let this page copy. The key is selected: press Ctrl+C or ⌘C.";
      }
    }

    function wasCopied() {
      copied.value = "yes";
      document.querySelectorAll("[data-until-copied]").forEach((part) => { part.hidden = true; });
      status.textContent = "Copied. Store it safely, then say so below.";
    }

    function forget() {
      key.textContent = "";
    }
  }
})();
