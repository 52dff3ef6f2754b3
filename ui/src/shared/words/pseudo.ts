/**
 * A language for tests: English letters with marks, a third longer, and overridden to run right to left. Whatever
 * stays plain on screen did not come from the catalogue; whatever breaks would break in Arabic or German.
 */
const MARKED: Record<string, string> = {
  a: "á", b: "ƀ", c: "ç", d: "ð", e: "é", f: "ƒ", g: "ğ", h: "ĥ", i: "í", k: "ķ", l: "ļ", m: "ɱ", n: "ñ", o: "ó",
  r: "ř", s: "š", t: "ţ", u: "ú", w: "ŵ", y: "ý", z: "ž", A: "Á", C: "Ç", D: "Ð", E: "É", I: "Í", L: "Ļ", N: "Ñ",
  O: "Ó", S: "Š", T: "Ţ", U: "Ú", W: "Ŵ", Y: "Ý",
};
const VOWELS = "aeiou";
const OVERRIDE = "\u202e";
const END = "\u202c";

export function pseudo(text: string): string {
  const marked = Array.from(text, (letter) => {
    const mark = MARKED[letter] ?? letter;
    return VOWELS.includes(letter) ? mark + mark : mark;
  }).join("");
  return marked.trim() === "" ? marked : OVERRIDE + marked + END;
}
