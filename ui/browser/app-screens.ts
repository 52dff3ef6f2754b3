/** Every screen of the champion's app in every state worth looking at: what the device answers, and how to get there. */
import type { Fault, PersonTile, Reply, RescuePlace, SessionCard, Status } from "../src/backend/types.gen";
import { APP, NOW_MS, type AppScreen, type Reach } from "./looks";

const DAY_MS = 24 * 60 * 60 * 1000;

const open: Status = {
  vault: "open",
  by_pin: true,
  stream: "0199b1a0c5d84f1e8a7b6c5d4e3f2a1b",
  check_phrase: "plain kettle orange ladder",
  recorded: 60,
  waiting: 12,
  sent: 48,
  safe: 41,
  quarantined: 0,
  all_sent: false,
  last_contact_ms: NOW_MS - 26 * 60 * 1000,
  clock_doubtful: false,
  disk_fails: false,
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
  disk_fails: false,
};

const session = (facts: Partial<SessionCard>): SessionCard => ({
  slot: "slot-1",
  date: "2025-11-22",
  venue_name: "Example Hall (example)",
  activity: "drop_in",
  starts: "13:30",
  ends: "15:30",
  status: "held",
  people: 0,
  ...facts,
});
const today: Reply = {
  reply: "today",
  date: "2025-11-22",
  week: "2025-W47",
  champion: "Champion Amina (example)",
  sessions: [session({}), session({ slot: "slot-2", venue_name: "Sample Library Room (example)", starts: "16:00", ends: "17:00", activity: "group" })],
  suggested: 0,
  earlier: [session({ session: "s-0", date: "2025-11-17", people: 23 }), session({ session: "s-1", date: "2025-11-15", people: 1 })],
  venues: [
    { id: "v-1", name: "Example Hall (example)" },
    { id: "v-2", name: "Sample Library Room (example)" },
  ],
  unfinished: [],
};
const busy: Reply = {
  ...today,
  suggested: 0,
  sessions: [session({ session: "s-2", people: 7 })],
  unfinished: [
    { key: "visit", at_ms: NOW_MS - 40 * 60 * 1000 },
    { key: "people:s-2", at_ms: NOW_MS - 60 * 60 * 1000 },
    { key: "survey", at_ms: NOW_MS - DAY_MS },
  ],
  week_to_close: "2025-W46",
};
const nothing: Reply = { reply: "today", date: "2025-11-22", week: "2025-W47", sessions: [], earlier: [], venues: [], unfinished: [] };

const person = (id: string, given_name: string, facts: Partial<PersonTile> = {}): PersonTile => ({
  id,
  role: "carer",
  given_name,
  ...facts,
});
const people: PersonTile[] = [
  person("p-1", "Amina", { initial: "K", family: "f-1" }),
  person("p-2", "Sami", { role: "child", initial: "K", family: "f-1", age_months: 30 }),
  person("p-3", "نور", { role: "child", age_months: 5 }),
  person("p-4", "Wilhelmina-Alexandra", { initial: "F", family: "f-2" }),
  person("p-5", "Bea", { initial: "O" }),
  { id: "p-6", role: "child", family: "f-2", age_months: 0 },
  person("p-7", "Zoë", { role: "child", initial: "Ş", age_months: 47 }),
];
const register: Reply = {
  reply: "register",
  session: session({ session: "s-2", people: 7 }),
  professionals: ["health_visitor"],
  attended: [
    { person: "p-1", tile: people[0]!, attendances: ["a-1"] },
    { person: "p-2", tile: people[1]!, attendances: ["a-2"] },
    { person: "p-5", tile: people[4]!, attendances: ["a-3"] },
  ],
  anonymous: [
    { band: "adult", count: 3, attendances: ["a-4", "a-5", "a-6"] },
    { band: "under_one", count: 1, attendances: ["a-7"] },
  ],
  total: 7,
  known: people,
};
const asked: Reply = {
  reply: "enquiries",
  enquiries: [
    {
      id: "e-1",
      left: { person: people[1]!, family: [people[0]!], own: true },
      right: { person: people[6]!, family: [], own: false },
    },
  ],
};
const families: Reply = {
  reply: "families",
  cleared: true,
  households: [
    { family: "f-1", label: "The red door", people: [people[0]!, people[1]!] },
    { family: "f-2", people: [people[3]!, people[5]!], last_visit: { date: "2025-11-03", outcome: "no_answer" } },
    { people: [people[4]!], last_visit: { date: "2025-10-20", outcome: "done" } },
  ],
};
const directory: Reply = {
  reply: "directory",
  services: [
    { id: "d-1", name: "Example Food Pantry (example)", need: "food" },
    { id: "d-2", name: "Mock Children’s Dentist (example)", need: "teeth" },
    { id: "d-3", name: "Pretend Housing Advice (example)", need: "housing and repairs" },
    { id: "d-4", name: "Sample Breastfeeding Circle (example)" },
  ],
};
const surveys: Reply = {
  reply: "surveys",
  surveys: [
    {
      form: "form-1",
      title: "Three questions about our drop-ins",
      target: 500,
      answered_here: 12,
      questions: [
        {
          name: "heard",
          text: "How did you hear about us?",
          required: true,
          takes: {
            kind: "choice",
            choices: [
              { name: "champion", label: "From a community champion" },
              { name: "friend", label: "From a friend or family" },
              { name: "no", label: "I would rather not say" },
            ],
          },
        },
        { name: "happy", text: "How happy are you with today, from 1 (not at all) to 5 (very)?", required: true, takes: { kind: "scale", least: 1, most: 5 } },
        { name: "better", text: "What would make it better for you and your child?", required: false, takes: { kind: "text" } },
      ],
    },
  ],
};
const records: Reply = {
  reply: "records",
  more: true,
  records: [
    { id: "r-6", seq: 60, kind: "attendance", date: "2025-11-22", recorded_ms: NOW_MS, state: "saved", about: "Amina K", corrected: false, withdrawn_elsewhere: false },
    { id: "r-5", seq: 59, kind: "attendance", date: "2025-11-22", recorded_ms: NOW_MS, state: "saved", about: "Example Hall (example)", count: 2, corrected: false, withdrawn_elsewhere: false },
    { id: "r-4", seq: 58, kind: "visit", date: "2025-11-21", recorded_ms: NOW_MS, state: "sent", about: "نور", corrected: true, withdrawn_elsewhere: true },
    { id: "r-3", seq: 57, kind: "signpost", date: "2025-11-21", recorded_ms: NOW_MS, state: "sent", about: "Example Food Pantry (example)", corrected: false, withdrawn_elsewhere: false, withdrawn_by: "w-1" },
    { id: "r-2", seq: 56, kind: "person", date: "2025-11-20", recorded_ms: NOW_MS, state: "safe", about: "Sami K", corrected: false, withdrawn_elsewhere: false, kept_aside: { code: "out_of_range", field: "birth", mend: "again" } },
  ],
};
const weekly: Reply = {
  reply: "weekly",
  week: "2025-W47",
  first: "2025-11-17",
  last: "2025-11-23",
  begun: true,
  closed: false,
  figures: [
    { key: "sessions.held", count: 1 },
    { key: "visits", count: 60 },
    { key: "visits.adult", count: 31 },
    { key: "visits.child", count: 20 },
    { key: "visits.under_one", count: 9 },
    { key: "visits.anonymous", count: 14 },
    { key: "families.new", count: 7 },
    { key: "home_visits.done", count: 2 },
    { key: "signposts", count: 8 },
    { key: "surveys.three", count: 12 },
  ],
};
const recorded: Reply = { reply: "recorded", records: [{ id: "x", kind: "attendance.recorded@1", seq: 61, state: "saved" }] };

const stick: RescuePlace = { key: "sample", kind: "drive", name: "SAMPLE", same_disk: false };
const places: RescuePlace[] = [
  stick,
  { key: "documents", kind: "documents", name: "", same_disk: true },
  { key: "downloads", kind: "downloads", name: "", same_disk: true },
];

const ANSWERS: Record<string, Reply | Fault> = {
  status: { reply: "status", ...open },
  today,
  register,
  people: { reply: "people", people: people.slice(0, 2) },
  alike: { reply: "people", people: [] },
  enquiries: { reply: "enquiries", enquiries: [] },
  families,
  directory,
  surveys,
  records,
  weekly,
  record: recorded,
  keep: { reply: "done" },
  kept: { reply: "kept" },
  lock: { reply: "done" },
  rescue_places: { reply: "rescue_places", places },
  rescue: { reply: "rescued", place: stick, file: "doorstep-rescue-2025-11-22-4fc0a1be", records: 112 },
  sync: { code: "no_network", message: "There is no network." },
  unlock: { code: "secret_wrong", message: "This PIN is wrong.", field: "secret" },
  enrol: { code: "invitation_refused", message: "This code is used." },
};

const app = (name: string, reach: Reach[] = [], answers: Record<string, Reply | Fault> = {}): AppScreen => ({
  name: `app-${name}`,
  shell: "app",
  address: `/${APP}`,
  answers: { ...ANSWERS, ...answers },
  reach,
});
const status = (facts: Partial<Status>, base: Status = open): Record<string, Reply> => ({
  status: { reply: "status", ...base, ...facts },
});
const tap = (words: string): Reach => ({ tap: words });
const tile = (place: number): Reach => ({ tile: place });
const REGISTER = tap("home-register-go-on");

export const appScreens: AppScreen[] = [
  app("enrol", [], status({ vault: "not_enrolled" }, closed)),
  app("enrol-errors", [tap("enrol-button")], status({ vault: "not_enrolled", by_pin: false }, closed)),
  app("unlock", [], status({}, closed)),
  app("unlock-wrong", [{ type: ["secret", "738214"] }, tap("unlock-button")], status({}, closed)),
  app("unlock-rescue", [tap("rescue-button")], { ...status({ disk_fails: true }, closed), rescue_places: { reply: "rescue_places", places: [] } }),
  app("failed", [], { status: { code: "disk_full", message: "The disk is full." } }),
  app("home"),
  app("home-busy", [], { today: busy, enquiries: asked }),
  app("home-first", [], { today: nothing, ...status({ recorded: 0, waiting: 0, sent: 0, safe: 0, all_sent: true }) }),
  app("home-in-trouble", [], {
    ...status({ waiting: 1412, recorded: 1460, quarantined: 2, clock_doubtful: true, caseload_days_left: 4, last_contact_ms: NOW_MS - 5 * DAY_MS }),
  }),
  app("rescue", [], status({ disk_fails: true })),
  app("rescue-where", [tap("rescue-button")], status({ disk_fails: true })),
  app("rescue-done", [tap("rescue-button"), tap("rescue-documents")], status({ disk_fails: true })),
  app("rescue-refused", [tap("rescue-button"), tap("rescue-documents")], {
    ...status({ disk_fails: true }),
    rescue: { code: "disk_fails", message: "It does not take the file.", field: "place" },
  }),
  app("session", [tap("home-session-unplanned")]),
  app("register", [REGISTER, tile(5)], { today: busy }),
  app("register-heads", [REGISTER, { open: "register-heads" }, { open: "register-professionals" }, tap("register-heads-add")], { today: busy }),
  app("register-search", [REGISTER, { type: ["search", "am"] }], { today: busy }),
  app("new-people", [REGISTER, tap("register-new"), tap("people-add-child"), tap("people-save")], {
    today: busy,
    alike: { reply: "people", people: people.slice(3, 4) },
  }),
  app("visit", [tap("home-task-visit")]),
  app("visit-there", [tap("home-task-visit"), tile(0), tap("visit-check-in")]),
  app("visit-outcome", [tap("home-task-visit"), tile(0), tap("visit-write-up"), tap("go-on")]),
  app("visit-check", [
    tap("home-task-visit"),
    tile(0),
    tap("visit-write-up"),
    { choose: "outcome" },
    tap("go-on"),
    tap("go-on"),
    tap("go-on"),
  ]),
  app("signpost", [tap("home-task-signpost"), tile(0)]),
  app("survey", [tap("home-task-survey")]),
  app("survey-question", [tap("home-task-survey"), tile(0), tap("go-on")]),
  app("survey-text", [tap("home-task-survey"), tile(0), { choose: "answer" }, tap("go-on"), { choose: "answer" }, tap("go-on")]),
  app("survey-thanks", [
    tap("home-task-survey"),
    tile(0),
    { choose: "answer" },
    tap("go-on"),
    { choose: "answer" },
    tap("go-on"),
    tap("go-on"),
    tap("answers-save"),
  ]),
  app("records", [tap("home-task-records")]),
  app("week", [tap("home-task-week")]),
  app("settings", [tap("home-task-settings")]),
];
