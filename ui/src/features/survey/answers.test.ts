import { expect, test } from "vitest";
import type { Survey } from "../../backend/types.gen";
import { answersOf, inWords, isMissing } from "./answers";

const survey: Survey = {
  form: "f",
  title: "How was it?",
  answered_here: 0,
  questions: [
    { name: "heard", text: "How did you hear of us?", required: true, takes: { kind: "choice", choices: [{ name: "friend", label: "A friend" }] } },
    { name: "happy", text: "How happy are you?", required: true, takes: { kind: "scale", least: 1, most: 5 } },
    { name: "better", text: "What would make it better?", required: false, takes: { kind: "text" } },
  ],
};
const [heard, happy, better] = survey.questions as [Survey["questions"][0], Survey["questions"][0], Survey["questions"][0]];

test("a number is handed in as a number, and what was skipped is left out", () => {
  expect(answersOf(survey, { heard: "friend", happy: "4", better: "  " })).toEqual({ heard: "friend", happy: 4 });
});

test("only what must be answered holds anybody up", () => {
  expect(isMissing(happy, undefined)).toBe(true);
  expect(isMissing(better, "")).toBe(false);
});

test("a choice is shown by its label", () => {
  expect(inWords(heard, "friend")).toBe("A friend");
  expect(inWords(better, " ")).toBeUndefined();
});
