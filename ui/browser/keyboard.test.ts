/** The keyboard alone does what a thumb does: whoever cannot tap, or has a laptop on a table, records as fast. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { appScreens } from "./app-screens";
import type { Reply } from "../src/backend/types.gen";
import { asked, look, type Looking } from "./browser";
import type { AppScreen } from "./looks";

let looking: Looking;
beforeAll(async () => {
  looking = await look();
});
afterAll(() => looking.end());

const home = appScreens.find(({ name }) => name === "app-home-busy");

/** Goes from one thing to the next until the one with these words, and presses it. */
async function presses(page: Page, words: RegExp, key: "Enter" | "Space" = "Enter") {
  const STOPS_MAX = 60;
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    const text = ((await focused.count()) > 0 && (await focused.textContent())) || "";
    if (words.test(text)) {
      const outline = await focused.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, `the focus shows on ${words}`).not.toBe("none");
      await page.keyboard.press(key);
      return;
    }
  }
  throw new Error(`No way leads to ${words} by keyboard.`);
}

/** The drafts that were recorded, in order. */
async function recorded(page: Page): Promise<Record<string, unknown>[]> {
  const calls = (await asked(page)).filter(([command]) => command === "record");
  return calls.flatMap(([, facts]) => (facts as { records: { draft: Record<string, unknown> }[] }).records.map(({ draft }) => draft));
}

test("somebody known is ticked, counted and undone without a pointer", async () => {
  if (!home) throw new Error("there is a Home to begin from");
  const page = await looking.show({ ...home, name: "keyboard" }, "en");
  await presses(page, /Go on with the register/);
  await page.locator("h1", { hasText: "Example Hall" }).waitFor();
  await presses(page, /^\s*Adult/, "Space");
  await page.getByText("One more counted").waitFor();
  await presses(page, /نور/, "Space");
  await page.getByRole("status").getByText("is here").waitFor();
  await presses(page, /Undo/);
  await expect.poll(() => recorded(page).then((drafts) => drafts.map(({ type }) => type))).toEqual(["attendance", "attendance", "void"]);
  const [counted, ticked] = await recorded(page);
  expect(counted).toMatchObject({ type: "attendance", anonymous: "adult", count: 1 });
  expect(ticked).toMatchObject({ type: "attendance", person: "p-3" });
  expect(await page.evaluate(() => document.activeElement?.id), "the focus is not lost with the bar").toBe("search");
});

test("an error is met first, and its link leads to the field", async () => {
  if (!home) throw new Error("there is a Home to begin from");
  const page = await looking.show({ ...home, name: "keyboard-errors" }, "en");
  await presses(page, /Go on with the register/);
  await presses(page, /New person/);
  await page.locator("#given_name-0").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("[role=alert]:focus").waitFor();
  await presses(page, /Enter a first name/);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("given_name-0");
});

test("somebody known who is typed again is ticked instead, and nobody new is made", async () => {
  if (!home) throw new Error("there is a Home to begin from");
  const alike: Reply = { reply: "people", people: [{ id: "p-4", role: "carer", given_name: "Philomena", initial: "F" }] };
  const answers: AppScreen["answers"] = { ...home.answers, alike };
  const page = await looking.show({ ...home, answers, name: "keyboard-alike" }, "en");
  await presses(page, /Go on with the register/);
  await presses(page, /New person/);
  await page.locator("#given_name-0").waitFor();
  await page.locator("#given_name-0").pressSequentially("Philomina");
  await presses(page, /Tick .*Philomena F/);
  await page.locator("h1", { hasText: "Example Hall" }).waitFor();
  const drafts = (await recorded(page)).filter(({ type }) => type === "person" || type === "attendance");
  expect(drafts).toEqual([expect.objectContaining({ type: "attendance", person: "p-4" })]);
});

test("what is typed is kept by the device and by nothing of the browser", async () => {
  if (!home) throw new Error("there is a Home to begin from");
  const page = await looking.show({ ...home, name: "keyboard-canary" }, "en");
  await presses(page, /Go on with the register/);
  await presses(page, /New person/);
  await page.locator("#given_name-0").waitFor();
  await page.locator("#given_name-0").pressSequentially("Wilhelmine");
  await page.keyboard.press("Tab");
  await expect
    .poll(async () => (await asked(page)).filter(([command]) => command === "keep").map(([, facts]) => JSON.stringify(facts)).at(-1))
    .toContain("Wilhelmine");
  const browser = await page.evaluate(async () =>
    JSON.stringify([
      location.href,
      document.title,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  );
  expect(browser).not.toContain("Wilhelmine");
  expect(browser.endsWith(',"Doorstep",{},{},"",[],[]]')).toBe(true);
});
