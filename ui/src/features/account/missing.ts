/** What is wrong with a field, and its id. */
export interface Problem {
  field: string;
  sentence: string;
}

/** The fields that are empty, in their order, each with what to say about it. */
export function missing(fields: Record<string, readonly [value: string, sentence: string]>): Problem[] {
  return Object.entries(fields)
    .filter(([, [value]]) => value.trim() === "")
    .map(([field, [, sentence]]) => ({ field, sentence }));
}
