/** The champion's shell: its screens, over the device behind the window. */
import { mount } from "svelte";
import App from "./App.svelte";
import { tauri } from "./backend/tauri";
import words from "./shared/words/en/app.ftl?raw";
import { learn } from "./shared/words/words.svelte";

export function openApp(target: HTMLElement) {
  learn(words);
  mount(App, { target, props: { backend: tauri, clock: () => Date.now() } });
}
