/** What is looked at: a screen in a state, behind either shell, and how one gets there. */
import type { Page } from "playwright-core";
import type { Fault, Reply } from "../src/backend/types.gen";

/** The page of the champion's window; the desk's is the one at the root. */
export const APP = "app.html";

interface Look {
  name: string;
  address: string;
}
export interface AppScreen extends Look {
  shell: "app";
  /** What the device answers to each command. */
  answers: Record<string, Reply | Fault>;
  /** What a person does to get there from the first screen: the app has no addresses. */
  reach?: Reach[];
}
export interface DeskScreen extends Look {
  shell: "desk";
  /** What the centre answers at each address, as a pattern of Playwright. */
  answers: Record<string, { status: number; json: unknown }>;
  /** Where in the desk: the address's last part, such as `#/reach`. */
  place?: string;
  /** What is done before one looks. */
  then?: (page: Page) => Promise<void>;
}
export type Screen = AppScreen | DeskScreen;

/** One thing that is done: a button or a summary by the id of its words, a tile by its place, a field by its id. */
export type Reach = { tap: string } | { tile: number } | { open: string } | { choose: string } | { type: [string, string] };

/** The present, on every screen: a Saturday, five past two in the afternoon. */
export const NOW_MS = Date.UTC(2025, 10, 22, 14, 5);
