/**
 * A coordinator's Monday, in a real browser against a real centre: set the account up, see the week, look at reach, send
 * the return. Once with a mouse, once with the keyboard alone.
 */
import { join } from "node:path";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../chromium";
import { digitsOf } from "./authenticator";
import { told } from "./told";
import { countPresses, left, NOTHING_LEFT, rulesOf, watch, type Watched } from "./watch";

const { url, code, ms_ahead, canaries, week, people, counts, week_before, downloads } = told();
const NAME = "Coordinator Ruth (example)";
const PASSWORD = "plain kettle orange ladder";
const named = (week: string) => `Week ${Number(week.slice(-2))}`;
const WEEK = named(week);

/** A sentence with what it was told, which stands between marks that keep its direction apart from the sentence's. */
const sentence = (text: string) => {
  const letters = Array.from(text, (letter) => letter.replace(/[^\w\s]/, "\\$&"));
  return new RegExp(letters.join("[\u2068\u2069]*"));
};

let browser: Browser;
let recoveryCodes: string[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function opened(): Promise<{ page: Page; watched: Watched }> {
  const page = await browser.newPage({ locale: "en-GB", timezoneId: "Europe/London", viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(30_000);
  const watched = await watch(page);
  const answer = await page.goto(url);
  expect(rulesOf(answer?.headers()["content-security-policy"] ?? ""), "the page is served under this policy").toEqual({
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'none'",
  });
  return { page, watched };
}

async function leavesNothing(page: Page, watched: Watched) {
  expect(await left(page), "nothing is kept in the browser").toBe(NOTHING_LEFT);
  expect(watched.complaints, "the browser has nothing to complain of").toEqual([]);
  const traces = [...watched.traces, await page.title(), page.url()].map((trace) => decodeURIComponent(trace));
  expect(traces.length, "addresses were watched").toBeGreaterThan(5);
  for (const canary of [...canaries, NAME]) {
    expect(traces.filter((trace) => trace.includes(canary)), `"${canary}" is in no address, title or notification`).toEqual([]);
  }
}

/** Set DOORSTEP_PICTURES to a folder to keep a picture of what a person would see. */
async function picture(page: Page, name: string) {
  const folder = process.env.DOORSTEP_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 1 }).waitFor();

test("with a mouse: from a one-time code to the workbook, and the return stands", async () => {
  const { page, watched } = await opened();

  await heading(page, "Sign in");
  await page.getByRole("button", { name: /one-time code/ }).click();
  await page.getByLabel("One-time code").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Continue" }).click();
  const secret = await page.locator(".secret").innerText();
  await page.getByLabel("The six digits").fill(digitsOf(secret, Date.now() + ms_ahead));
  await page.getByLabel("Choose a password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set up my account" }).click();
  await heading(page, "Keep these recovery codes");
  recoveryCodes = await page.locator("main li").allInnerTexts();
  expect(recoveryCodes.length, "a few codes for a lost phone").toBeGreaterThan(3);
  await page.getByRole("button", { name: "I have kept them" }).click();

  await heading(page, sentence(`${WEEK}, `));
  await page.getByText(sentence(`${people} in all.`)).waitFor();
  const said = (await page.locator("main li").allTextContents()).map((text) => text.replace(/[\u2068\u2069]/g, ""));
  expect(said, "what came in").toEqual(counts);
  await page.getByRole("heading", { name: "No record needs mending" }).waitFor();

  await picture(page, "desk-week");

  await page.getByRole("link", { name: "Reach" }).click();
  await heading(page, "Reach");
  await page.getByText(/^The truth lies between/).waitFor();
  await picture(page, "desk-reach");
  await page.getByText("How is this counted?").click();
  await page.getByText("I-02@1").first().waitFor();
  await page.getByRole("img", { name: "Reach by small area" }).waitFor();
  await page.getByText("SAPE23DT2").first().waitFor();

  await page.getByRole("link", { name: "The week" }).click();
  const presses = await countPresses(page);
  await page.getByRole("link", { name: "Review the return" }).click();
  await page.getByRole("button", { name: "Freeze and download" }).waitFor();
  await picture(page, "return");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Freeze and download" }).click(),
  ]);
  expect(await presses(), "from the week's card to the file").toBe(2);
  await kept(download, "by-mouse.xlsx");

  await page.getByRole("heading", { name: sentence("Revision 1") }).waitFor();
  await page.getByText("nothing has changed since").waitFor();
  await page.getByRole("button", { name: "Check that it still stands" }).click();
  await page.getByText("Genuine: signed by this centre and unchanged").waitFor();
  await page.getByText(sentence(`${WEEK}, revision 1 stands`)).waitFor();
  await leavesNothing(page, watched);

  await page.getByRole("button", { name: "Sign out" }).click();
  await heading(page, "Sign in");
  await page.goBack();
  await heading(page, "Sign in");
  await page.close();
});

test("by keyboard alone: sign in, review, freeze and download", async () => {
  const { page, watched } = await opened();
  await heading(page, "Sign in");
  await tabTo(page, "Your name at the desk");
  await page.keyboard.type(NAME);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await heading(page, "Enter your code");
  // The field has the focus already; a recovery code, since an authenticator's digits are good once.
  await page.keyboard.type(recoveryCodes[0] ?? "");
  await page.keyboard.press("Enter");

  await heading(page, sentence(`${WEEK}, `));
  // The week before is not frozen yet.
  await tabTo(page, "Week before");
  await page.keyboard.press("Enter");
  await heading(page, sentence(`${named(week_before)}, `));
  const presses = await countPresses(page);
  await tabTo(page, "Review the return");
  await page.keyboard.press("Enter");
  await heading(page, /^Return for week/);
  await tabTo(page, "Freeze and download");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(await presses(), "a key that presses a button is a press").toBe(2);
  await kept(download, "by-keyboard.xlsx");
  await page.getByRole("heading", { name: sentence("Revision 1") }).waitFor();
  await leavesNothing(page, watched);
  await page.close();
});

async function kept(download: Download, name: string) {
  expect(download.suggestedFilename(), "a workbook, named for what it is").toMatch(/\.xlsx$/);
  await download.saveAs(join(downloads, name));
}

/** More stops than any screen of the desk has. */
const STOPS_MAX = 60;

/** Goes from stop to stop as a hand on the Tab key does, and sees that each can be seen. */
async function tabTo(page: Page, name: string) {
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const label = element && "labels" in element ? (element as HTMLInputElement).labels?.[0]?.textContent : undefined;
      const style = element && getComputedStyle(element);
      return { name: (label ?? element?.textContent ?? "").trim(), outline: style?.outlineStyle ?? "none" };
    });
    if (here.name === "") continue;
    expect(here.outline, `"${here.name}" shows that it has the focus`).not.toBe("none");
    if (here.name.includes(name)) return;
  }
  throw new Error(`The Tab key does not reach "${name}".`);
}
