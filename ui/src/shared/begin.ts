/** What each page begins with: the design's style, and the place where its screens go. */
import "./design/tokens.css";
import "./design/base.css";
import { speak } from "./words/words.svelte";

export function begin(): HTMLElement {
  if (import.meta.env.DEV) {
    // In development only, and so in the tests that look at every screen: the language by address.
    speak(new URLSearchParams(location.search).get("language") === "pseudo" ? "pseudo" : "en");
  }
  const target = document.getElementById("app");
  if (!target) throw new Error("The page has no element with the id app.");
  return target;
}
