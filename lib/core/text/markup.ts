const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Escapes text for an element or a quoted attribute of HTML, SVG or XML. Characters that XML doesn't allow are shown as their code.
 */
export function escaped(text: string): string {
  return special.test(text) ? text.replaceAll(everySpecial, (character) => entities[character] ?? "\ufffd") : text;
}

const special = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

const everySpecial = new RegExp(special, "g");
