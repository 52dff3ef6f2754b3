/** Where in the app somebody is. It stands in memory alone: an address would be kept in a history. */
export type Place =
  | { at: "home" }
  | { at: "session" }
  | { at: "register"; session: string }
  | { at: "new-people"; session: string }
  | { at: "visit" }
  | { at: "signpost"; session?: string }
  | { at: "survey"; session?: string }
  | { at: "records" }
  | { at: "week"; week?: string }
  | { at: "settings" };

export type Go = (place: Place) => void;
