/** What kind of record an event is, in words. */
import { say } from "../../shared/words/words.svelte";

/** By the noun of the event's name: what `attendance.recorded@1` and its corrections are about. */
const NOUNS: Record<string, string> = {
  attendance: "record-attendance",
  family: "record-family",
  person: "record-person",
  registration: "record-registration",
  response: "record-response",
  session: "record-session",
  shift: "record-shift",
  signpost: "record-signpost",
  unread: "record-unread",
  visit: "record-visit",
  week: "record-week",
};

export function kindOfRecord(kind: string): string {
  const id = NOUNS[kind.split(".")[0] ?? ""];
  return id === undefined ? kind : say(id);
}
