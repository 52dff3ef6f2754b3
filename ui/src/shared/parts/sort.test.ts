import { expect, test } from "vitest";
import { inOrder, nextOrder } from "./sort";

const rows = [
  { name: "Zeynep", seen: 9 },
  { name: "émile", seen: undefined },
  { name: "Amina", seen: 104 },
  { name: "Fatima", seen: 9 },
];
const names = (direction: "ascending" | "descending", key: (row: (typeof rows)[number]) => string | number | undefined) =>
  inOrder(rows, key, direction).map(({ name }) => name);

test("figures are put in order as figures, and what is not known stands last both ways", () => {
  expect(names("ascending", ({ seen }) => seen)).toEqual(["Zeynep", "Fatima", "Amina", "émile"]);
  expect(names("descending", ({ seen }) => seen)).toEqual(["Amina", "Zeynep", "Fatima", "émile"]);
});

test("names are put in order as people read them", () => {
  expect(names("ascending", ({ name }) => name)).toEqual(["Amina", "émile", "Fatima", "Zeynep"]);
});

test("the rows that were handed in are left as they are", () => {
  inOrder(rows, ({ name }) => name, "ascending");
  expect(rows[0]?.name).toBe("Zeynep");
});

test("a second press turns the order round, and another column begins anew", () => {
  const first = nextOrder(undefined, "Seen");
  expect(first.direction).toBe("ascending");
  expect(nextOrder(first, "Seen").direction).toBe("descending");
  expect(nextOrder(nextOrder(first, "Seen"), "Seen").direction).toBe("ascending");
  expect(nextOrder(nextOrder(first, "Seen"), "Name")).toEqual({ title: "Name", direction: "ascending" });
});
