/** The coordinator's page, in a browser: its screens, over the centre that served it. */
import { mount } from "svelte";
import { http } from "./backend/http";
import Desk from "./Desk.svelte";
import { begin } from "./shared/begin";
import words from "./shared/words/en/desk.ftl";
import reviewWords from "./shared/words/en/review.ftl";
import { learn } from "./shared/words/words.svelte";

learn(words, reviewWords);
mount(Desk, { target: begin(), props: { open: http, clock: () => Date.now() } });
