/**
 * Every sentence on screen comes from a Fluent catalogue, by its id. A language is a folder; a file in it is an area:
 * the words of the parts are always there, and each shell learns those of its own screens and of no others.
 */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import parts from "./en/parts.ftl?raw";
import { pseudo } from "./pseudo";

/** What a sentence may be told: Fluent formats numbers and dates for the language. */
export type Facts = Record<string, FluentVariable>;

export type Language = "en" | "pseudo";

interface Spoken {
  language: Language;
  bundle: FluentBundle;
}

/** The second runs right to left and is longer than English: a page that bears it will bear Arabic. */
const languages: Record<Language, { tag: string; direction: "ltr" | "rtl"; transform?: (text: string) => string }> = {
  en: { tag: "en", direction: "ltr" },
  pseudo: { tag: "en-XB", direction: "rtl", transform: pseudo },
};

/** The catalogues learned so far. */
const areas: string[] = [parts];

function bundleOf(language: Language): Spoken {
  const { tag, transform } = languages[language];
  const bundle = new FluentBundle("en-GB", transform ? { transform } : {});
  for (const area of areas) {
    const errors = bundle.addResource(new FluentResource(area));
    if (errors.length > 0) throw new Error(`The catalogue "${tag}" has faults: ${errors.join(", ")}`);
  }
  return { language, bundle };
}

let current = $state.raw(bundleOf("en"));

/** Adds the words of an area, such as `en/app.ftl`: once, by the shell whose screens say them. */
export function learn(...catalogues: string[]) {
  areas.push(...catalogues.filter((catalogue) => !areas.includes(catalogue)));
  current = bundleOf(current.language);
}

/** Changes the language of everything on screen. */
export function speak(language: Language) {
  current = bundleOf(language);
  document.documentElement.lang = languages[language].tag;
  document.documentElement.dir = languages[language].direction;
}

/** The sentence with this id. A missing one is shown as its id, and fails the tests. */
export function say(id: string, facts: Facts = {}): string {
  const message = current.bundle.getMessage(id);
  if (!message?.value) {
    if (import.meta.env.DEV) throw new Error(`No sentence has the id "${id}".`);
    return id;
  }
  const errors: Error[] = [];
  const sentence = current.bundle.formatPattern(message.value, facts, errors);
  if (import.meta.env.DEV && errors.length > 0) throw new Error(`"${id}": ${errors.join(", ")}`);
  return sentence;
}
