// Sends the form of an operation without loading the page again, so that everything that was entered stays, and keeps the code current.
const form = document.querySelector("form[data-try]");
const state = document.getElementById("try-state");
const media = form?.elements.namedItem("media");
const body = form?.elements.namedItem("body");

if (form) {
  const running = {};
  let waiting = 0;

  const show = (page, ids) => {
    for (const id of ids) {
      const part = document.getElementById(id);
      const found = page.getElementById(id);
      if (!found) continue;
      const open = [...part.querySelectorAll("details")].map((details) => details.open);
      part.replaceChildren(...found.childNodes);
      if (open.length > 0) part.querySelectorAll("details").forEach((details, i) => { details.open = open[i] ?? false; });
      part.dispatchEvent(new Event("gatewaykit-changed", { bubbles: true }));
    }
  };

  // A newer request of the same kind replaces an older one.
  const post = async (kind, data, ids) => {
    running[kind]?.abort();
    running[kind] = new AbortController();
    const { signal } = running[kind];
    data.set("do", kind);
    const response = await fetch(form.action, { method: "POST", body: data, signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    show(page, ids);
    return page;
  };

  const send = async () => {
    clearTimeout(waiting);
    state.textContent = "Sending the request…";
    try {
      const page = await post("send", new FormData(form), ["try-answer", "try-code"]);
      const status = page.querySelector("#try-answer dd")?.textContent;
      state.textContent = status ? `The answer has the status ${status}.`
        : page.querySelector("#try-answer .note")?.textContent.trim()
          ?? page.querySelector("main p")?.textContent ?? "The portal has no answer. Load the page again.";
    } catch (error) {
      if (error.name !== "AbortError")
        state.textContent = "The portal doesn't answer. Check your connection, and send the request again.";
    }
  };

  // The code needs no credentials, so they aren't sent.
  const updateCode = async () => {
    const data = new FormData(form);
    for (const field of form.querySelectorAll("[data-secret]")) data.delete(field.name);
    try { await post("code", data, ["try-code"]); } catch { /* The next change, or sending, updates the code. */ }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.value === "code") updateCode();
    else send();
  });

  form.addEventListener("change", (event) => {
    if (event.target === media && [...media.options].some((option) => option.dataset.example === body.value))
      body.value = media.selectedOptions[0].dataset.example;
    if (event.target.hasAttribute("data-secret")) return;
    clearTimeout(waiting);
    waiting = setTimeout(updateCode, 300);
  });
}
