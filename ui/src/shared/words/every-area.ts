/** For tests: the words of every area, as no shell has them. */
import { learn } from "./words.svelte";

learn(...Object.values(import.meta.glob<string>("./en/*.ftl", { query: "?raw", import: "default", eager: true })));
