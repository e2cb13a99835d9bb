// The list of tasks by keyboard, and choosing many at once. Without this script the links, boxes and buttons do the same.
(() => {
  const table = document.getElementById("worklist");
  const keys = document.getElementById("keys");
  const links = table ? [...table.querySelectorAll("tbody [data-row]")] : [];
  const boxes = table ? [...table.querySelectorAll("tbody [name=task]")] : [];
  const all = document.querySelector("[data-pick-all]");
  const picked = document.querySelector("[data-picked]");
  const onSwitch = document.getElementById("keys-on");
  const SHORTCUTS = "shortcuts";

  // WCAG 2.1.4: single keys can be turned off, here and on the accessibility page alike. A browser without storage keeps them on.
  const stored = (change) => { try { return change(localStorage); } catch { return null; } };
  let on = stored((store) => store.getItem(SHORTCUTS)) !== "off";
  if (onSwitch) {
    onSwitch.closest("[data-keys-switch]").hidden = false;
    onSwitch.checked = on;
    onSwitch.addEventListener("change", () => {
      on = onSwitch.checked;
      stored((store) => store.setItem(SHORTCUTS, on ? "on" : "off"));
    });
  }

  const show = () => {
    const many = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.closest("tr").classList.toggle("picked", box.checked);
    if (picked) picked.textContent = many ? String(many) : "";
    if (all) { all.checked = many > 0 && many === boxes.length; all.indeterminate = many > 0 && many < boxes.length; }
  };
  if (all && boxes.length) {
    all.hidden = false;
    all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; show(); });
  }
  for (const box of boxes) box.addEventListener("change", show);
  window.addEventListener("pageshow", show);

  const row = () => document.activeElement?.closest?.("#worklist tbody tr") ?? null;
  const move = (by) => {
    const here = row() ? links.indexOf(row().querySelector("[data-row]")) : by > 0 ? -1 : links.length;
    const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const turn = (rel) => document.querySelector(`.pager a[rel=${rel}]`)?.click();
  const ACTS = {
    j: () => move(1), k: () => move(-1), n: () => turn("next"), p: () => turn("prev"),
    x: () => row()?.querySelector("[name=task]")?.click(),
    f: () => { const words = document.getElementById("filter-q"); if (words) { words.closest("details").open = true; words.focus(); } },
    "?": () => { keys.open = !keys.open; const head = keys.querySelector("summary"); head.focus({ preventScroll: true }); (keys.open ? keys : head).scrollIntoView({ block: "nearest" }); },
  };
  const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

  // A Thai keyboard gives Thai letters: then the place of the key on the board says which is meant.
  const meant = (event) => {
    if (event.key in ACTS) return event.key;
    if (event.key.charCodeAt(0) < 0x0e00 || event.key.charCodeAt(0) > 0x0e7f) return "";
    if (event.code === "Slash") return event.shiftKey ? "?" : "";
    return event.shiftKey ? "" : (/^Key([FJKNPX])$/.exec(event.code)?.[1].toLowerCase() ?? "");
  };
  document.addEventListener("keydown", (event) => {
    if (!on || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.(TYPING)) return;
    const act = ACTS[meant(event)];
    if (act) { event.preventDefault(); act(); }
  });
})();
