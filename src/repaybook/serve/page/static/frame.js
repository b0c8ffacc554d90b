// The frame around the workbook: waiting, the notice when its session is gone, and the goodbye that frees its kernel.
(function () {
  "use strict";
  const SLOW_MS = 20000;
  const LOOK_MS = 10000;
  const listen = window.addEventListener;
  let kernel = null;
  let misses = 0;
  let over = false;
  let taken = null;

  // Voilà ends the kernel on beforeunload, which comes before the person has decided; pagehide below comes after.
  window.addEventListener = function (type, ...rest) {
    if (type !== "beforeunload") {
      listen.call(window, type, ...rest);
    }
  };

  const find = (selector) => document.querySelector(selector);
  const base = () => find("#frame-notice").dataset.base;

  function kernelId() {
    const config = find("#jupyter-config-data");
    return config ? JSON.parse(config.textContent).kernelId : null;
  }

  // Called by Voilà when its styles are there; the words of waiting stay until the workbook itself shows.
  window.voila_finish = function () {};
  window.voila_heartbeat = function () {};
  window.cellLoaded = true;

  function opened() {
    const shown = find("#rendered_cells .jupyter-widgets, .frame-fault");
    if (shown) {
      find("#frame-opening").hidden = true;
    }
    return Boolean(shown);
  }

  // A slider's handle is what takes the focus, and ipywidgets leaves it without a name.
  function nameSliders() {
    for (const handle of document.querySelectorAll(".noUi-handle")) {
      const slider = handle.closest(".widget-slider, .jupyter-widgets");
      const label = slider && slider.querySelector(".widget-label");
      const name = (label && label.textContent.trim()) || (slider && slider.title) || "";
      if (name && handle.getAttribute("aria-label") !== name) {
        handle.setAttribute("aria-label", name);
      }
    }
  }

  // The workbook says which language it speaks, and whether it holds what was not downloaded, by classes of its root.
  function language() {
    const lang = find(".repaybook-en") ? "en" : "zh";
    if (document.documentElement.dataset.lang !== lang) {
      document.documentElement.dataset.lang = lang;
      document.documentElement.lang = lang === "en" ? "en" : "zh-CN";
    }
  }

  // The handle of a slider comes without a name; it takes the words of the label above it.
  function nameSliders() {
    for (const handle of document.querySelectorAll(".widget-slider .noUi-handle:not([aria-label])")) {
      const label = handle.closest(".widget-slider").querySelector(".widget-label");
      if (label && label.textContent) {
        handle.setAttribute("aria-label", label.textContent);
      }
    }
  }

  // Amounts and numbers come as plain text fields, commas and 万 and all; a phone shows its digits for them.
  function digits() {
    for (const field of document.querySelectorAll(".rb-digits input:not([inputmode])")) {
      field.inputMode = "decimal";
    }
  }

  // The link that saves the case holds the whole of it: what was taken home as it now stands is not lost on leaving.
  function takenHome() {
    const link = find("a.rb-take");
    return link !== null && link.href === taken;
  }

  function notice(kind) {
    find(".frame-gone").hidden = kind !== "gone";
    find(".frame-cut").hidden = kind !== "cut";
    document.documentElement.dataset.session = kind || "open";
  }

  async function look() {
    if (kernel === null || over || document.visibilityState === "hidden") {
      return;
    }
    let alive = false;
    try {
      const answer = await fetch(base() + "api/kernels/" + kernel, { cache: "no-store" });
      if (answer.status === 404) {
        over = true;
        notice("gone");
        return;
      }
      alive = answer.ok && (await answer.json()).connections > 0;
    } catch {
      alive = false;
    }
    misses = alive ? 0 : misses + 1;
    notice(misses > 1 || !navigator.onLine ? "cut" : null);
  }

  function goodbye() {
    const id = kernelId();
    if (id !== null && !over) {
      const form = new FormData();
      const token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/);
      form.append("_xsrf", token ? token[1] : "");
      navigator.sendBeacon(base() + "voila/api/shutdown/" + id, form);
    }
  }

  listen.call(window, "pagehide", goodbye);
  listen.call(window, "pageshow", (event) => event.persisted && look());
  listen.call(window, "beforeunload", (event) => {
    if (!over && find(".repaybook-unsaved") && !takenHome()) {
      event.preventDefault();
    }
  });
  for (const type of ["online", "offline", "focus"]) {
    listen.call(window, type, look);
  }
  document.addEventListener("visibilitychange", look);
  // The checksum of a file is worked out here: name and checksum go to the workbook, the file stays on the device.
  async function digest(field) {
    const box = field.closest(".rb-digest");
    const answer = box && box.querySelector(".rb-digest-answer input");
    const file = field.files[0];
    if (!answer || !file) {
      return;
    }
    const said = { name: file.name, at: Date.now() };
    if (!window.isSecureContext || !crypto.subtle) {
      said.fault = "insecure";
    } else {
      try {
        const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
        said.sha256 = Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
      } catch {
        said.fault = "unreadable";
      }
    }
    answer.value = JSON.stringify(said);
    answer.dispatchEvent(new Event("change", { bubbles: true }));
    field.value = "";
  }

  document.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.matches("input.rb-digest-file")) {
      digest(event.target);
    }
  });
  // Words to say are copied here, without a network; the older way serves pages that are not reached by https.
  async function copyWords(button) {
    const words = button.dataset.text;
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const field = document.createElement("textarea");
      field.value = words;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    button.textContent = button.dataset.copied;
  }
  document.documentElement.dataset.copies = "";
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) {
      return;
    }
    if (event.target.closest(".frame-reopen")) {
      location.reload();
    }
    const copy = event.target.closest(".rb-copy");
    if (copy) {
      copyWords(copy);
    }
    const link = event.target.closest("a.rb-take");
    if (link) {
      taken = link.href;
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    kernel = kernelId();
    setInterval(look, LOOK_MS);
    if (!opened()) {
      const waiting = new MutationObserver(() => opened() && waiting.disconnect());
      waiting.observe(document.body, { childList: true, subtree: true });
    }
    const changing = new MutationObserver(() => {
      language();
      nameSliders();
      digits();
    });
    changing.observe(document.body, { attributes: true, attributeFilter: ["class"], childList: true, subtree: true });
  });
  setTimeout(() => {
    const slow = find("#frame-opening:not([hidden]) .frame-slow");
    if (slow) {
      slow.hidden = false;
    }
  }, SLOW_MS);
})();
