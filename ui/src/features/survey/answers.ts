/** Answers as they are typed, and as they are handed in. What they may be is the survey engine's to say. */
import type { AskedQuestion, Survey } from "../../backend/types.gen";

export interface TypedSurvey {
  /** The id that the response will have. */
  id: string;
  form: string;
  session?: string;
  /** Which question is shown; as many as there are for the check. */
  at: number;
  answers: Record<string, string | undefined>;
}

export function isMissing(question: AskedQuestion, answer: string | undefined): boolean {
  return question.required && (answer === undefined || answer.trim() === "");
}

/** A choice by its name, a number as a number, text as text; what was skipped is left out. */
export function answersOf(survey: Survey, typed: TypedSurvey["answers"]): Record<string, string | number> {
  const given: Record<string, string | number> = {};
  for (const { name, takes } of survey.questions) {
    const answer = typed[name]?.trim() ?? "";
    if (answer !== "") given[name] = takes.kind === "scale" ? Number(answer) : answer;
  }
  return given;
}

/** An answer as it is shown; undefined where the question was skipped. */
export function inWords({ takes }: AskedQuestion, answer: string | undefined): string | undefined {
  if (answer === undefined || answer.trim() === "") return undefined;
  return takes.kind === "choice" ? takes.choices.find(({ name }) => name === answer)?.label : answer;
}
