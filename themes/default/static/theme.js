// Sets the remembered theme before the first paint; a file may be refused storage, then the system decides.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("site-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage here: the colours follow the system.
}
