// What somebody types into a form with data-draft is kept on the server a moment later, so that nothing is lost when the session,
// the browser or the electricity ends. Without this script a button does the same.
for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);

function keepDraft(form) {
  const PAUSE = 1500, SOON = 5000, LATER = 60000;
  const state = form.querySelector(".draft-state");
  let timer = 0, wait = SOON, kept = words(), sent = false, running = false, out = false;

  function words() {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(fields);
  }

  function say(text, href) {
    if (!state) return;
    if (state.textContent !== text) state.textContent = text;
    if (href) {
      const link = document.createElement("a");
      Object.assign(link, { href, target: "_blank", textContent: state.dataset.signIn });
      state.append(" ", link);
    }
  }

  function later(after) {
    clearTimeout(timer);
    if (!sent) timer = setTimeout(keep, after);
  }

  async function keep(last) {
    timer = 0;
    const typed = words();
    if (sent || running || typed.toString() === kept.toString()) return;
    running = true;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: typed, keepalive: last === true, redirect: "error", headers: { Accept: "application/json" },
      });
      const told = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : {};
      say(told.said || state?.dataset.refused || "", told.href);
      kept = typed;
      out = answer.status === 401;
      wait = SOON;
    } catch {
      say(state?.dataset.offline || "");
      wait = Math.min(wait * 2, LATER);
      later(wait);
    } finally {
      running = false;
    }
    if (!timer && words().toString() !== kept.toString()) later(PAUSE);
  }

  form.addEventListener("input", () => later(PAUSE));
  addEventListener("submit", (event) => { // at the window, behind every script that may hold the form back: only then it is really sent
    if (event.target !== form || event.defaultPrevented) return;
    sent = true;
    clearTimeout(timer);
  });
  addEventListener("online", () => later(0));
  addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep(true);
    else if (out) { // back from signing in in another tab: what could not be kept is tried again
      kept = new URLSearchParams();
      later(0);
    }
  });
}
