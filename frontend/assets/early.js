// Runs before the first paint, so that the chosen colours and language are there from the start.
try {
  const root = document.documentElement;
  root.dataset.theme = localStorage.getItem("portico.theme") ?? "system";
  root.lang = localStorage.getItem("portico.language") ?? navigator.language;
} catch {
  // Storage is refused: the page starts as the system has it.
}
