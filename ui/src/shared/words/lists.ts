/** The closed lists of the programme, in words. Each word of a list is in the catalogue by its own id. */
import { say } from "./words.svelte";

const ACTIVITIES: Record<string, string> = {
  drop_in: "activity-drop-in",
  group: "activity-group",
  workshop: "activity-workshop",
  one_to_one: "activity-one-to-one",
};
const KINDS: Record<string, string> = {
  attendance: "kind-attendance",
  enquiry_answer: "kind-enquiry-answer",
  family: "kind-family",
  person: "kind-person",
  registration: "kind-registration",
  response: "kind-response",
  session: "kind-session",
  shift: "kind-shift",
  signpost: "kind-signpost",
  visit: "kind-visit",
  week_closed: "kind-week-closed",
};
const STATES: Record<string, string> = {
  draft: "state-draft",
  saved: "state-saved",
  sent: "state-sent",
  safe: "state-safe",
};
const OUTCOMES: Record<string, string> = {
  done: "visit-done",
  no_answer: "visit-no-answer",
  declined: "visit-declined",
};
/** Why the centre keeps a record aside: the rules that a person can mend. */
const ASIDE: Record<string, string> = {
  contradiction: "aside-contradiction",
  ends_before_start: "aside-times",
  malformed: "aside-malformed",
  out_of_range: "aside-out-of-range",
  required: "aside-required",
};

export const activityWord = (activity: string) => say(ACTIVITIES[activity] ?? "activity-other");
export const kindWord = (kind: string) => say(KINDS[kind] ?? "kind-other");
export const stateWord = (state: string) => say(STATES[state] ?? "state-saved");
export const visitWord = (outcome: string) => say(OUTCOMES[outcome] ?? "visit-done");
/** What a champion can do about it, where she can do anything. */
export function asideWord({ code, mend }: { code: string; mend: "again" | "coordinator" | "wait" }): string {
  if (mend === "wait") return say("aside-wait");
  return say((mend === "again" && ASIDE[code]) || "aside-other");
}
