// What the tests ask of a page. A modal dialog makes everything behind it inert, so only the topmost counts.
const layer = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
// An element without a box of its own is as visible as what it is in.
const seen = (element) =>
  getComputedStyle(element).display === "contents"
    ? seen(element.parentElement)
    : element.checkVisibility({ visibilityProperty: true });
const all = (selector) => [...layer().querySelectorAll(selector)].filter(seen);
// Asking for a computed role is slow, so only elements that can have it are asked.
const native = {
  button: "button",
  checkbox: "input",
  columnheader: "th",
  combobox: "input, select",
  dialog: "dialog",
  group: "fieldset",
  heading: "h1, h2, h3",
  link: "a",
  radio: "input",
  region: "section",
  searchbox: "input",
  table: "table",
  textbox: "input, textarea",
};
const candidates = (role) => [layer(), ...all([native[role], `[role=${role}]`].filter(Boolean).join())];
const find = (role, name) => {
  const fits = (element) => element.computedRole === role && element.computedName === name;
  return candidates(role).find(fits) ?? null;
};
// What one presses for a choice whose own mark is drawn by its words.
const choice = (name) => find("radio", name)?.closest("label") ?? null;
const words = (element) => (element ?? layer()).innerText;
const rows = () => all("tr").map(words);
const headings = () => candidates("heading").filter((element) => element.computedRole === "heading").map(words);
const option = (label, name) => {
  const list = find("combobox", label);
  return [...(list?.options ?? [])].find((option) => option.text === name) ?? null;
};
// What shows the focus may be a frame around the element, or what stands for it in its label; a piece of
// a chart is drawn with a line around it.
const ring = (element) => {
  const label = element.closest("label")?.querySelectorAll("*") ?? [];
  const parts = [element, element.parentElement, ...label].map((part) => getComputedStyle(part));
  const drawn = element instanceof SVGElement && parseFloat(getComputedStyle(element).strokeWidth) >= 2;
  return drawn || parts.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
};
const focused = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  return {
    role: element.computedRole,
    name: element.computedName,
    inside: layer().contains(element),
    // The parts of a date have no element of their own; the browser marks them itself.
    visible: element.type === "date" || (element.matches(":focus-visible") && ring(element)),
  };
};
// The headings, how wide the page is, and what sticks out of it to the side. Something small may scroll sideways on
// purpose, such as code; what fills most of the page is the page itself and may not.
const look = (limit) => {
  const scrolls = (element) =>
    ["auto", "scroll"].includes(getComputedStyle(element).overflowX) && element.clientHeight < innerHeight / 2;
  // What is for screen readers only is cut down to a pixel.
  const unseen = (element) => getComputedStyle(element).overflowX === "hidden" && element.offsetWidth <= 1;
  const excused = (element) => element !== null && (scrolls(element) || unseen(element) || excused(element.parentElement));
  const out = (element) => element.getBoundingClientRect().right > limit + 0.5 && !excused(element.parentElement);
  const beyond = all("*").filter(out).map((element) => `${element.tagName} ${element.textContent.slice(0, 40)}`);
  return { headings: headings(), width: document.documentElement.scrollWidth, beyond };
};
