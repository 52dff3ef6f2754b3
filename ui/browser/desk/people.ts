/** An invented team, its devices, accounts and audit. */
import type { Account, Audit, Champions, DeviceInWeek, Me } from "../../src/backend/types.gen";
import { NOW_MS } from "../looks";

const HOUR_MS = 60 * 60 * 1000;
const team = { id: "0198f000-0000-7000-8000-00000000a001", name: "Queen’s Park team (example)" };
const id = (last: number) => `0198f000-0000-7000-8000-${String(last).padStart(12, "0")}`;

export const me: Me = {
  account: id(1),
  name: "Coordinator Ruth (example)",
  role: "coordinator",
  authority: "Example Council",
  programme: "Community champions (example)",
  csrf: "a-token-of-an-example",
  stepped_up_until_ms: NOW_MS + 10 * 60 * 1000,
  ends_ms: NOW_MS + 12 * HOUR_MS,
  idle_secs: 1800,
  now_ms: NOW_MS,
  recovery_codes_left: 8,
  today: "2026-11-23",
  week: "2026-W48",
  week_due: "2026-W47",
};

export const devices: DeviceInWeek[] = [
  { device: id(11), champion: id(21), champion_name: "Champion Amina (example)", closed: true, last_contact_ms: NOW_MS - HOUR_MS },
  { device: id(12), champion: id(22), champion_name: "Champion Bernadette (example)", closed: true, last_contact_ms: NOW_MS - 30 * HOUR_MS },
  { device: id(13), champion: id(23), champion_name: "نور (example)", closed: false },
];

export const champions: Champions = {
  champions: [
    {
      id: id(21),
      name: "Champion Amina (example)",
      team,
      cleared: true,
      devices: [
        { id: id(11), enrolled_ms: NOW_MS - 900 * HOUR_MS, last_contact_ms: NOW_MS - HOUR_MS, check_phrase: "amber river lantern goat", needs_check: true, confirmed_ms: NOW_MS - 890 * HOUR_MS },
        { id: id(14), enrolled_ms: NOW_MS - 2000 * HOUR_MS, check_phrase: "copper window seven plum", needs_check: true, revoked_ms: NOW_MS - 901 * HOUR_MS },
      ],
    },
    {
      id: id(22),
      name: "Champion Bernadette (example)",
      team,
      cleared: false,
      devices: [{ id: id(12), enrolled_ms: NOW_MS - HOUR_MS, check_phrase: "velvet harbour nine spoon", needs_check: true }],
    },
    { id: id(23), name: "نور (example)", team, cleared: false, devices: [] },
  ],
};

export const accounts: Account[] = [
  { id: id(1), name: "Coordinator Ruth (example)", role: "coordinator", team, state: "active", created_ms: NOW_MS - 3000 * HOUR_MS, last_sign_in_ms: NOW_MS, recovery_codes_left: 8 },
  { id: id(2), name: "Commissioner (example)", role: "commissioner", state: "invited", created_ms: NOW_MS - HOUR_MS, recovery_codes_left: 0 },
  { id: id(3), name: "Former clerk (example)", role: "administrator", state: "ended", created_ms: NOW_MS - 9000 * HOUR_MS, recovery_codes_left: 3 },
];

export const audit: Audit = {
  lines: [
    { seq: 122, at_ms: NOW_MS, who: id(1), who_name: "Coordinator Ruth (example)", what: "return.downloaded", which: "2026-W47", why: "xlsx" },
    { seq: 121, at_ms: NOW_MS - HOUR_MS, who: id(1), who_name: "Coordinator Ruth (example)", what: "return.frozen", which: "2026-W47", why: "" },
    { seq: 120, at_ms: NOW_MS - 5 * HOUR_MS, who: "operator", what: "account.added", which: id(2), why: "" },
  ],
  next: 120,
};
