// Keys, selected words and dropped files. Every page works without this.
"use strict";
(() => {
  const typing = (at) => at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
  const cases = [...document.querySelectorAll("[data-case]")];
  let here = -1;
  const go = (to) => {
    if (!cases.length) return;
    cases[here]?.classList.remove("here");
    here = Math.max(0, Math.min(cases.length - 1, to));
    cases[here].classList.add("here");
    cases[here].scrollIntoView({ block: "center" });
    cases[here].querySelector("a[href]")?.focus({ preventScroll: true });
  };
  const press = (key) => ((cases[here] || (cases.length ? null : document))?.querySelector(`button[data-key="${key}"]`))?.click();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const mend = document.querySelector("details.mend");
    const does = {
      "/": () => document.getElementById("find")?.focus(),
      "?": () => { location.href = "/keys"; },
      j: () => go(here + 1),
      k: () => go(here - 1),
      a: () => press("a"),
      r: () => press("r"),
      o: () => cases[here]?.querySelector("a[href]")?.click(),
      e: () => { if (mend) { mend.open = true; mend.querySelector("input:not([type=hidden])")?.focus(); } },
    }[event.key];
    if (does) { event.preventDefault(); does(); }
  });
  const words = document.querySelector("[data-selection]");
  const text = document.querySelector(".gloss");
  if (words && text) {
    document.addEventListener("selectionchange", () => {
      const chosen = getSelection();
      if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return;
      const range = chosen.getRangeAt(0);
      const para = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".para");
      const from = para(range.startContainer);
      if (!from || from !== para(range.endContainer)) return;
      words.value = range.toString();
      words.closest("details").open = true;
    });
  }
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input");
    for (const kind of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
      });
    }
  }
})();
