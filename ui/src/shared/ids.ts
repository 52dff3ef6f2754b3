/** A new id for a record, made here so that a repeated tap is recorded once. */
export function newId(): string {
  return crypto.randomUUID();
}
