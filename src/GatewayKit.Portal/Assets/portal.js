// Enhances pages that work without it: the switch of the theme, copying, and results while the reader types.
const root = document.documentElement;

const themeButton = document.querySelector("[data-theme-switch]");
if (themeButton) {
  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const show = () => { themeButton.textContent = isDark() ? "Light theme" : "Dark theme"; };
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("gatewaykit-theme", root.dataset.theme); } catch { /* It lasts for this page. */ }
    show();
  });
  show();
  themeButton.hidden = false;
}

const addCopyButtons = (part) => {
  if (!navigator.clipboard) return;
  for (const source of part.querySelectorAll("[data-copy]")) addCopyButton(source);
};

const addCopyButton = (source) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${source.dataset.copy}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  source.after(button);
};

addCopyButtons(document);
document.addEventListener("gatewaykit-changed", (event) => addCopyButtons(event.target));

const search = document.querySelector("form[data-search]");
const results = document.getElementById("results");
if (search && results) {
  let waiting = 0;
  let request = new AbortController();
  const update = async () => {
    request.abort();
    request = new AbortController();
    const address = new URL(search.action);
    address.search = new URLSearchParams(new FormData(search)).toString();
    try {
      const response = await fetch(address, { signal: request.signal });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = page.getElementById("results");
      if (found) results.replaceChildren(...found.childNodes);
      history.replaceState(null, "", address);
    } catch { /* A newer request replaces this one; the form still works. */ }
  };
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 200);
  });
}
