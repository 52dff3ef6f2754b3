/** Doing what leads to a screen, in whatever language it speaks. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import type { Page } from "playwright-core";
import { pseudo } from "../src/shared/words/pseudo";
import type { Reach } from "./looks";

const ENGLISH = resolve(import.meta.dirname, "../src/shared/words/en");

function words(language: "en" | "pseudo"): (id: string) => string {
  const bundle = new FluentBundle("en-GB", language === "pseudo" ? { transform: pseudo } : {});
  for (const file of readdirSync(ENGLISH)) {
    bundle.addResource(new FluentResource(readFileSync(join(ENGLISH, file), "utf8")));
  }
  return (id) => {
    const message = bundle.getMessage(id);
    if (!message?.value) throw new Error(`No sentence has the id "${id}".`);
    // What a sentence is told stands behind what it says by itself.
    return bundle.formatPattern(message.value, { people: 2 }, []);
  };
}

export async function reach(page: Page, steps: Reach[], language: "en" | "pseudo") {
  const said = words(language);
  for (const step of steps) {
    if ("tap" in step) await page.locator("button", { hasText: said(step.tap) }).first().click();
    else if ("tile" in step) await page.locator("button.tile").nth(step.tile).click();
    else if ("open" in step) await page.locator("summary", { hasText: said(step.open) }).click();
    else if ("choose" in step) await page.locator(`label[for="${step.choose}"]`).click();
    else await page.locator(`#${step.type[0]}`).fill(step.type[1]);
  }
}
