/** The champion's page, in the window: its screens, over the device behind it. */
import { mount } from "svelte";
import App from "./App.svelte";
import { tauri } from "./backend/tauri";
import { begin } from "./shared/begin";
import words from "./shared/words/en/app.ftl";
import { learn } from "./shared/words/words.svelte";

learn(words);
mount(App, { target: begin(), props: { backend: tauri, clock: () => Date.now() } });
