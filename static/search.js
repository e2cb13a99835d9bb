// Keys for those who do not use a mouse: "/" goes to the search box, arrows go through what was found. Everything works without them.
// Whoever dictates or types by accident turns them off on the accessibility page (WCAG 2.1.4); the browser remembers it.
{
  const SHORTCUTS = "shortcuts";
  const wanted = () => { try { return localStorage.getItem(SHORTCUTS) !== "off"; } catch { return true; } };
  const typing = (at) => at.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(at.tagName);

  function toSearch(event) {
    if (typing(event.target)) return;
    const boxes = [...document.querySelectorAll("[data-find]")];
    const box = boxes.find((each) => each.offsetParent) || boxes.find((each) => each.closest("details"));
    if (!box) return;
    const fold = box.closest("details");
    if (fold) fold.open = true;
    event.preventDefault();
    box.focus();
    box.select();
  }

  function throughHits(event, step) {
    const hits = [...document.querySelectorAll("[data-hit]")];
    const at = hits.indexOf(event.target), box = document.querySelector("main [data-find]");
    if (!hits.length || (at < 0 && !(event.target === box && step > 0))) return;
    event.preventDefault();
    (hits[at + step] || (step < 0 ? box : event.target)).focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !wanted()) return;
    if (event.key === "/") toSearch(event);
    else if (event.key === "ArrowDown") throughHits(event, 1);
    else if (event.key === "ArrowUp") throughHits(event, -1);
  });

  // The switch on the accessibility page; it is of use only where this script runs.
  for (const switches of document.querySelectorAll("[data-shortcuts]")) {
    const box = switches.querySelector("input");
    switches.hidden = false;
    box.checked = wanted();
    box.addEventListener("change", () => { try { localStorage.setItem(SHORTCUTS, box.checked ? "on" : "off"); } catch { box.checked = true; } });
  }
}
