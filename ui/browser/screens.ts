/** Every screen in every state worth looking at: its address, and what the backend answers there. */
import type { Page } from "playwright-core";
import type { Fault, Reply, Status } from "../src/backend/types.gen";

interface Look {
  name: string;
  address: string;
}
export interface AppScreen extends Look {
  shell: "app";
  /** What the device answers to each command. */
  answers: Record<string, Reply | Fault>;
}
export interface DeskScreen extends Look {
  shell: "desk";
  /** What the centre answers at each address, as a pattern of Playwright. */
  answers: Record<string, { status: number; json: unknown }>;
  /** Where in the desk: the address's last part, such as `#/reach`. */
  place?: string;
  /** What is done before one looks. */
  then?: (page: Page) => Promise<void>;
}
export type Screen = AppScreen | DeskScreen;

/** The present, on every screen: a Saturday, five past two in the afternoon. */
export const NOW_MS = Date.UTC(2025, 10, 22, 14, 5);
const DAY_MS = 24 * 60 * 60 * 1000;

const open: Status = {
  vault: "open",
  by_pin: true,
  recorded: 60,
  waiting: 12,
  sent: 48,
  safe: 41,
  quarantined: 0,
  all_sent: false,
  last_contact_ms: NOW_MS - 26 * 60 * 1000,
  clock_doubtful: false,
};
/** What a device says while its vault is closed: it cannot know more. */
const closed: Status = {
  vault: "locked",
  by_pin: true,
  recorded: 0,
  waiting: 0,
  sent: 0,
  safe: 0,
  quarantined: 0,
  all_sent: false,
  clock_doubtful: false,
};

const status = (name: string, facts: Partial<Status>, base: Status = open): Screen => ({
  name: `status-${name}`,
  shell: "app",
  address: "/",
  answers: { status: { reply: "status", ...base, ...facts } },
});

export const screens: Screen[] = [
  status("waiting", {}),
  status("all-sent", { waiting: 0, sent: 60, safe: 60, all_sent: true }),
  status("in-trouble", {
    waiting: 1412,
    recorded: 1460,
    quarantined: 2,
    clock_doubtful: true,
    last_contact_ms: NOW_MS - 5 * DAY_MS,
  }),
  status("nothing-recorded", { recorded: 0, waiting: 0, sent: 0, safe: 0, all_sent: true }),
  status("locked", {}, closed),
  status("not-enrolled", { vault: "not_enrolled" }, closed),
  {
    name: "status-failed",
    shell: "app",
    address: "/",
    answers: { status: { code: "disk_full", message: "The disk is full." } },
  },
  { name: "parts", shell: "desk", address: "/parts", answers: {} },
];
