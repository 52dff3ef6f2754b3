/** Rows put in order by a column. */
export type Direction = "ascending" | "descending";

export interface Order {
  /** The column's title. */
  title: string;
  direction: Direction;
}

type Key = string | number | undefined;

/** Names as the reader's language has them, and "week 9" before "week 10". */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The rows in order; those with nothing to go by stand last either way, and equals stay as they were. */
export function inOrder<Row>(rows: readonly Row[], key: (row: Row) => Key, direction: Direction): Row[] {
  const sign = direction === "ascending" ? 1 : -1;
  return rows.toSorted((one, other) => compare(key(one), key(other), sign));
}

function compare(one: Key, other: Key, sign: 1 | -1): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  if (typeof one === "number" && typeof other === "number") return sign * (one - other);
  return sign * collator.compare(String(one), String(other));
}

/** What a press on a column's title asks for: first upwards, then downwards. */
export function nextOrder(order: Order | undefined, title: string): Order {
  const turns = order?.title === title && order.direction === "ascending";
  return { title, direction: turns ? "descending" : "ascending" };
}
