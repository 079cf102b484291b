// Runs before the page is shown: applies the theme that the reader has chosen.
(() => {
  try {
    const theme = localStorage.getItem("gatewaykit-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch { /* Without storage, the theme is that of the system. */ }
})();
