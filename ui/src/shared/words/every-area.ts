/** For tests: the words of every area, as no page has them. */
import type { FluentResource } from "@fluent/bundle";
import { learn } from "./words.svelte";

learn(...Object.values(import.meta.glob<FluentResource>("./en/*.ftl", { import: "default", eager: true })));
