// Narrows the list of people whom a comment tells, as one types. Without this script the whole list is there to tick.
"use strict";
document.querySelectorAll("fieldset.mentions").forEach((list) => {
  const rows = [...list.querySelectorAll(".form-check")];
  if (rows.length < 6) return;
  const box = document.createElement("input");
  box.type = "search";
  box.className = "form-control mb-1";
  box.autocomplete = "off";
  box.setAttribute("aria-label", list.dataset.narrow);
  box.placeholder = list.dataset.narrow;
  const narrow = () => {
    const wanted = box.value.trim().replace(/^@/, "").toLowerCase();
    rows.forEach((row) => {
      const ticked = row.querySelector("input").checked;
      row.hidden = !ticked && !row.textContent.toLowerCase().includes(wanted);
    });
  };
  box.addEventListener("input", narrow);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // the comment is not finished: Enter ticks the only one left
    const left = rows.filter((row) => !row.hidden && !row.querySelector("input").checked);
    if (left.length === 1) {
      left[0].querySelector("input").checked = true;
      box.value = "";
      narrow();
    }
  });
  list.querySelector(".ticks").before(box);
  const note = list.closest("form").querySelector("textarea");
  if (note) {
    note.addEventListener("keyup", (event) => {
      if (event.key === "@") box.focus(); // "@" in the text leads to the list; who is told is only what is ticked
    });
  }
});
