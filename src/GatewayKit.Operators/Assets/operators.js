// Enhances pages that work without it: live figures, and the check of a form while the operator types.
const load = async (address, options) => {
  const response = await fetch(address, options);
  return { ok: response.ok, page: new DOMParser().parseFromString(await response.text(), "text/html") };
};

const live = document.querySelector("[data-live]");
const liveSwitch = document.querySelector("[data-live-switch]");
if (live && liveSwitch) {
  let isPaused = false;
  const update = async () => {
    // A reader who selects or opens something isn't interrupted.
    if (isPaused || document.hidden || live.contains(document.activeElement) || live.querySelector("details[open]")) return;
    try {
      const { ok, page } = await load(location.href, {});
      const fresh = page.querySelector("[data-live]");
      if (ok && fresh && !isPaused) live.replaceChildren(...fresh.childNodes);
    } catch { /* The next attempt may succeed. */ }
  };
  setInterval(update, Number(live.dataset.live) * 1000);
  liveSwitch.addEventListener("click", () => {
    isPaused = !isPaused;
    liveSwitch.textContent = isPaused ? "Continue" : "Pause";
  });
  liveSwitch.hidden = false;
}

const form = document.querySelector("form[data-check]");
const check = document.getElementById("check");
if (form && check) {
  let waiting = 0;
  let request = new AbortController();
  const update = async () => {
    request.abort();
    request = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.set("step", "check");
    try {
      const { page } = await load(form.action, { method: "POST", body, signal: request.signal });
      const found = page.getElementById("check");
      if (found) check.replaceChildren(...found.childNodes);
    } catch { /* A newer request replaces this one; the form still works. */ }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 500);
  });
}
