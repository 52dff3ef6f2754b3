/** What went wrong, in words that say what to do: by its stable code, never by the sentence that came with it. */
import { say } from "./words.svelte";

/** Every code of `wire::Code` that a person may meet at a desk; the rest is a fault inside. */
const WORDS: Record<string, string> = {
  disk_full: "fault-disk-full",
  invitation_refused: "fault-invitation-refused",
  malformed: "fault-malformed",
  no_network: "fault-no-network",
  not_found: "fault-not-found",
  not_permitted: "fault-not-permitted",
  not_verified: "fault-not-verified",
  secret_too_weak: "fault-secret-too-weak",
  sign_in_needed: "fault-sign-in-needed",
  sign_in_refused: "fault-sign-in-refused",
  step_up_needed: "fault-step-up-needed",
  too_large: "fault-too-large",
  too_many: "fault-too-many",
  unavailable: "fault-unavailable",
  update_needed: "fault-update-needed",
};

/** The stable code of what was thrown. */
export function faultCode(problem: unknown): string {
  if (typeof problem !== "object" || problem === null || !("fault" in problem)) return "internal";
  const { fault } = problem;
  return typeof fault === "object" && fault !== null && "code" in fault ? String(fault.code) : "internal";
}

/** A sentence about what was thrown. */
export function faultSentence(problem: unknown): string {
  const code = faultCode(problem);
  const id = WORDS[code];
  return id === undefined ? say("fault-internal", { code: code.replaceAll("_", " ") }) : say(id);
}
