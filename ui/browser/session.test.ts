/** A session that ends while somebody is at work: what was typed outlives it, and nobody else finds it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { look, type Looking } from "./browser";
import { deskScreens } from "./desk/screens";

let looking: Looking;
beforeAll(async () => {
  looking = await look();
});
afterAll(() => looking.end());

const NAME = "Commissioner Wilhelmine (example)";
const accounts = deskScreens.find(({ name }) => name === "desk-accounts");
const me = { ...(accounts?.answers["**/desk/v1/me"]?.json as object), csrf: "another" };

/** Types an account and presses the button, and the centre says that nobody is signed in. */
async function typedWhenItEnded(name: string): Promise<{ page: Page; added: unknown[] }> {
  if (!accounts) throw new Error("there is a screen with something to type");
  const page = await looking.show({ ...accounts, name }, "en");
  const added: unknown[] = [];
  let isOver = true;
  await page.route("**/desk/v1/accounts", (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    if (isOver) return route.fulfill({ status: 401, json: { code: "sign_in_needed", message: "Sign in." } });
    added.push(route.request().postDataJSON());
    return route.fulfill({ json: { account: "0198f000-0000-7000-8000-0000000000ff", code: "01Z1-08ZH-JKMN-P", expires_ms: 0 } });
  });
  await page.locator("#account-name").fill(NAME);
  await page.getByRole("group").getByText("Commissioner", { exact: true }).click();
  await page.getByRole("button", { name: "Add the account" }).click();
  await page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor();
  isOver = false;
  return { page, added };
}

async function signsIn(page: Page, account: object) {
  await page.route("**/desk/v1/sign-in", (route) => route.fulfill({ json: account }));
  await page.locator("#sign-in-name").fill("Administrator (example)");
  await page.locator("#sign-in-password").fill("an example of a password");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.locator("#sign-in-code").fill("123456");
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("whoever signs in again finds it done, and had to type nothing twice", async () => {
  const { page, added } = await typedWhenItEnded("session-same");
  expect(await page.getByText("Administrator (example)").isVisible(), "the names behind it").toBe(false);
  await signsIn(page, me);
  await page.locator("dialog[open]").getByText("01Z1-08ZH-JKMN-P").waitFor();
  expect(added).toEqual([{ name: NAME, role: "commissioner" }]);
});

test("Escape does not lift the curtain", async () => {
  const { page } = await typedWhenItEnded("session-escape");
  for (let time = 0; time < 3; time += 1) await page.keyboard.press("Escape");
  await page.locator("dialog[open] #sign-in-name").waitFor();
  expect(await page.locator("#account-name").isVisible(), "what is behind it").toBe(false);
});

test("somebody else who signs in finds nothing of it", async () => {
  const { page, added } = await typedWhenItEnded("session-other");
  await signsIn(page, { ...me, account: "0198f000-0000-7000-8000-0000000000ee" });
  await page.getByRole("heading", { name: "Accounts" }).waitFor();
  await page.locator("#account-name").waitFor();
  expect(await page.locator("#account-name").inputValue()).toBe("");
  expect(added).toEqual([]);
});
