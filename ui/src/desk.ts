/** The coordinator's shell: its screens, over the centre that served the page. */
import { mount } from "svelte";
import { http } from "./backend/http";
import Desk from "./Desk.svelte";
import words from "./shared/words/en/desk.ftl?raw";
import reviewWords from "./shared/words/en/review.ftl?raw";
import { learn } from "./shared/words/words.svelte";

export function openDesk(target: HTMLElement) {
  learn(words, reviewWords);
  mount(Desk, { target, props: { open: http, clock: () => Date.now() } });
}
