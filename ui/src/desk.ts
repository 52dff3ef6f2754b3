/** The coordinator's shell: its screens, over the centre that served the page. */
import { mount } from "svelte";
import Desk from "./Desk.svelte";

export function openDesk(target: HTMLElement) {
  mount(Desk, { target });
}
