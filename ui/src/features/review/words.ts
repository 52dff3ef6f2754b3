/** Words for what the centre says of a pair. */
import type { ReviewReason, ReviewSide, ReviewWhy } from "../../backend/types.gen";
import { say } from "../../shared/words/words.svelte";

const fields: Record<string, () => string> = {
  given_name: () => say("review-field-given-name"),
  surname: () => say("review-field-surname"),
  exchanged_names: () => say("review-field-exchanged-names"),
  birth: () => say("review-field-birth"),
  postcode: () => say("review-field-postcode"),
  address: () => say("review-field-address"),
};

const likenesses: Record<string, () => string> = {
  same: () => say("review-likeness-same"),
  one_slip: () => say("review-likeness-one-slip"),
  transposed: () => say("review-likeness-transposed"),
  other_form: () => say("review-likeness-other-form"),
  few_slips: () => say("review-likeness-few-slips"),
  near: () => say("review-likeness-near"),
  day_month_exchanged: () => say("review-likeness-day-month-exchanged"),
  two_parts: () => say("review-likeness-two-parts"),
  new_year: () => say("review-likeness-new-year"),
  within: () => say("review-likeness-within"),
  same_year: () => say("review-likeness-same-year"),
  same_sector: () => say("review-likeness-same-sector"),
  same_district: () => say("review-likeness-same-district"),
  unlike: () => say("review-likeness-unlike"),
};

/** A field that a newer centre compares is named as the centre names it. */
export const fieldWords = (field: string): string => fields[field]?.() ?? field;
export const reasonWords = ({ field, likeness }: ReviewReason): string =>
  say("review-reason", { field: fieldWords(field), likeness: likenesses[likeness]?.() ?? likeness });

const whys: Record<ReviewWhy, () => string> = {
  contradicted: () => say("review-why-contradicted"),
  conflict: () => say("review-why-conflict"),
  unsure: () => say("review-why-unsure"),
};
export const whyWords = (why: ReviewWhy): string => whys[why]();

export const nameOf = (side: ReviewSide): string =>
  [side.given_name, side.surname].filter((part) => part !== undefined && part !== "").join(" ") || say("review-no-name");

const opinions: Record<string, () => string> = {
  same: () => say("review-says-same"),
  different: () => say("review-says-different"),
  not_sure: () => say("review-says-not-sure"),
};
export const opinionWords = (says: string | undefined): string =>
  says === undefined ? say("review-says-nothing") : (opinions[says]?.() ?? says);
