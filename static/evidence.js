// Files go to the server as soon as they are chosen or dropped, one after the other, each with a bar; what is kept becomes a row with a box.
// Without this script the same files travel with the form.
for (const zone of document.querySelectorAll("[data-upload]")) {
  const form = zone.closest("form"), input = zone.querySelector("input[type=file]"), list = zone.querySelector("[data-files]");
  const words = zone.dataset;
  const told = document.createElement("div"), line = document.createElement("p");
  input.after(told, line);
  told.className = "small";
  line.className = "small mb-0 fw-bold";
  line.setAttribute("role", "status");
  input.labels[0].append(` ${words.drop}`);
  let waiting = Promise.resolve(), open = 0;

  const named = (file) => {
    const name = document.createElement("span");
    name.textContent = file.name;
    if (/[\u0e00-\u0e7f]/.test(file.name)) name.lang = "th";
    return name;
  };

  const signIn = (href) => {
    if (!href) return [];
    const link = document.createElement("a");
    Object.assign(link, { href, target: "_blank", textContent: words.signIn });
    return [link];
  };

  const send = (file, row) => new Promise((done) => {
    const bar = row.querySelector("progress"), request = new XMLHttpRequest(), body = new FormData();
    body.append("csrf_token", form.elements.csrf_token.value);
    body.append("files", file, file.name);
    request.open("POST", words.upload);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
    request.onloadend = () => {
      const answer = request.response;
      if (request.status === 200 && answer && answer.row) {
        list.insertAdjacentHTML("beforeend", answer.row);
        row.remove();
        line.replaceChildren(named(file), `: ${words.done}`);
        form.dispatchEvent(new Event("input", { bubbles: true }));
      } else if (answer && answer.error) {
        fail(row);
        row.innerHTML = answer.error; // written and escaped by the server
      } else if (answer && answer.said) fail(row, named(file), `: ${answer.said} `, ...signIn(answer.href));
      else fail(row, named(file), `: ${words.failed}`);
      open -= 1;
      done();
    };
    request.send(body);
  });

  const fail = (row, ...words) => {
    row.className = "err mb-1";
    row.setAttribute("role", "alert");
    row.replaceChildren(...words);
  };

  // What the entry holds by now: ticked files, those on their way, addresses typed.
  const pieces = () => list.querySelectorAll("[name=file]:checked").length + open
    + (form.elements.evidence?.value.split("\n").filter((text) => text.trim()).length ?? 0);

  const take = (files) => {
    for (const file of files) {
      const row = told.appendChild(document.createElement("p")), bar = document.createElement("progress");
      bar.max = 1;
      bar.value = 0;
      bar.setAttribute("aria-label", `${words.sending} ${file.name}`);
      row.className = "mb-1";
      row.append(`${words.sending} `, named(file), " ", bar);
      if (file.size > Number(words.most)) { fail(row, named(file), `: ${words.large}`); continue; }
      if (pieces() >= Number(words.pieces)) { fail(row, named(file), `: ${words.many}`); continue; }
      open += 1;
      waiting = waiting.then(() => send(file, row));
    }
  };

  input.addEventListener("change", () => { take([...input.files]); input.value = ""; });
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => { event.preventDefault(); take([...event.dataTransfer.files]); });
  form.addEventListener("submit", (event) => {
    if (!open) return;
    event.preventDefault();
    line.textContent = words.wait;
  });
}
