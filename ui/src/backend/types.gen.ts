// Generated from crates/wire by `cargo xtask types`. Do not edit.

export type Command = { "do": "status" } | { "do": "enrol" } & Enrol | { "do": "unlock", 
/**
 * The PIN or passphrase.
 */
secret: string, } | { "do": "lock" } | { "do": "today" } | { "do": "register", 
/**
 * Named by any of its records.
 */
session: string, } | { "do": "people", 
/**
 * What was typed.
 */
typed: string, } | { "do": "alike", 
/**
 * What is typed so far.
 */
draft: PersonDraft, } | { "do": "families" } | { "do": "directory" } | { "do": "surveys" } | { "do": "enquiries" } | { "do": "record" } & RecordAll | { "do": "keep" } & Keep | { "do": "kept", 
/**
 * Which screen.
 */
key: string, } | { "do": "records" } & RecordsPage | { "do": "weekly", 
/**
 * `2026-W47`; the present one where not said.
 */
week?: string, } | { "do": "sync" } | { "do": "rescue_places" } | { "do": "rescue", 
/**
 * The place's key.
 */
place: string, };

export type Enrol = { 
/**
 * The centre's address, such as `https://doorstep.example.org`; empty where the code is a whole invitation.
 */
address: string, 
/**
 * The one-time code, or the invitation as one text: `https://doorstep.example.org/enrol#CODE`.
 */
code: string, 
/**
 * The PIN, or on a device without a key store of its own a passphrase.
 */
secret: string, };

export type Reply = { "reply": "status" } & Status | { "reply": "today" } & Today | { "reply": "register" } & Register | { "reply": "people" } & People | { "reply": "families" } & Families | { "reply": "directory" } & Directory | { "reply": "surveys" } & Surveys | { "reply": "recorded", 
/**
 * One for each record, in their order.
 */
records: Array<Recorded>, } | { "reply": "enquiries" } & Enquiries | { "reply": "kept" } & Kept | { "reply": "records" } & Records | { "reply": "weekly" } & Weekly | { "reply": "synced" } & Synced | { "reply": "rescue_places", 
/**
 * Each.
 */
places: Array<RescuePlace>, } | { "reply": "rescued" } & Rescued | { "reply": "done" };

export type Status = { 
/**
 * Whether it can be used.
 */
vault: VaultState, 
/**
 * Whether the vault opens with a PIN, since this device has a key store, or needs a passphrase.
 */
by_pin: boolean, 
/**
 * Whose device it is, by id.
 */
champion?: string, 
/**
 * Its stream.
 */
stream?: string, 
/**
 * Four words that the desk shows too, so that two people can tell that this is the device that was let in.
 */
check_phrase?: string, 
/**
 * How many events were ever recorded in the stream.
 */
recorded: number, 
/**
 * How many of them wait to be sent: recorded less what the centre's receipts name.
 */
waiting: number, 
/**
 * How many of them the centre holds.
 */
sent: number, 
/**
 * How many of them are in a backup that was restored in a drill.
 */
safe: number, 
/**
 * How many the centre keeps aside, waiting to be mended.
 */
quarantined: number, 
/**
 * All that was recorded is held by the centre, whose head of the stream equals the device's.
 */
all_sent: boolean, 
/**
 * When the centre was last reached, by its own clock, milliseconds since 1970.
 */
last_contact_ms?: number, 
/**
 * For how many days what was fetched of the families may still be used without reaching the centre, where that is to
 * be said; 0 where it was dropped. Recording goes on, and what was recorded here stays.
 */
caseload_days_left?: number, 
/**
 * The device's clock cannot be right: dates are asked for.
 */
clock_doubtful: boolean, 
/**
 * The disk takes nothing any more: what was saved can be read and handed over as a rescue file, and nothing can be
 * saved until it does.
 */
disk_fails: boolean, };

export type Synced = { 
/**
 * How many events the centre newly holds.
 */
sent: number, 
/**
 * How many rows of the scope were newly stored or forgotten.
 */
pulled: number, 
/**
 * How many events still wait.
 */
waiting: number, 
/**
 * All that was recorded is held by the centre.
 */
all_sent: boolean, };

export type VaultState = "not_enrolled" | "locked" | "open";

export type Today = { 
/**
 * The local date; none where the clock cannot be right.
 */
date?: string, 
/**
 * Its ISO week, `2026-W47`.
 */
week?: string, 
/**
 * The champion's name, as the centre has it.
 */
champion?: string, 
/**
 * The sessions of today, opened or planned, by hour.
 */
sessions: Array<SessionCard>, 
/**
 * Which of them is meant, by the hour and by where the champion was last: a place in `sessions`.
 */
suggested?: number, 
/**
 * Opened on the days before, the latest first: for what is written up later.
 */
earlier: Array<SessionCard>, 
/**
 * Places, for a session that the timetable does not have.
 */
venues: Array<VenueChoice>, 
/**
 * Screens that were left unfinished, the latest first.
 */
unfinished: Array<Unfinished>, 
/**
 * The week before this one, where something was recorded in it and it is not closed yet.
 */
week_to_close?: string, };

export type VenueChoice = { 
/**
 * Which.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

export type SessionCard = { 
/**
 * The session, once somebody opened it.
 */
session?: string, 
/**
 * The line of the timetable, where there is one.
 */
slot?: string, 
/**
 * The day, `2026-11-16`.
 */
date: string, 
/**
 * The name of the place; none where the place is not known here.
 */
venue_name?: string, 
/**
 * What kind.
 */
activity: Activity, 
/**
 * `HH:MM`, local.
 */
starts: string, 
/**
 * `HH:MM`, local.
 */
ends: string, 
/**
 * Whether it took place; held until somebody says otherwise.
 */
status: SessionStatus, 
/**
 * How many people are on its register.
 */
people: number, };

export type PersonTile = { 
/**
 * Who.
 */
id: string, 
/**
 * Child or carer.
 */
role: Role, 
/**
 * The name that they are called by; none for a baby without one.
 */
given_name?: string, 
/**
 * The first letter of the family name.
 */
initial?: string, 
/**
 * The household.
 */
family?: string, 
/**
 * How old a child is, in whole months by the latest birth date that is possible.
 */
age_months?: number, };

export type People = { 
/**
 * In the order in which they are shown.
 */
people: Array<PersonTile>, };

export type Register = { 
/**
 * Which session.
 */
session: SessionCard, 
/**
 * Who else was there.
 */
professionals: Array<Professional>, 
/**
 * Whoever is ticked.
 */
attended: Array<Attended>, 
/**
 * Whoever is counted without a name.
 */
anonymous: Array<Counted>, 
/**
 * How many people that is.
 */
total: number, 
/**
 * Known people: those last seen first, then the others by name.
 */
known: Array<PersonTile>, };

export type Attended = { 
/**
 * Who.
 */
person: string, 
/**
 * What is known of them; none while their record has not arrived.
 */
tile?: PersonTile, 
/**
 * The attendances that say so: withdraw them all to take the tick away.
 */
attendances: string[], };

export type Counted = { 
/**
 * Who they looked to be.
 */
band: AnonymousBand, 
/**
 * How many.
 */
count: number, 
/**
 * The attendances that say so, in the order of their ids.
 */
attendances: string[], };

export type Families = { 
/**
 * Whether the champion may visit homes; none where the centre has not said.
 */
cleared?: boolean, 
/**
 * In the order in which they are shown.
 */
households: Array<Household>, };

export type Household = { 
/**
 * The family.
 */
family?: string, 
/**
 * What the champion calls them.
 */
label?: string, 
/**
 * Carers first.
 */
people: Array<PersonTile>, 
/**
 * The last visit that this device knows of.
 */
last_visit?: LastVisit, };

export type LastVisit = { 
/**
 * The day.
 */
date: string, 
/**
 * How it went.
 */
outcome: VisitOutcome, };

export type AskedAbout = { 
/**
 * Who.
 */
person: PersonTile, 
/**
 * Whom else of the household this device knows.
 */
family: Array<PersonTile>, 
/**
 * Recorded on this device, and not by a colleague.
 */
own: boolean, };

export type Enquiries = { 
/**
 * None where nothing is asked, or all of it was answered.
 */
enquiries: Array<EnquiryCard>, };

export type EnquiryCard = { 
/**
 * Which question.
 */
id: string, 
/**
 * One record.
 */
left: AskedAbout, 
/**
 * The other.
 */
right: AskedAbout, };

export type Directory = { 
/**
 * By name.
 */
services: Array<ServiceChoice>, };

export type ServiceChoice = { 
/**
 * Which.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is good for, in the programme's own words.
 */
need?: string, };

export type Surveys = { 
/**
 * By title.
 */
surveys: Array<Survey>, };

export type Survey = { 
/**
 * Which.
 */
form: string, 
/**
 * Its title.
 */
title: string, 
/**
 * How many responses are wanted in all.
 */
target?: number, 
/**
 * How many of any version were recorded on this device.
 */
answered_here: number, 
/**
 * In the order in which they are asked.
 */
questions: Array<AskedQuestion>, };

export type AskedQuestion = { 
/**
 * Its name, under which it is answered.
 */
name: string, 
/**
 * As it is asked.
 */
text: string, 
/**
 * Whether it must be answered.
 */
required: boolean, 
/**
 * What it takes.
 */
takes: QuestionTakes, };

export type QuestionTakes = { "kind": "choice", 
/**
 * In order.
 */
choices: Array<ChoiceOf>, } | { "kind": "scale", 
/**
 * The lowest.
 */
least: number, 
/**
 * The highest.
 */
most: number, } | { "kind": "text" };

export type ChoiceOf = { 
/**
 * Stored.
 */
name: string, 
/**
 * Shown.
 */
label: string, };

export type RecordAll = { 
/**
 * In order: a later one may name an earlier one by its id.
 */
records: Array<RecordOne>, };

export type RecordOne = { 
/**
 * A UUID made by the screen, so that a repeated tap is recorded once.
 */
id?: string, 
/**
 * The local date on which it happened; today, or the day of the session that it names, where not said.
 */
date?: string, 
/**
 * What.
 */
draft: Draft, };

export type Keep = { 
/**
 * Which screen, by a word of the screens' own: `visit`. No word of it is about anybody.
 */
key: string, 
/**
 * Whatever the screen needs to go on; none where it is finished or thrown away.
 */
content?: string, };

export type Kept = { 
/**
 * As it was kept; none where nothing was.
 */
content?: string, };

export type Unfinished = { 
/**
 * Which screen.
 */
key: string, 
/**
 * When something was last typed there, milliseconds since 1970 by this device's clock.
 */
at_ms: number, };

export type RecordsPage = { 
/**
 * Those before this place in the order of recording; the latest where not said.
 */
before?: number, };

export type Records = { 
/**
 * At most fifty.
 */
records: Array<RecordLine>, 
/**
 * There are earlier ones.
 */
more: boolean, };

export type RecordLine = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its place in the order of recording on this device.
 */
seq: number, 
/**
 * What kind: `attendance`, `visit`.
 */
kind: string, 
/**
 * The day that it is about.
 */
date: string, 
/**
 * When it was written down, by this device's clock, milliseconds since 1970.
 */
recorded_ms: number, 
/**
 * Where it is.
 */
state: RecordState, 
/**
 * The name of whom or what it is about, as much as a tile shows.
 */
about?: string, 
/**
 * For people counted without a name: how many.
 */
count?: number, 
/**
 * It was corrected since.
 */
corrected: boolean, 
/**
 * The withdrawal that holds, if any: reinstate it to take it back.
 */
withdrawn_by?: string, 
/**
 * Somebody else withdrew it, as the centre says: only they or a coordinator take that back.
 */
withdrawn_elsewhere: boolean, 
/**
 * The centre keeps it aside, and why.
 */
kept_aside?: AsideReason, };

export type AsideReason = { 
/**
 * The rule that it breaks, as a stable word.
 */
code: string, 
/**
 * The field that breaks it.
 */
field?: string, 
/**
 * What mends it.
 */
mend: Mend, };

export type Mend = "again" | "coordinator" | "wait";

export type Weekly = { 
/**
 * `2026-W47`.
 */
week: string, 
/**
 * Its Monday.
 */
first: string, 
/**
 * Its Sunday.
 */
last: string, 
/**
 * The week has begun, so that it can be closed.
 */
begun: boolean, 
/**
 * The champion closed it on this device.
 */
closed: boolean, 
/**
 * In the order of the return.
 */
figures: Array<WeekFigure>, };

export type WeekFigure = { 
/**
 * The key of its row, such as `visits.adult`.
 */
key: string, 
/**
 * How many.
 */
count: number, };

export type RescueKind = "drive" | "documents" | "downloads" | "home";

export type RescuePlace = { 
/**
 * Names it in [`super::Command::Rescue`]. It means something to the device only.
 */
key: string, 
/**
 * What it is.
 */
kind: RescueKind, 
/**
 * A drive's own name; of the others none.
 */
name: string, 
/**
 * It is on the very disk that fails, which may refuse this, too.
 */
same_disk: boolean, };

export type Rescued = { 
/**
 * Where.
 */
place: RescuePlace, 
/**
 * Its name there.
 */
file: string, 
/**
 * How many records are in it: all whose sealed copies this device still keeps.
 */
records: number, };

export type Code = "already_open" | "already_recorded_otherwise" | "damaged" | "date_needed" | "disk_full" | "disk_fails" | "draft_problem" | "fork" | "gap" | "internal" | "invitation_refused" | "no_network" | "not_enrolled" | "not_found" | "not_permitted" | "secret_wrong" | "secret_locked" | "secret_too_weak" | "signature" | "too_large" | "sign_in_refused" | "sign_in_needed" | "step_up_needed" | "too_many" | "unavailable" | "update_needed" | "malformed" | "not_verified" | "revoked";

export type Fault = { 
/**
 * The stable name.
 */
code: Code, 
/**
 * One plain English sentence that says what to do.
 */
message: string, 
/**
 * The field of the draft, where one is at fault.
 */
field?: string, 
/**
 * Finds the matching line in the centre's log.
 */
correlation?: string, 
/**
 * For `gap`: the sequence number wanted. For a wait: seconds.
 */
want?: number, };

export type AcceptHeld = { 
/**
 * Which events.
 */
events: string[], };

export type AcceptedHeld = { 
/**
 * How many of them were held until now.
 */
accepted: number, };

export type Account = { 
/**
 * Which.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * As what.
 */
role: DeskRole, 
/**
 * The team it is bound to.
 */
team?: Team, 
/**
 * Where it stands.
 */
state: AccountState, 
/**
 * When it was made, milliseconds since 1970.
 */
created_ms: number, 
/**
 * When somebody last signed in with it.
 */
last_sign_in_ms?: number, 
/**
 * Recovery codes left.
 */
recovery_codes_left: number, };

export type AccountCode = { 
/**
 * Which account.
 */
account: string, 
/**
 * The code, said once.
 */
code: string, 
/**
 * Until when, milliseconds since 1970.
 */
expires_ms: number, };

export type AccountState = "invited" | "active" | "ended";

export type AreaShapes = { 
/**
 * The area's name.
 */
name: string, 
/**
 * What they are and are not; shown with every map.
 */
label: string, 
/**
 * The sources' line, shown with every map.
 */
attribution: string, 
/**
 * Small area → polygons → rings → `[longitude, latitude]`, as the coordinates of a GeoJSON `MultiPolygon`.
 */
polygons: Record<string, Array<Array<Array<[number, number]>>>>, };

export type AskPair = { 
/**
 * One record.
 */
left: string, 
/**
 * The other.
 */
right: string, };

export type Audit = { 
/**
 * The lines.
 */
lines: Array<AuditLine>, 
/**
 * Where the next page begins: ask with `?before=`; none at the end.
 */
next?: number, 
/**
 * The first line that does not follow from those before it: somebody changed the audit.
 */
broken_at?: number, };

export type AuditLine = { 
/**
 * 1, 2, 3…
 */
seq: number, 
/**
 * When, milliseconds since 1970.
 */
at_ms: number, 
/**
 * Who: an account's id, or `operator` for whoever ran a command on the centre's machine.
 */
who: string, 
/**
 * The account's name, where it is one.
 */
who_name?: string, 
/**
 * What, such as `return.frozen`.
 */
what: string, 
/**
 * To what, by id.
 */
which: string, 
/**
 * A reason that was given.
 */
why: string, };

export type BeginSetUp = { 
/**
 * The code.
 */
code: string, };

export type BirthCandidate = { 
/**
 * Which record.
 */
person: string, 
/**
 * Name, birth, postcode.
 */
says: string, };

export type BirthInDoubt = { 
/**
 * The row, by a keyed hash.
 */
row: string, 
/**
 * Counted as found for now.
 */
counted_as_found: boolean, 
/**
 * The birth: name, day, postcode.
 */
birth: string, 
/**
 * Whom it may be, the likeliest first.
 */
candidates: Array<BirthCandidate>, };

export type BirthListRow = { 
/**
 * Which.
 */
id: string, 
/**
 * Under which agreement.
 */
agreement: string, 
/**
 * `counts`, `encodings` or `named`.
 */
mode: string, 
/**
 * The first day of birth.
 */
from: string, 
/**
 * The last day of birth.
 */
until: string, 
/**
 * How many births.
 */
births: number, 
/**
 * Its agreement holds today, so that it may be used.
 */
usable: boolean, 
/**
 * What it said last; none before it was compared.
 */
last_run?: BirthListRunRow, };

export type BirthListRunRow = { 
/**
 * On which day.
 */
on: string, 
/**
 * The ledger's change number.
 */
n: number, 
/**
 * The match rule and its version.
 */
rule: string, 
/**
 * Its hash, in hexadecimal.
 */
rule_sha256: string, 
/**
 * Births missed.
 */
missed: number, 
/**
 * From.
 */
missed_low: number, 
/**
 * To.
 */
missed_high: number, };

export type Births = { 
/**
 * Agreements, the latest first.
 */
agreements: Array<SharingAgreement>, 
/**
 * Lists, the latest first.
 */
lists: Array<BirthListRow>, };

export type CancelledSession = { 
/**
 * The day.
 */
on: string, 
/**
 * When it would have begun, `HH:MM`.
 */
starts: string, 
/**
 * The venue's name.
 */
venue?: string, 
/**
 * What kind of session.
 */
activity: string, 
/**
 * Why, as it was written down.
 */
because: Array<string>, };

export type Champion = { 
/**
 * Who.
 */
id: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Their team.
 */
team: Team, 
/**
 * Whether they may be given home visits.
 */
cleared: boolean, 
/**
 * Their devices, newest first.
 */
devices: Array<ChampionDevice>, };

export type ChampionDevice = { 
/**
 * Which.
 */
id: string, 
/**
 * When it was let in, milliseconds since 1970.
 */
enrolled_ms: number, 
/**
 * When it last spoke to the centre.
 */
last_contact_ms?: number, 
/**
 * Four words that the device shows too. Where they differ, somebody else's device used the code.
 */
check_phrase: string, 
/**
 * When somebody at the desk said that they are the same.
 */
confirmed_ms?: number, 
/**
 * It gets nothing about families until its phrase is confirmed: so where the code was made at the desk.
 */
needs_check: boolean, 
/**
 * When it was revoked.
 */
revoked_ms?: number, };

export type Champions = { 
/**
 * The champions.
 */
champions: Array<Champion>, };

export type ConfirmDevice = { 
/**
 * The phrase as the desk shows it, so that nobody confirms a row that moved.
 */
check_phrase: string, };

export type CopiedDevice = { 
/**
 * Which.
 */
device: string, 
/**
 * Whose.
 */
champion: string, 
/**
 * Their name.
 */
champion_name: string, 
/**
 * When it was first seen, milliseconds since 1970.
 */
seen_ms: number, };

export type Counts = { 
/**
 * Sessions held.
 */
sessions: number, 
/**
 * People at sessions, named or not.
 */
attendances: number, 
/**
 * Home visits done.
 */
visits: number, 
/**
 * Times that somebody was told about a service.
 */
signposts: number, 
/**
 * Survey responses.
 */
responses: number, };

export type DecidePair = { 
/**
 * One record.
 */
left: string, 
/**
 * The other.
 */
right: string, 
/**
 * What is decided.
 */
verdict: ReviewVerdict, };

export type DeskRole = "coordinator" | "commissioner" | "data_officer" | "administrator";

export type DeviceInWeek = { 
/**
 * Which.
 */
device: string, 
/**
 * Whose.
 */
champion: string, 
/**
 * Their name.
 */
champion_name: string, 
/**
 * Whether it closed the week.
 */
closed: boolean, 
/**
 * When it last spoke to the centre, milliseconds since 1970; none where it never did.
 */
last_contact_ms?: number, };

export type FileVerdict = "genuine" | "not_in_ledger" | "changed" | "other_centre";

export type FollowUpDone = { "assigned": string } | { "contacted": "no_answer" | "informed" | "coming" } | { "closed": "seen" | "moved_away" | "declined" | "not_reached" | "died" } | { "recognised": string } | { "not_them": string };

export type FollowUpRow = { 
/**
 * The row.
 */
row: string, 
/**
 * What was done.
 */
step: FollowUpDone, };

export type Frozen = { 
/**
 * The ISO week.
 */
week: string, 
/**
 * The revision.
 */
revision: Revision, 
/**
 * When, milliseconds since 1970.
 */
frozen_ms: number, 
/**
 * By whom.
 */
prepared_by: string, };

export type Invited = { 
/**
 * For whom.
 */
champion: string, 
/**
 * Their name.
 */
name: string, 
/**
 * The code, said once.
 */
code: string, 
/**
 * What the QR code holds: the centre's address and the code, to be drawn by the screen.
 */
link: string, 
/**
 * Until when, milliseconds since 1970.
 */
expires_ms: number, };

export type KeptAside = { 
/**
 * Which event.
 */
event: string, 
/**
 * What kind, such as `attendance.recorded@1`.
 */
kind: string, 
/**
 * Whose device sent it; none for the centre's own.
 */
champion?: string, 
/**
 * Their name.
 */
champion_name?: string, 
/**
 * The field that is at fault.
 */
field: string, 
/**
 * Why, as a stable name.
 */
code: string, 
/**
 * Why, in a sentence.
 */
sentence: string, 
/**
 * It is held only because the device's access was ended, and may be accepted as it is.
 */
acceptable: boolean, 
/**
 * The day that it is about, of one that is held so, as `2026-11-16`.
 */
date?: string, };

export type Me = { 
/**
 * Which account.
 */
account: string, 
/**
 * Its name.
 */
name: string, 
/**
 * As what.
 */
role: DeskRole, 
/**
 * The team, where it is bound to one; none for the whole programme.
 */
team?: Team, 
/**
 * The authority's name.
 */
authority: string, 
/**
 * The programme's name.
 */
programme?: string, 
/**
 * For [`crate::desk::CSRF_HEADER`].
 */
csrf: string, 
/**
 * Until when acts that need a step-up are allowed without another, by `now_ms`'s clock.
 */
stepped_up_until_ms: number, 
/**
 * When the session ends whatever happens.
 */
ends_ms: number, 
/**
 * After so many seconds without a request it ends too.
 */
idle_secs: number, 
/**
 * The centre's wall clock, milliseconds since 1970.
 */
now_ms: number, 
/**
 * How many recovery codes are left.
 */
recovery_codes_left: number, 
/**
 * Today at the authority, as `2026-11-23`.
 */
today: string, 
/**
 * The ISO week of today, as `2026-W48`.
 */
week: string, 
/**
 * The last week that is over: the one whose return is due.
 */
week_due: string, };

export type MissedArea = { 
/**
 * The LSOA's code; none for births whose home is in no small area here.
 */
code?: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Births.
 */
births: number, 
/**
 * Missed.
 */
missed: number, 
/**
 * From.
 */
low: number, 
/**
 * To.
 */
high: number, };

export type MissedReport = { 
/**
 * Which list.
 */
list: string, 
/**
 * I-13 of the whole list as it is shown, with its interval.
 */
printed: string, 
/**
 * Births on the list.
 */
births: number, 
/**
 * Missed.
 */
missed: number, 
/**
 * From.
 */
low: number, 
/**
 * To.
 */
high: number, 
/**
 * What makes the interval, each with what would narrow it.
 */
reasons: Array<string>, 
/**
 * How many births the interval spans.
 */
width: number, 
/**
 * By small area.
 */
areas: Array<MissedArea>, 
/**
 * How it is counted.
 */
counted: string, 
/**
 * The match rule and its version.
 */
rule: string, 
/**
 * Its hash, in hexadecimal.
 */
rule_sha256: string, 
/**
 * The ledger's change number.
 */
n: number, };

export type NewAccount = { 
/**
 * The name to sign in with; no other account has it.
 */
name: string, 
/**
 * As what.
 */
role: DeskRole, 
/**
 * The team it is bound to.
 */
team?: string, };

export type NotYetSeen = { 
/**
 * The row, by a keyed hash.
 */
row: string, 
/**
 * First name.
 */
given_name: string, 
/**
 * Family name.
 */
surname: string, 
/**
 * Birth.
 */
birth: string, 
/**
 * Postcode at birth.
 */
postcode: string, 
/**
 * The small area's name; none where the postcode is in none here.
 */
area?: string, 
/**
 * Somebody on record may be this child: look at `in_doubt` before the family is contacted.
 */
in_doubt: boolean, 
/**
 * Who takes it on; none where nobody does yet.
 */
assigned_to?: string, 
/**
 * Contacts made, each with its day and outcome.
 */
contacts: Array<string>, };

export type Reach = { 
/**
 * The day at which ages and residence are tested.
 */
at: string, 
/**
 * How exactly.
 */
tier: Tier, 
/**
 * The figures, in the order of their definitions; reach is `I-02`.
 */
figures: Array<Figure>, 
/**
 * How each is counted, by `Figure::definition`.
 */
definitions: Array<Definition>, 
/**
 * What is aimed at, and how far it is; none where no target is set or its figure is not shown.
 */
targets: Array<ReachTarget>, 
/**
 * The population that the rates are of; none without an area pack that has one.
 */
population?: Population, 
/**
 * Devices that closed the week of `at`, of those that should: the others may still hold records.
 */
devices_closed: Value, 
/**
 * What a reader must know of the whole.
 */
notes: Array<string>, 
/**
 * The change number up to which they count.
 */
n: number, 
/**
 * The local day on which that was so.
 */
as_of: string, 
/**
 * The model by which records became people.
 */
model: string, 
/**
 * Its hash, in hexadecimal.
 */
model_sha256: string, };

export type ReachByArea = { 
/**
 * The day.
 */
at: string, 
/**
 * How exactly.
 */
tier: Tier, 
/**
 * How it is counted; none without an area pack.
 */
definition?: Definition, 
/**
 * The small areas, by code.
 */
areas: Array<SmallArea>, 
/**
 * Where the bands of the map begin, in per cent, ascending: 40, 65, 80.
 */
bands_percent: Array<number>, 
/**
 * What a reader must know of the whole.
 */
notes: Array<string>, 
/**
 * The change number up to which they count.
 */
n: number, 
/**
 * The local day on which that was so.
 */
as_of: string, };

export type ReachTarget = { 
/**
 * Which figure, as `I-02@1`.
 */
definition: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Set nationally, and not by the programme itself.
 */
is_national: boolean, 
/**
 * The share aimed at, in per cent.
 */
percent: number, 
/**
 * By when.
 */
by?: string, 
/**
 * So many are needed in all.
 */
needed: number, 
/**
 * So many are still to reach; 0 where it is met.
 */
more: number, };

export type ReachTrend = { 
/**
 * How exactly.
 */
tier: Tier, 
/**
 * I-02 at each day, with its bounds.
 */
points: Array<Figure>, 
/**
 * How it is counted; none without an area pack.
 */
definition?: Definition, 
/**
 * The change number up to which they count.
 */
n: number, 
/**
 * The local day on which that was so.
 */
as_of: string, };

export type RecountVerdict = "equal" | "equal_less_erased" | "differs" | "ledger_ends_before";

export type ReturnChange = { 
/**
 * The row's key.
 */
key: string, 
/**
 * Its name.
 */
label: string, 
/**
 * Which of its figures, in words: "This week".
 */
column: string, 
/**
 * As it was printed; none where it is new.
 */
was?: string, 
/**
 * As it is printed now; none where it is gone.
 */
now?: string, };

export type ReturnQuestion = { 
/**
 * The question in words: "How much did we do?"
 */
title: string, 
/**
 * Its rows, in order.
 */
rows: Array<ReturnRow>, };

export type ReturnReview = { 
/**
 * The ISO week.
 */
week: string, 
/**
 * Its Monday and Sunday.
 */
days: Days, 
/**
 * How exactly this reader sees it.
 */
tier: Tier, 
/**
 * Whether it can be frozen now, by its date.
 */
is_over: boolean, 
/**
 * What was frozen, oldest first.
 */
revisions: Array<Revision>, 
/**
 * The figures shown are those of the last revision, and not of this moment: so for a commissioner.
 */
is_frozen: boolean, 
/**
 * What a new revision would change, beside the last one; empty where nothing would, or none is frozen.
 */
changes: Array<ReturnChange>, 
/**
 * Devices that closed the week, of those that should.
 */
devices_closed: Value, 
/**
 * The figures, by the three questions.
 */
questions: Array<ReturnQuestion>, 
/**
 * Sessions that were called off, and why; for staff.
 */
cancellations: Array<CancelledSession>, 
/**
 * Every definition used, by id.
 */
definitions: Array<Definition>, 
/**
 * The populations of the rates.
 */
populations: Array<Population>, 
/**
 * What a reader must know of the whole.
 */
notes: Array<string>, 
/**
 * The change number up to which it counts.
 */
n: number, 
/**
 * The local day on which that was so.
 */
as_of: string, };

export type ReturnRow = { 
/**
 * What stays the same from week to week, such as `visits.adult`.
 */
key: string, 
/**
 * Its name.
 */
label: string, 
/**
 * "How is this counted?"
 */
counted: string, 
/**
 * The week's figure.
 */
week: Figure, 
/**
 * The same a week before.
 */
last_week?: Figure, 
/**
 * The same for the financial year to date.
 */
year?: Figure, };

export type ReturnVerified = { 
/**
 * The week that the file is about.
 */
week: string, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The change number up to which it counts.
 */
n: number, 
/**
 * (a) What the file says of itself.
 */
file: FileVerdict, 
/**
 * (b) What a recount from the ledger says.
 */
recount: RecountVerdict, 
/**
 * The figures that differ, where they do.
 */
differing: Array<string>, 
/**
 * (c) How many events that it counted are erased since.
 */
erased: number, 
/**
 * The file is genuine, and the recount agrees but for what was erased.
 */
stands: boolean, };

export type ReturnWeek = { 
/**
 * The ISO week, as `2026-W47`.
 */
week: string, 
/**
 * Its Monday and Sunday.
 */
days: Days, 
/**
 * Whether it can be frozen.
 */
is_over: boolean, 
/**
 * Devices that closed the week, of those that should.
 */
devices_closed: Value, 
/**
 * What was frozen, oldest first.
 */
revisions: Array<Revision>, };

export type Returns = { 
/**
 * The weeks.
 */
weeks: Array<ReturnWeek>, };

export type ReviewAsked = { 
/**
 * Which.
 */
id: string, 
/**
 * `same`, `different` or `not_sure`; none while nothing was answered.
 */
says?: string, };

export type ReviewDecided = { 
/**
 * Which.
 */
id: string, 
/**
 * One person's name.
 */
left: string, 
/**
 * The other's.
 */
right: string, 
/**
 * What was decided.
 */
verdict: ReviewVerdict, 
/**
 * By whom: a name, or `the centre`.
 */
by: string, 
/**
 * On which day.
 */
on: string, 
/**
 * By whom it was taken back; none while it stands.
 */
taken_back_by?: string, };

export type ReviewDispute = { 
/**
 * Whose.
 */
person: ReviewSide, 
/**
 * Which: `given_name`, `surname`, `birth` or `postcode`.
 */
field: string, 
/**
 * What is said of it, in order of time.
 */
values: Array<ReviewValue>, };

export type ReviewDone = { 
/**
 * The event: the decision itself, so that it can be taken back.
 */
id: string, 
/**
 * The ledger's change number with it.
 */
n: number, };

export type ReviewPair = { 
/**
 * One record.
 */
left: ReviewSide, 
/**
 * The other.
 */
right: ReviewSide, 
/**
 * Why it waits.
 */
why: ReviewWhy, 
/**
 * How likely the two are one person, in percent.
 */
percent: number, 
/**
 * The same in words, such as "same surname and birth date, first name one letter off".
 */
because: string, 
/**
 * Field by field.
 */
reasons: Array<ReviewReason>, 
/**
 * What a champion was asked about them, and said.
 */
asked?: ReviewAsked, 
/**
 * Whether there is a champion who is given both records anyway and so may be asked.
 */
can_ask: boolean, };

export type ReviewQueue = { 
/**
 * Pairs, those that contradict first, then the likeliest; at most [`REVIEW_PAIRS_MAX`].
 */
pairs: Array<ReviewPair>, 
/**
 * How many pairs wait in all.
 */
waiting: number, 
/**
 * Fields on which corrections disagree.
 */
disputes: Array<ReviewDispute>, 
/**
 * What was decided last, the latest first.
 */
decided: Array<ReviewDecided>, 
/**
 * The model by which pairs are found.
 */
model: string, 
/**
 * Its hash, in hexadecimal.
 */
model_sha256: string, };

export type ReviewReason = { 
/**
 * What was compared: `given_name`, `surname`, `exchanged_names`, `birth`, `postcode`.
 */
field: string, 
/**
 * What was found, such as `same`, `one_slip`, `unlike`.
 */
likeness: string, 
/**
 * Whether it speaks for one person.
 */
speaks_for: boolean, };

export type ReviewSide = { 
/**
 * Which.
 */
id: string, 
/**
 * A child, or an adult who cares for one.
 */
is_child: boolean, 
/**
 * First name.
 */
given_name?: string, 
/**
 * Family name.
 */
surname?: string, 
/**
 * Birth, as exactly as it is known: `2023-05-14`, `2023-05`.
 */
birth?: string, 
/**
 * Postcode, as typed.
 */
postcode?: string, 
/**
 * First names of others of the same family.
 */
relatives: string[], 
/**
 * The day of the record.
 */
recorded_on: string, 
/**
 * Who recorded it; none where the centre did, or another team.
 */
recorded_by?: string, 
/**
 * On how many days they were seen under this record.
 */
days_seen: number, 
/**
 * The last of them.
 */
last_seen?: string, };

export type ReviewValue = { 
/**
 * The correction that says so.
 */
by: string, 
/**
 * What it says; none where it takes the value out.
 */
value?: string, 
/**
 * On which day.
 */
on: string, 
/**
 * By whom; none for the centre.
 */
champion?: string, };

export type ReviewVerdict = "same" | "different";

export type ReviewWhy = "contradicted" | "conflict" | "unsure";

export type Revision = { 
/**
 * 1, 2, 3…
 */
revision: number, 
/**
 * The change number up to which it counts.
 */
n: number, 
/**
 * SHA-256 of its canonical JSON, in hexadecimal.
 */
sha256: string, };

export type Safety = { 
/**
 * How often the centre was restored, and one.
 */
epoch: number, 
/**
 * Records of devices that are held.
 */
held: number, 
/**
 * Of these, how many are in a backup that was restored in a drill.
 */
durable: number, 
/**
 * When that backup was made, milliseconds since 1970.
 */
durable_made_ms?: number, 
/**
 * Something is held, and no backup of the last 7 days was restored in a drill.
 */
durable_is_late: boolean, 
/**
 * Devices that were put back from a backup, or copied: somebody should look at them.
 */
copied: Array<CopiedDevice>, };

export type SetUp = { 
/**
 * The one-time code again.
 */
code: string, 
/**
 * The password chosen.
 */
password: string, 
/**
 * Six digits of the authenticator app, which prove that it has the secret.
 */
totp: string, };

export type SetUpBegun = { 
/**
 * The name to sign in with.
 */
name: string, 
/**
 * As what.
 */
role: DeskRole, 
/**
 * The secret as text, in groups of four, for typing.
 */
secret: string, 
/**
 * The same as an `otpauth://` address, to be drawn as a QR code.
 */
uri: string, 
/**
 * The fewest characters that a password has.
 */
password_chars_min: number, };

export type SetUpDone = { 
/**
 * Who is signed in now.
 */
me: Me, 
/**
 * Codes for when the authenticator app is lost, each good once. Said now and never again.
 */
recovery_codes: Array<string>, };

export type SettleDispute = { 
/**
 * Whose.
 */
person: string, 
/**
 * Which field.
 */
field: string, 
/**
 * The correction whose value it is to be.
 */
by: string, };

export type SharingAgreement = { 
/**
 * Which.
 */
id: string, 
/**
 * With whom.
 */
with: string, 
/**
 * What may be handed over at most: `counts`, `encodings` or `named`.
 */
shares: string, 
/**
 * What for.
 */
purpose: string, 
/**
 * The first day on which it holds.
 */
from: string, 
/**
 * The last day on which it holds.
 */
until: string, 
/**
 * It holds today.
 */
holds: boolean, };

export type SignIn = { 
/**
 * The account's name.
 */
name: string, 
/**
 * The password.
 */
password: string, 
/**
 * Six digits of the authenticator app, or a recovery code.
 */
code: string, };

export type SmallArea = { 
/**
 * Its code, as `E01004718`.
 */
lsoa: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Reach there.
 */
figure: Figure, 
/**
 * The band of the map it lies in, as `40–64`; none where it is not shown: hatch it.
 */
band?: string, 
/**
 * The same as a place in `bands_percent` from 0: below the first, from the first on…
 */
band_at?: number, 
/**
 * Decile of deprivation, 1 the most deprived; for staff.
 */
imd_decile?: number, };

export type StepUp = { 
/**
 * The password.
 */
password: string, 
/**
 * Six digits of the authenticator app that were not used before, or a recovery code.
 */
code: string, };

export type Team = { 
/**
 * Which.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

export type Tier = "public" | "staff";

export type UndoDecision = { 
/**
 * The decision.
 */
of: string, };

export type Week = { 
/**
 * The ISO week, as `2026-W47`.
 */
week: string, 
/**
 * Its Monday and Sunday.
 */
days: Days, 
/**
 * Whether its Sunday has come, so that its return can be frozen.
 */
is_over: boolean, 
/**
 * What happened, for each of the seven days by activity date.
 */
by_day: Array<WeekDay>, 
/**
 * The whole week.
 */
total: Counts, 
/**
 * Devices that closed the week, of those that should.
 */
devices_closed: Value, 
/**
 * The devices of this reader's champions, by champion.
 */
devices: Array<DeviceInWeek>, 
/**
 * Records of their devices that are kept and not counted until somebody mends them.
 */
kept_aside: Array<KeptAside>, 
/**
 * Corrections that wait for what they correct to arrive.
 */
waiting: number, 
/**
 * The change number up to which this counts.
 */
n: number, 
/**
 * The local day on which that was so.
 */
as_of: string, };

export type WeekDay = { 
/**
 * Which, as `2026-11-16`.
 */
date: string, 
/**
 * What happened.
 */
counts: Counts, };

export type Worklist = { 
/**
 * Which list.
 */
list: string, 
/**
 * Open rows: those in nobody's hands first, then by birth.
 */
open: Array<NotYetSeen>, 
/**
 * Births that may be somebody on record, found or not, until somebody has looked.
 */
in_doubt: Array<BirthInDoubt>, 
/**
 * How many were closed.
 */
closed: number, };

export type Draft = { "type": "attendance" } & AttendanceDraft | { "type": "session" } & SessionDraft | { "type": "family" } & FamilyDraft | { "type": "person" } & PersonDraft | { "type": "registration" } & RegistrationDraft | { "type": "visit" } & VisitDraft | { "type": "signpost" } & SignpostDraft | { "type": "response" } & ResponseDraft | { "type": "shift" } & ShiftDraft | { "type": "amend" } & AmendDraft | { "type": "void" } & VoidDraft | { "type": "reinstate" } & ReinstateDraft | { "type": "close_week" } & CloseWeekDraft | { "type": "enquiry_answer" } & EnquiryAnswerDraft;

export type AttendanceDraft = { 
/**
 * The session.
 */
session: string, 
/**
 * The person, where known.
 */
person?: string, 
/**
 * Who they looked to be, where no name was taken.
 */
anonymous?: AnonymousBand, 
/**
 * How many of them, 1 where not said; for anonymous only.
 */
count?: number, };

export type SessionDraft = { 
/**
 * The line of the timetable that it fulfils.
 */
slot?: string, 
/**
 * Where.
 */
venue?: string, 
/**
 * What kind.
 */
activity?: Activity, 
/**
 * `HH:MM`, local.
 */
starts?: string, 
/**
 * `HH:MM`, local.
 */
ends?: string, 
/**
 * Held where not said.
 */
status?: SessionStatus, 
/**
 * Why it was cancelled.
 */
cancelled_because?: string, 
/**
 * Who else was there.
 */
professionals: Array<Professional>, };

export type FamilyDraft = { 
/**
 * What the champion calls them.
 */
label?: string, };

export type PersonDraft = { 
/**
 * Child or carer.
 */
role: Role, 
/**
 * The household.
 */
family?: string, 
/**
 * First name.
 */
given_name?: string, 
/**
 * Family name.
 */
surname?: string, 
/**
 * `2023-05-14`, `2023-05`, `2023`, or a range as `2022-11-23/2023-11-22`.
 */
birth?: string, 
/**
 * Whole or its first half.
 */
postcode?: string, 
/**
 * What a carer is to the children.
 */
relation?: Relation, 
/**
 * When a baby is due, for a carer.
 */
due?: string, };

export type RegistrationDraft = { 
/**
 * Who.
 */
person: string, };

export type VisitDraft = { 
/**
 * The family visited.
 */
family?: string, 
/**
 * The people met, children too.
 */
people: Array<string>, 
/**
 * At home where not said.
 */
setting?: Setting, 
/**
 * How it went.
 */
outcome: VisitOutcome, 
/**
 * How long.
 */
minutes?: number, };

export type SignpostDraft = { 
/**
 * Who was told.
 */
person?: string, 
/**
 * At which session.
 */
session?: string, 
/**
 * The service of the directory.
 */
service?: string, 
/**
 * The service's name, where it is not in the directory.
 */
service_name?: string, 
/**
 * What for.
 */
need?: string, 
/**
 * What came of it, where it is known already.
 */
outcome?: Outcome, };

export type ResponseDraft = { 
/**
 * The published form.
 */
form: string, 
/**
 * Who answered, where it is not anonymous.
 */
person?: string, 
/**
 * At which session.
 */
session?: string, 
/**
 * Face to face where not said.
 */
channel?: Channel, 
/**
 * The answers.
 */
answers: Record<string, string | number>, };

export type ShiftDraft = { 
/**
 * At which session.
 */
session?: string, 
/**
 * How long.
 */
minutes?: number, };

export type AmendDraft = { 
/**
 * The record.
 */
of: string, 
/**
 * Field by field.
 */
fields: Record<string, unknown>, };

export type VoidDraft = { 
/**
 * The record or correction.
 */
of: string, 
/**
 * Why.
 */
reason: VoidReason, };

export type ReinstateDraft = { 
/**
 * The withdrawal.
 */
of: string, };

export type CloseWeekDraft = { 
/**
 * `2026-W47`.
 */
week: string, };

export type EnquiryAnswerDraft = { 
/**
 * The question.
 */
enquiry: string, 
/**
 * What is said to it.
 */
says: Opinion, };

export type Bounds = { 
/**
 * The lower end.
 */
low: Value, 
/**
 * The upper end.
 */
high: Value, 
/**
 * As `21.0%, 25.1%`.
 */
printed: string, 
/**
 * What widens it, in a fixed order.
 */
reasons: Array<Reason>, };

export type Days = { 
/**
 * The first day.
 */
first: string, 
/**
 * The last day, at which ages and residence are tested.
 */
last: string, };

export type Definition = { 
/**
 * Number and version, as `I-02@1`.
 */
id: string, 
/**
 * Its name.
 */
label: string, 
/**
 * What it counts in.
 */
unit: Unit, 
/**
 * How it is counted.
 */
counted: string, 
/**
 * What else it depends on, by name.
 */
parameters: Array<NamedParameter>, };

export type Figure = { 
/**
 * The definition it follows, as `I-02@1`.
 */
definition: string, 
/**
 * Its name.
 */
label: string, 
/**
 * What it counts in.
 */
unit: Unit, 
/**
 * Counted, aimed at or reckoned.
 */
standing: Standing, 
/**
 * Of which days.
 */
period: Days, 
/**
 * The figure as it is shown: `22.7% (397 of 1,749)`; to the public rounded, or `c` for a number too small to show.
 */
printed: string, 
/**
 * The number itself, for a chart; none where this reader may not have it.
 */
value?: Value, 
/**
 * Too small to show to this reader: `printed` is the label that stands in its place.
 */
withheld: boolean, 
/**
 * How far it may be off; none where it is a count of recorded events, and for readers of rounded figures.
 */
bounds?: Bounds, 
/**
 * The same with the children counted without a name.
 */
with_anonymous?: Bounds, 
/**
 * More than 100%: shown, not capped.
 */
above_hundred: boolean, 
/**
 * What a reader must know beside it.
 */
notes: Array<string>, };

export type NamedParameter = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value.
 */
value: string, };

export type Population = { 
/**
 * Its title.
 */
title: string, 
/**
 * Who published it and as what.
 */
source: string, 
/**
 * The day of which it is an estimate.
 */
as_of: string, 
/**
 * Residents of the area younger than this many years.
 */
under: number, 
/**
 * How many.
 */
residents: number, 
/**
 * The least that it may be.
 */
least: number, 
/**
 * The most.
 */
most: number, 
/**
 * Where `least` and `most` come from, in words.
 */
spread: string, 
/**
 * It is dated more than five years before the last day.
 */
is_old: boolean, };

export type Reason = { 
/**
 * By how much it lowers the lower end.
 */
lowers: number, 
/**
 * By how much it raises the upper end.
 */
raises: number, 
/**
 * The reason in words.
 */
because: string, 
/**
 * What would narrow it.
 */
narrowed_by: string, };

export type Standing = "measured" | "target" | "projected";

export type Unit = "child" | "family" | "visit" | "home_visit" | "session" | "contact" | "respondent" | "champion" | "minute" | "pair" | "device";

export type Value = { 
/**
 * How many.
 */
numerator: number, 
/**
 * Of how many; none where it is a plain count.
 */
denominator?: number, };

export type Recorded = { 
/**
 * The id of the event, which is also the id of what it recorded.
 */
id: string, 
/**
 * Its type, such as `attendance.recorded@1`.
 */
kind: string, 
/**
 * Its place in this device's stream.
 */
seq: number, 
/**
 * Always `saved` for what is new; further on for what was recorded before.
 */
state: RecordState, 
/**
 * It was here already, with the same content: nothing was added.
 */
again?: boolean, 
/**
 * A device clock that cannot be right was noticed.
 */
clock_doubtful?: boolean, };

export type RecordState = "draft" | "saved" | "sent" | "safe";

export type Activity = "drop_in" | "group" | "workshop" | "one_to_one";

export type AnonymousBand = "under_one" | "child" | "older_child" | "adult";

export type Channel = "face_to_face" | "online" | "paper";

export type Opinion = "same" | "different" | "not_sure";

export type Outcome = "not_known" | "attended" | "place_secured" | "waiting" | "did_not_go";

export type Professional = "health_visitor" | "midwife" | "other";

export type Relation = "mother" | "father" | "grandparent" | "other";

export type Role = "child" | "carer";

export type Setting = "home" | "elsewhere";

export type SessionStatus = "held" | "cancelled";

export type VisitOutcome = "done" | "no_answer" | "declined";

export type VoidReason = "mistake" | "duplicate" | "asked";
