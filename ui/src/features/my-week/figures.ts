/** Which figures of the return a champion is shown, in which order and words: those of her own work. */
import type { Weekly } from "../../backend/types.gen";

const SHOWN: Record<string, string> = {
  "sessions.held": "my-week-sessions",
  visits: "my-week-visits",
  "visits.adult": "my-week-visits-adult",
  "visits.child": "my-week-visits-child",
  "visits.under_one": "my-week-visits-under-one",
  "visits.anonymous": "my-week-visits-anonymous",
  "families.new": "my-week-families-new",
  "home_visits.done": "my-week-home-visits",
  signposts: "my-week-signposts",
};

export function shownFigures({ figures }: Weekly): { key: string; count: number; words: string }[] {
  const rows = figures.flatMap(({ key, count }) => {
    const words = SHOWN[key];
    return words === undefined ? [] : [{ key, count, words }];
  });
  // Each form has a row of its own; a champion is shown how many answers that is in all.
  const ofForms = figures.filter(({ key }) => /^surveys\.[^.]+$/.test(key));
  const count = ofForms.reduce((sum, one) => sum + one.count, 0);
  return ofForms.length === 0 ? rows : [...rows, { key: "surveys", count, words: "my-week-responses" }];
}
