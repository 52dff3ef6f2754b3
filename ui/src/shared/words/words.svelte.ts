/**
 * Every sentence on screen comes from a Fluent catalogue, by its id. Adding a language is adding one file.
 */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import english from "./en.ftl?raw";
import { pseudo } from "./pseudo";

/** What a sentence may be told: Fluent formats numbers and dates for the language. */
export type Facts = Record<string, FluentVariable>;

export type Language = "en" | "pseudo";

interface Spoken {
  /** For the `lang` attribute. */
  tag: string;
  direction: "ltr" | "rtl";
  bundle: FluentBundle;
}

function spoken(tag: string, direction: Spoken["direction"], catalogue: string, transform?: (text: string) => string) {
  const bundle = new FluentBundle("en-GB", transform ? { transform } : {});
  const errors = bundle.addResource(new FluentResource(catalogue));
  if (errors.length > 0) throw new Error(`The catalogue "${tag}" has faults: ${errors.join(", ")}`);
  return { tag, direction, bundle };
}

/** The second runs right to left and is longer than English: a page that bears it will bear Arabic. */
const languages: Record<Language, () => Spoken> = {
  en: () => spoken("en", "ltr", english),
  pseudo: () => spoken("en-XB", "rtl", english, pseudo),
};

let current = $state.raw(languages.en());

/** Changes the language of everything on screen. */
export function speak(language: Language) {
  current = languages[language]();
  document.documentElement.lang = current.tag;
  document.documentElement.dir = current.direction;
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
