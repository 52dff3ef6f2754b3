import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { FluentResource } from "@fluent/bundle";
import { afterEach, expect, test } from "vitest";
import { pseudo } from "./pseudo";
import { say, speak } from "./words.svelte";

const SOURCE = resolve(import.meta.dirname, "../..");
const ENGLISH = join(import.meta.dirname, "en");
const areas = readdirSync(ENGLISH).map((file) => new FluentResource(readFileSync(join(ENGLISH, file), "utf8")));
const written = areas.flatMap(({ body }) => body.map(({ id }) => id));
const ids = new Set(written);
const sources = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith(".test.ts"))
  .map((file) => readFileSync(join(SOURCE, file), "utf8"));

afterEach(() => speak("en"));

test("every sentence that a screen asks for is in the catalogue", () => {
  const asked = sources.flatMap((text) => [...text.matchAll(/\bsay\(\s*"([^"]+)"/g)].map((found) => found[1] ?? ""));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((id) => !ids.has(id))).toEqual([]);
});

test("every sentence of the catalogue is asked for somewhere", () => {
  const quoted = new Set(sources.flatMap((text) => [...text.matchAll(/"([a-z][a-z0-9-]*)"/g)].map((found) => found[1])));
  expect([...ids].filter((id) => !quoted.has(id))).toEqual([]);
});

test("no two areas have a sentence of one id", () => {
  expect(written.filter((id, at) => written.indexOf(id) !== at)).toEqual([]);
});

test("a missing sentence is noticed", () => {
  expect(() => say("never-written")).toThrow("never-written");
});

test("one and many are worded apart", () => {
  expect(say("error-summary-title", { count: 1 })).toBe("There is a problem");
  expect(plain(say("error-summary-title", { count: 3 }))).toBe("There are 3 problems");
});

test("figures are grouped as the language has it", () => {
  expect(plain(say("figure", { figure: 1460 }))).toBe("1,460");
});

test("the language for tests turns the page round and leaves no letter plain", () => {
  speak("pseudo");
  expect(document.documentElement.dir).toBe("rtl");
  expect(document.documentElement.lang).toBe("en-XB");
  expect(say("undo-button")).not.toContain("Undo");
  expect(pseudo("to the centre").length).toBeGreaterThan("to the centre".length * 1.25);
});

/** Without the marks that keep a figure's direction apart from the sentence's. */
function plain(sentence: string) {
  return sentence.replace(/[\u2068\u2069]/g, "");
}
