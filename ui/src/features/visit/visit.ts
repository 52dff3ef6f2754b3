/** A visit as a form has it, from the door to the check. */
import type { RecordOne, VisitOutcome } from "../../backend/types.gen";

export interface TypedVisit {
  /** The id that the record will have. */
  id: string;
  /** Which household, by its place among the families as a key of ours. */
  household?: string;
  family?: string;
  setting: "home" | "elsewhere";
  /** When the champion went in, milliseconds since 1970; none while she is on her way. */
  in_ms?: number;
  out_ms?: number;
  outcome?: VisitOutcome;
  met: string[];
  minutes: string;
  step: Step;
}

export type Step = "who" | "there" | "outcome" | "met" | "minutes" | "check";

/** How long a visit lasts before it is time to check out: then the phone reminds, with or without a signal. */
export const LATE_AFTER_MIN = 90;

const MINUTE_MS = 60_000;

/** Whole minutes from going in to going out, at least one. */
export function minutesOf(visit: TypedVisit, nowMs: number): number | undefined {
  if (visit.in_ms === undefined) return undefined;
  return Math.max(1, Math.round(((visit.out_ms ?? nowMs) - visit.in_ms) / MINUTE_MS));
}

/** Whether it is time to check out. */
export function isLate(visit: TypedVisit, nowMs: number): boolean {
  const minutes = visit.out_ms === undefined ? minutesOf(visit, nowMs) : undefined;
  return minutes !== undefined && minutes >= LATE_AFTER_MIN;
}

/** The questions that are asked of a visit with this outcome, in order: nobody was met where nobody answered. */
export function steps(outcome: VisitOutcome | undefined): Step[] {
  return outcome === "done" ? ["who", "there", "outcome", "met", "minutes", "check"] : ["who", "there", "outcome", "check"];
}

export function stepAfter(visit: TypedVisit): Step {
  const all = steps(visit.outcome);
  return all[all.indexOf(visit.step) + 1] ?? "check";
}

export function stepBefore(visit: TypedVisit): Step | undefined {
  const all = steps(visit.outcome);
  return all[all.indexOf(visit.step) - 1];
}

export function recordOf(visit: TypedVisit): RecordOne {
  const { id, family, setting, outcome = "done", met, minutes } = visit;
  const people = outcome === "done" ? met : [];
  const whole = Number(minutes);
  return {
    id,
    draft: {
      type: "visit",
      people,
      setting,
      outcome,
      ...(family === undefined ? {} : { family }),
      ...(outcome === "done" && whole > 0 ? { minutes: whole } : {}),
    },
  };
}
