import "./shared/design/tokens.css";
import "./shared/design/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { http } from "./backend/http";
import { tauri } from "./backend/tauri";
import { speak } from "./shared/words/words.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no element with the id app.");

const isWindowOfTheApp = "__TAURI_INTERNALS__" in window;
const clock = () => Date.now();

if (import.meta.env.DEV) {
  // In development only, and so in the tests that look at every screen: the language by address, and all the parts.
  speak(new URLSearchParams(location.search).get("language") === "pseudo" ? "pseudo" : "en");
}
if (import.meta.env.DEV && location.pathname === "/parts") {
  const { default: Parts } = await import("./features/parts/Parts.svelte");
  mount(Parts, { target });
} else {
  mount(App, { target, props: { backend: isWindowOfTheApp ? tauri : http, clock } });
}
