/** A sentence for each way in which something can fail. The device gives a code; what it means is said here. */
import { say } from "./words.svelte";

const SENTENCES: Record<string, string> = {
  already_open: "phone-fault-already-open",
  already_recorded_otherwise: "phone-fault-already-recorded",
  damaged: "phone-fault-damaged",
  date_needed: "phone-fault-date-needed",
  disk_fails: "phone-fault-disk-fails",
  disk_full: "phone-fault-disk-full",
  invitation_refused: "phone-fault-invitation-refused",
  no_network: "phone-fault-no-network",
  not_permitted: "phone-fault-not-permitted",
  not_verified: "phone-fault-not-verified",
  secret_locked: "phone-fault-secret-locked",
  secret_too_weak: "phone-fault-secret-too-weak",
  secret_wrong: "phone-fault-secret-wrong",
  too_many: "phone-fault-too-many",
  unavailable: "phone-fault-unavailable",
  update_needed: "phone-fault-update-needed",
};

/** What went wrong and what to do, where nothing closer is known than a code. */
export function sayFault(code: string, wantSeconds?: number): string {
  return say(SENTENCES[code] ?? "phone-fault-other", { code: code.replaceAll("_", " "), minutes: Math.ceil((wantSeconds ?? 0) / 60) });
}

/** The same for whatever was thrown. */
export function faultOf(problem: unknown): { code: string; field?: string; want?: number } {
  const fault = typeof problem === "object" && problem !== null && "fault" in problem ? problem.fault : undefined;
  if (typeof fault === "object" && fault !== null && "code" in fault) {
    return fault as { code: string; field?: string; want?: number };
  }
  return { code: "internal" };
}
