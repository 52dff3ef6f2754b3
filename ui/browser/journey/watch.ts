/** What a page does while nobody looks: addresses it asks, what it complains of, and what it would leave behind. */
import type { Page } from "playwright-core";

export interface Watched {
  /** Every address that was asked, every title and address that was shown, and every notification that was raised. */
  traces: string[];
  /** Complaints of the browser: a broken script, a refused style or script. */
  complaints: string[];
}

export async function watch(page: Page): Promise<Watched> {
  const watched: Watched = { traces: [], complaints: [] };
  await page.exposeFunction("noteNotification", (words: string) => watched.traces.push(words));
  await page.addInitScript(() => {
    const note = (window as unknown as { noteNotification: (words: string) => void }).noteNotification;
    const noting = (...words: unknown[]) => note(JSON.stringify(words));
    window.Notification = new Proxy(window.Notification, {
      construct: (notification, words) => (noting(words), Reflect.construct(notification, words) as object),
    });
    ServiceWorkerRegistration.prototype.showNotification = (...words) => Promise.resolve(noting(words));
    // What a title was before it is the next one.
    new MutationObserver(() => noting(document.title)).observe(document, { childList: true, subtree: true, characterData: true });
  });
  page.on("request", (request) => watched.traces.push(request.url()));
  page.on("framenavigated", (frame) => watched.traces.push(frame.url()));
  page.on("pageerror", (error) => watched.complaints.push(error.message));
  page.on("console", (message) => {
    // A refusal that the page expects, such as "nobody is signed in", is logged by the browser as a failed fetch.
    const isExpected = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isExpected) watched.complaints.push(message.text());
  });
  return watched;
}

/** All that the page keeps in the browser by its own doing, as one text: it should be nothing. */
export function left(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const boxes = await caches.keys();
    const kept = [{ ...localStorage }, { ...sessionStorage }, databases, boxes, document.cookie];
    return kept.map((one) => JSON.stringify(one)).join("\n");
  });
}
export const NOTHING_LEFT = '{}\n{}\n[]\n[]\n""';

/** Counts what a hand does on the page: presses of a mouse or finger, and of a key that presses a button. */
export async function countPresses(page: Page) {
  await page.evaluate(() => {
    Object.assign(window, { presses: 0 });
    addEventListener("click", (event) => {
      if (event.isTrusted) Object.assign(window, { presses: (window as unknown as { presses: number }).presses + 1 });
    }, { capture: true });
  });
  return () => page.evaluate(() => (window as unknown as { presses: number }).presses);
}

/** A content security policy as its rules. */
export function rulesOf(policy: string): Record<string, string> {
  const rules = policy.split(";").map((rule) => rule.trim()).filter((rule) => rule !== "");
  return Object.fromEntries(rules.map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1).join(" ")]));
}
