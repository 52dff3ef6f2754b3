// Generated from crates/wire by `cargo xtask types`. Do not edit.

export type Command = { "do": "status" } | { "do": "enrol" } & Enrol | { "do": "unlock", 
/**
 * The PIN or passphrase.
 */
secret: string, } | { "do": "lock" } | { "do": "record", 
/**
 * A UUID made by the screen, so that a repeated tap is recorded once.
 */
id?: string, 
/**
 * The local date on which it happened; today where not said.
 */
date?: string, 
/**
 * What.
 */
draft: Draft, } | { "do": "sync" };

export type Enrol = { 
/**
 * The centre's address, such as `https://doorstep.example.org`.
 */
address: string, 
/**
 * The one-time code.
 */
code: string, 
/**
 * The PIN, or on a device without a key store of its own a passphrase.
 */
secret: string, };

export type Reply = { "reply": "status" } & Status | { "reply": "recorded" } & Recorded | { "reply": "synced" } & Synced | { "reply": "done" };

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
 * The device's clock cannot be right: dates are asked for.
 */
clock_doubtful: boolean, };

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

export type Code = "already_open" | "already_recorded_otherwise" | "damaged" | "date_needed" | "disk_full" | "draft_problem" | "fork" | "gap" | "internal" | "invitation_refused" | "no_network" | "not_enrolled" | "not_found" | "not_permitted" | "secret_wrong" | "secret_locked" | "secret_too_weak" | "signature" | "too_large" | "too_many" | "unavailable" | "update_needed" | "malformed" | "not_verified";

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

export type Draft = { "type": "attendance" } & AttendanceDraft | { "type": "session" } & SessionDraft | { "type": "family" } & FamilyDraft | { "type": "person" } & PersonDraft | { "type": "registration" } & RegistrationDraft | { "type": "visit" } & VisitDraft | { "type": "signpost" } & SignpostDraft | { "type": "response" } & ResponseDraft | { "type": "shift" } & ShiftDraft | { "type": "amend" } & AmendDraft | { "type": "void" } & VoidDraft | { "type": "reinstate" } & ReinstateDraft | { "type": "close_week" } & CloseWeekDraft;

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

export type Outcome = "not_known" | "attended" | "place_secured" | "waiting" | "did_not_go";

export type Professional = "health_visitor" | "midwife" | "other";

export type Relation = "mother" | "father" | "grandparent" | "other";

export type Role = "child" | "carer";

export type Setting = "home" | "elsewhere";

export type SessionStatus = "held" | "cancelled";

export type VisitOutcome = "done" | "no_answer" | "declined";

export type VoidReason = "mistake" | "duplicate" | "asked";
