/** The desk's screens in every state worth looking at. */
import type { Page } from "playwright-core";
import type { Fault } from "../../src/backend/types.gen";
import type { DeskScreen } from "../looks";
import { accounts, audit, champions, me } from "./people";
import { births, missed, queue, worklist } from "./review";
import { areas, publicReach, publicTrend, reach, shapes, trend } from "./reach";
import { closedWeek, emptyWeek, frozenReview, heldWeek, returns, review, revision, verified, week } from "./week";

const ok = (json: unknown) => ({ status: 200, json });
const fault = (status: number, code: Fault["code"]) => ({ status, json: { code, message: "An example." } satisfies Fault });
const at = (path: string) => `**/desk/v1/${path}`;

const signedIn: DeskScreen["answers"] = {
  [at("me")]: ok(me),
  [at("weeks/*")]: ok(week),
  [at("returns")]: ok(returns),
  [at("returns/*")]: ok(review),
  [at("reach")]: ok(reach),
  [at("reach/areas")]: ok(areas),
  [at("reach/trend")]: ok(trend),
  [at("area/shapes")]: ok(shapes),
  [at("champions")]: ok(champions),
  [at("review")]: ok(queue),
  [at("births")]: ok(births),
  [at("births/*/missed")]: ok(missed),
  [at("births/*/worklist")]: ok(worklist),
};
const commissioner = { [at("me")]: ok({ ...me, name: "Commissioner (example)", role: "commissioner" }) };
const administrator = { [at("me")]: ok({ ...me, name: "Administrator (example)", role: "administrator" }) };
const signedOut = { [at("me")]: fault(401, "sign_in_needed") };

function screen(name: string, place: string, answers: DeskScreen["answers"] = {}, then?: DeskScreen["then"]): DeskScreen {
  return { name: `desk-${name}`, shell: "desk", address: "/", place, answers: { ...signedIn, ...answers }, ...(then ? { then } : {}) };
}
/** By its place and not by its name, which is another in each language. */
const press = async (page: Page, selector: string) => page.locator(selector).first().click();
const fill = async (page: Page, id: string, text: string) => page.locator(`#${id}`).fill(text);

async function toTheCode(page: Page) {
  await fill(page, "sign-in-name", "Coordinator Ruth (example)");
  await fill(page, "sign-in-password", "an example of a password");
  await press(page, "button[type=submit]");
  await page.locator("#sign-in-code").waitFor();
}
async function toTheSecret(page: Page) {
  await press(page, "form button[type=button]");
  await fill(page, "set-up-code", "01Z1-08ZH-JKMN-P");
  await press(page, "button[type=submit]");
  await page.locator("#set-up-totp").waitFor();
}
async function toTheRecoveryCodes(page: Page) {
  await toTheSecret(page);
  await fill(page, "set-up-totp", "123456");
  await fill(page, "set-up-password", "an example of a password");
  await press(page, "button[type=submit]");
  await page.locator("main li").first().waitFor();
}
const settingUp: DeskScreen["answers"] = {
  ...signedOut,
  [at("setup/begin")]: ok({
    name: "Coordinator Ruth (example)",
    role: "coordinator",
    secret: "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567",
    uri: "otpauth://totp/Doorstep:Example?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567&issuer=Doorstep",
    password_chars_min: 12,
  }),
  [at("setup")]: ok({ me, recovery_codes: ["1A2B-3C4D-5E6F", "7G8H-9J0K-1M2N", "3P4Q-5R6S-7T8V", "9W0X-1Y2Z-3A4B"] }),
};
const dialog = (page: Page) => page.locator("dialog[open]").waitFor();

const lastButton = async (page: Page) => page.locator("main section button, main article button, main button").nth(1).click();

export const deskScreens: DeskScreen[] = [
  screen("duplicates", "#/duplicates"),
  screen("duplicates-none", "#/duplicates", { [at("review")]: ok({ ...queue, pairs: [], disputes: [], decided: [], waiting: 0 }) }),
  screen("births", "#/births"),
  screen("births-compared", "#/births", {}, (page) => press(page, "main button")),
  screen("births-worklist", "#/births", {}, async (page) => {
    await lastButton(page);
    await page.locator("main table").nth(1).waitFor();
  }),
  screen("births-none", "#/births", { [at("births")]: ok({ agreements: [], lists: [] }) }),
  screen("sign-in", "", signedOut),
  screen("sign-in-empty", "", signedOut, async (page) => {
    await press(page, "button[type=submit]");
    await page.getByRole("alert").waitFor();
  }),
  screen("sign-in-code", "", signedOut, toTheCode),
  screen("set-up", "", settingUp, (page) => press(page, "form button[type=button]")),
  screen("set-up-secret", "", settingUp, toTheSecret),
  screen("set-up-recovery", "", settingUp, toTheRecoveryCodes),
  screen("week", "#/week/2026-W47"),
  screen("week-held", "#/week/2026-W47", { [at("weeks/*")]: ok(heldWeek) }),
  screen("week-held-asked", "#/week/2026-W47", { [at("weeks/*")]: ok(heldWeek) }, async (page) => {
    await press(page, ".notice.warn button");
    await dialog(page);
  }),
  screen("week-ready", "#/week/2026-W47", { [at("weeks/*")]: ok(closedWeek) }),
  screen("week-empty", "#/week/2026-W48", { [at("weeks/*")]: ok(emptyWeek) }),
  screen("week-nobody", "#/week/2026-W47", { [at("weeks/*")]: ok({ ...emptyWeek, is_over: true }) }),
  screen("week-failed", "#/week/2026-W47", { [at("weeks/*")]: fault(503, "unavailable") }),
  screen("reach", "#/reach"),
  screen("reach-tables", "#/reach", {}, async (page) => {
    for (const button of await page.locator("figure .switch button").all()) await button.click();
    for (const summary of await page.locator("summary").all()) await summary.click();
  }),
  screen("reach-without-area", "#/reach", { [at("reach")]: ok({ ...reach, figures: [], targets: [], population: undefined }) }),
  screen("reach-commissioner", "#/reach", {
    ...commissioner,
    [at("reach")]: ok(publicReach),
    [at("reach/trend")]: ok(publicTrend),
    [at("reach/areas")]: ok({ ...areas, tier: "public" }),
  }),
  screen("returns", "#/returns"),
  screen("returns-none", "#/returns", { [at("returns")]: ok({ weeks: [] }) }),
  screen("review", "#/returns/2026-W47"),
  screen("review-early", "#/returns/2026-W48", { [at("returns/*")]: ok({ ...review, week: "2026-W48", is_over: false }) }),
  screen("review-revision", "#/returns/2026-W46", { [at("returns/*")]: ok(frozenReview), [at("returns/*/verify")]: ok(verified) }, async (page) => {
    await press(page, "main section:has(dl) > div:not(.files) > button");
  }),
  screen("review-commissioner", "#/returns/2026-W46", {
    ...commissioner,
    [at("returns/*")]: ok({ ...review, tier: "public", is_frozen: true, revisions: [revision], cancellations: [] }),
  }),
  screen("verify", "#/returns/verify", {}, async (page) => {
    await press(page, "button[type=submit]");
    await page.getByRole("alert").waitFor();
  }),
  screen("champions", "#/champions"),
  screen("invitation", "#/champions", {
    [at("champions/*/invite")]: ok({
      champion: "0198f000-0000-7000-8000-000000000021",
      name: "Champion Amina (example)",
      code: "01Z1-08ZH-JKMN-P",
      link: "https://doorstep.example.org/#01Z1-08ZH-JKMN-P",
      expires_ms: me.now_ms + 24 * 60 * 60 * 1000,
    }),
  }, async (page) => {
    await press(page, "main section > .actions button");
    await dialog(page);
  }),
  screen("revoke", "#/champions", {}, async (page) => {
    await press(page, "td .danger");
    await dialog(page);
  }),
  screen("step-up", "#/champions", { [at("me")]: ok({ ...me, stepped_up_until_ms: me.now_ms }) }, async (page) => {
    await press(page, "main section > .actions button");
    await dialog(page);
  }),
  screen("accounts", "#/accounts", { ...administrator, [at("accounts")]: ok(accounts) }),
  screen("audit", "#/audit", { ...administrator, [at("audit")]: ok(audit) }),
  screen("nowhere", "#/nowhere"),
];
