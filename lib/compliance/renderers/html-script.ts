/** The language of the address (`#nl`, `#en`), and all evidence on paper. Without it the page is whole: `html-style.ts` sees to that. */
export const script = `
(() => {
  const root = document.documentElement;
  const links = [...document.querySelectorAll("nav a[hreflang]")];
  const show = (language) => {
    root.lang = root.dataset.language = language;
    for (const link of links) {
      if (link.hreflang === language) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const follow = () => {
    const asked = location.hash.slice(1);
    if (asked === "nl" || asked === "en") show(asked);
  };
  show("nl");
  follow();
  addEventListener("hashchange", follow);
  const closed = [];
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      closed.push(details);
      details.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const details of closed.splice(0)) details.open = false;
  });
})();
`;
