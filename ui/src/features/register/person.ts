/** A person as a form has them, before anything is checked. */
import type { PersonDraft, RecordOne, Role } from "../../backend/types.gen";

export interface TypedPerson {
  /** The id that the record will have, so that saving twice records once. */
  id: string;
  attendance: string;
  role: Role;
  given_name: string;
  surname: string;
  /** `2024-05` or `2024-05-14` or `2024`, as far as it was told. */
  birth: string;
}

export interface TypedPeople {
  family: string;
  postcode: string;
  people: TypedPerson[];
}

/** Month and year as people say them, 05/2024 or 5 2024, or as the device does, 2024-05; as it is where it is neither. */
export function birthOf(typed: string): string {
  const parts = typed.trim().split(/[\s./-]+/);
  const [first = "", second = "", third = ""] = parts;
  const two = (part: string) => part.padStart(2, "0");
  if (parts.length === 2 && second.length === 4) return `${second}-${two(first)}`;
  if (parts.length === 2 && first.length === 4) return `${first}-${two(second)}`;
  if (parts.length === 3 && third.length === 4) return `${third}-${two(second)}-${two(first)}`;
  if (parts.length === 3 && first.length === 4) return `${first}-${two(second)}-${two(third)}`;
  return typed.trim();
}

const filled = (text: string) => (text.trim() === "" ? undefined : text.trim());

/** Who it is, as far as it is typed. */
export function draftOf({ role, given_name, surname, birth }: TypedPerson, postcode: string): PersonDraft {
  const facts = {
    given_name: filled(given_name),
    surname: filled(surname),
    birth: role === "child" && filled(birth) ? birthOf(birth) : undefined,
    postcode: filled(postcode),
  };
  return { role, ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) };
}

/** What is recorded: the family where there are several, then each person and that they came. */
export function recordsOf(typed: TypedPeople, session: string, date: string): RecordOne[] {
  const isFamily = typed.people.length > 1;
  const records: RecordOne[] = isFamily ? [{ id: typed.family, date, draft: { type: "family" } }] : [];
  for (const person of typed.people) {
    const { id, attendance } = person;
    const family = isFamily ? { family: typed.family } : {};
    records.push({ id, date, draft: { type: "person", ...family, ...draftOf(person, typed.postcode) } });
    records.push({ id: attendance, draft: { type: "attendance", session, person: id } });
  }
  return records;
}
