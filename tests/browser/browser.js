// What the tests ask of a page. A modal dialog makes everything behind it inert, so only the topmost counts.
const layer = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
// An element without a box of its own is as visible as what it is in.
const seen = (element) =>
  getComputedStyle(element).display === "contents"
    ? seen(element.parentElement)
    : element.checkVisibility({ visibilityProperty: true });
const all = (selector) => [...layer().querySelectorAll(selector)].filter(seen);
const find = (role, name) => {
  const own = layer();
  const fits = (element) => element.computedRole === role && element.computedName === name;
  return [own, ...own.querySelectorAll("*")].find((element) => fits(element) && seen(element)) ?? null;
};
const words = (element) => (element ?? layer()).innerText;
const rows = () => all("tr").map(words);
const headings = () => all("*").filter((element) => element.computedRole === "heading").map(words);
const option = (label, name) => {
  const list = find("combobox", label);
  return [...(list?.options ?? [])].find((option) => option.text === name) ?? null;
};
// What shows the focus may be a frame around the element, or what stands for it in its label.
const ring = (element) => {
  const label = element.closest("label")?.querySelectorAll("*") ?? [];
  const parts = [element, element.parentElement, ...label].map((part) => getComputedStyle(part));
  return parts.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
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
// How wide the page is, and what sticks out of it to the side where nothing scrolls.
const widths = (limit) => {
  const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  const out = (element) => element.getBoundingClientRect().right > limit + 0.5 && !scrolls(element.parentElement);
  const beyond = all("*").filter(out).map((element) => `${element.tagName} ${words(element).slice(0, 40)}`);
  return [document.documentElement.scrollWidth, beyond];
};
