/** A household in words. */
import type { Household } from "../../backend/types.gen";
import { nameOf } from "../../shared/words/people";
import { say } from "../../shared/words/words.svelte";

/** What tells one household from another on this device. */
export function keyOf({ family, people }: Household): string {
  return family ?? people[0]?.id ?? "";
}

/** What the champion calls them, or the first who stand for them. */
export function titleOf({ label, people }: Household): string {
  return label ?? people[0]?.given_name ?? say("visit-family");
}

export function membersOf({ people }: Household): string {
  return people.map(nameOf).join(", ");
}
