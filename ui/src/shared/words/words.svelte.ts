/**
 * Every sentence on screen comes from a Fluent catalogue, by its id. A language is a folder; a file in it is an area:
 * the words of the parts are always there, and each page learns those of its own screens and of no others.
 */
import { FluentBundle, type FluentResource, type FluentVariable } from "@fluent/bundle";
import parts from "./en/parts.ftl";
import { pseudo } from "./pseudo";

/** What a sentence may be told: Fluent formats numbers and dates for the language. */
export type Facts = Record<string, FluentVariable>;

export type Language = "en" | "pseudo";

/** The second runs right to left and is longer than English: a page that bears it will bear Arabic. */
const languages: Record<Language, { tag: string; direction: "ltr" | "rtl"; transform?: (text: string) => string }> = {
  en: { tag: "en", direction: "ltr" },
  pseudo: { tag: "en-XB", direction: "rtl", transform: pseudo },
};

/** The catalogues learned so far. */
const areas: FluentResource[] = [parts];
let language: Language = $state("en");
/** Of the language and of all that was learned; made anew when either changes, by whoever speaks next. */
let bundle: { language: Language; of: FluentBundle } | undefined;

function bundleOf(language: Language): FluentBundle {
  const { tag, transform } = languages[language];
  const bundle = new FluentBundle("en-GB", transform ? { transform } : {});
  for (const area of areas) {
    const errors = bundle.addResource(area);
    if (errors.length > 0) throw new Error(`The catalogue "${tag}" has faults: ${errors.join(", ")}`);
  }
  return bundle;
}

/** Adds the words of an area, such as `en/app.ftl`: once, by the page whose screens say them, before any is shown. */
export function learn(...catalogues: FluentResource[]) {
  areas.push(...catalogues.filter((catalogue) => !areas.includes(catalogue)));
  bundle = undefined;
}

/** Changes the language of everything on screen. */
export function speak(to: Language) {
  language = to;
  document.documentElement.lang = languages[to].tag;
  document.documentElement.dir = languages[to].direction;
}

function spoken(): FluentBundle {
  if (bundle?.language !== language) bundle = { language, of: bundleOf(language) };
  return bundle.of;
}

/** The sentence with this id. A missing one is shown as its id, and fails the tests. */
export function say(id: string, facts: Facts = {}): string {
  const bundle = spoken();
  const message = bundle.getMessage(id);
  if (!message?.value) {
    if (import.meta.env.DEV) throw new Error(`No sentence has the id "${id}".`);
    return id;
  }
  const errors: Error[] = [];
  const sentence = bundle.formatPattern(message.value, facts, errors);
  if (import.meta.env.DEV && errors.length > 0) throw new Error(`"${id}": ${errors.join(", ")}`);
  return sentence;
}
