import { expect, test } from "vitest";
import { birthOf, recordsOf, type TypedPerson } from "./person";

const person = (facts: Partial<TypedPerson>): TypedPerson => ({
  id: "p1",
  attendance: "a1",
  role: "carer",
  given_name: "Amina",
  surname: "",
  birth: "",
  ...facts,
});

test("a birth is taken as people say it", () => {
  expect(["5/2024", "05 2024", "2024-5", "14.5.2024", "2024-05-14", "2024"].map(birthOf)).toEqual([
    "2024-05",
    "2024-05",
    "2024-05",
    "2024-05-14",
    "2024-05-14",
    "2024",
  ]);
  expect(birthOf(" spring ")).toBe("spring");
});

test("a first name alone is a person who came, and no family", () => {
  expect(recordsOf({ family: "f", postcode: "", people: [person({})] }, "s", "2026-11-16")).toEqual([
    { id: "p1", date: "2026-11-16", draft: { type: "person", role: "carer", given_name: "Amina" } },
    { id: "a1", draft: { type: "attendance", session: "s", person: "p1" } },
  ]);
});

test("a mother and her child are one family, and what is asked of adults only is left out for the child", () => {
  const child = person({ id: "p2", attendance: "a2", role: "child", given_name: "Sami", birth: "5/2024" });
  const records = recordsOf({ family: "f", postcode: "W10", people: [person({ birth: "1990" }), child] }, "s", "2026-11-16");
  expect(records.map(({ draft }) => draft)).toEqual([
    { type: "family" },
    { type: "person", role: "carer", family: "f", given_name: "Amina", postcode: "W10" },
    { type: "attendance", session: "s", person: "p1" },
    { type: "person", role: "child", family: "f", given_name: "Sami", birth: "2024-05", postcode: "W10" },
    { type: "attendance", session: "s", person: "p2" },
  ]);
});
