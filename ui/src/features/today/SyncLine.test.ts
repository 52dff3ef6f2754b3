import { expect, test } from "vitest";
import type { Status } from "../../backend/types.gen";
import { render, screen } from "@testing-library/svelte";
import { daysLate, LATE_AFTER_DAYS } from "./lateness";
import SyncLine from "./SyncLine.svelte";

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
  disk_fails: false,
};

function line(status: Status) {
  const { container } = render(SyncLine, { props: { status, nowMs: NOW_MS, onsend: () => undefined } });
  return container.textContent?.replace(/[\u2068\u2069]/g, "") ?? "";
}

test("the line at the foot says what waits and never that all is sent", () => {
  expect(line(twelveWaiting)).toContain("Waiting to send: 12.");
  expect(screen.getByRole("button", { name: "Send now" })).toBeTruthy();
});

test("all is sent only when the device says so, not when nothing happens to wait", () => {
  expect(line({ ...twelveWaiting, waiting: 0, sent: 60 })).not.toContain("Sent: all");
  expect(line({ ...twelveWaiting, waiting: 0, sent: 60, all_sent: true })).toContain("Sent: all");
});

test("a device on which nothing was recorded claims nothing", () => {
  expect(line({ ...twelveWaiting, recorded: 0, waiting: 0, sent: 0, all_sent: true })).toContain("Nothing recorded yet");
});

test("being offline for a while is no alarm; three days with records waiting is", () => {
  const contact = (days: number) => ({ ...twelveWaiting, last_contact_ms: NOW_MS - days * DAY_MS });
  expect(daysLate(contact(2.9), NOW_MS)).toBeUndefined();
  expect(daysLate(contact(LATE_AFTER_DAYS), NOW_MS)).toBe(3);
  expect(daysLate({ ...contact(30), waiting: 0 }, NOW_MS)).toBeUndefined();
});
