import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { Refusal, type Backend } from "../../backend/backend";
import type { Status } from "../../backend/types.gen";
import StatusScreen from "./Status.svelte";
import { daysLate, LATE_AFTER_DAYS } from "./lateness";

const NOW_MS = Date.UTC(2025, 10, 22, 14, 5);
const DAY_MS = 24 * 60 * 60 * 1000;

const twelveWaiting: Status = {
  vault: "open",
  by_pin: true,
  recorded: 60,
  waiting: 12,
  sent: 48,
  safe: 41,
  quarantined: 0,
  all_sent: false,
  last_contact_ms: NOW_MS,
  clock_doubtful: false,
};

function show(answer: () => Promise<Status>) {
  const backend: Backend = { status: answer };
  render(StatusScreen, { props: { backend, clock: () => NOW_MS } });
}

const footText = async () => (await screen.findByRole("contentinfo")).textContent?.replace(/[\u2068\u2069]/g, "") ?? "";

test("the line at the foot says what waits and never that all is sent", async () => {
  show(async () => twelveWaiting);
  expect(await footText()).toContain("Waiting to send: 12.");
  expect(await footText()).not.toContain("Sent: all");
});

test("all is sent only when the device says so, not when nothing happens to wait", async () => {
  show(async () => ({ ...twelveWaiting, waiting: 0, sent: 60, all_sent: false }));
  expect(await footText()).not.toContain("Sent: all");
});

test("a device that is not set up says what to ask for, and claims nothing about records", async () => {
  show(async () => ({ ...twelveWaiting, vault: "not_enrolled" }));
  expect(await screen.findByRole("heading", { level: 1 })).toHaveProperty("textContent", "This device is not set up yet");
  expect(screen.queryByRole("contentinfo")).toBeNull();
});

test("a failure is shown with its word, and can be tried again", async () => {
  let tries = 0;
  show(async () => {
    tries += 1;
    if (tries === 1) throw new Refusal({ code: "disk_full", message: "" });
    return twelveWaiting;
  });
  (await screen.findByRole("button", { name: "Try again" })).click();
  expect(await footText()).toContain("Waiting to send: 12.");
});

test("being offline for a while is no alarm; three days with records waiting is", () => {
  const contact = (days: number) => ({ ...twelveWaiting, last_contact_ms: NOW_MS - days * DAY_MS });
  expect(daysLate(contact(2.9), NOW_MS)).toBeUndefined();
  expect(daysLate(contact(LATE_AFTER_DAYS), NOW_MS)).toBe(3);
  expect(daysLate({ ...contact(30), waiting: 0 }, NOW_MS)).toBeUndefined();
});
