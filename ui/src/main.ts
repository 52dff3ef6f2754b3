/**
 * One build, two shells: in the champion's window it opens the app, in a browser the desk of the centre that served
 * it. Each is loaded by itself, so that neither pays for the other.
 */
import "./shared/design/tokens.css";
import "./shared/design/base.css";
import { speak } from "./shared/words/words.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no element with the id app.");

if (import.meta.env.DEV) {
  // In development only, and so in the tests that look at every screen: the language by address, and all the parts.
  speak(new URLSearchParams(location.search).get("language") === "pseudo" ? "pseudo" : "en");
}
if (import.meta.env.DEV && location.pathname === "/parts") {
  const { default: Parts } = await import("./features/parts/Parts.svelte");
  const { mount } = await import("svelte");
  mount(Parts, { target });
} else if ("__TAURI_INTERNALS__" in window) {
  const { openApp } = await import("./app");
  openApp(target);
} else {
  const { openDesk } = await import("./desk");
  openDesk(target);
}
