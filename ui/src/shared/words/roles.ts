/** What an account is, in words. */
import { say } from "./words.svelte";

export type RoleName = "coordinator" | "commissioner" | "data_officer" | "administrator";

const WORDS: Record<RoleName, () => string> = {
  coordinator: () => say("role-coordinator"),
  commissioner: () => say("role-commissioner"),
  data_officer: () => say("role-data-officer"),
  administrator: () => say("role-administrator"),
};

export const roleWords = (role: RoleName) => WORDS[role]();
