/** All the parts on one page. It is served in development, at `/parts`, and is in no build. */
import { mount } from "svelte";
import Parts from "./features/parts/Parts.svelte";
import { begin } from "./shared/begin";

mount(Parts, { target: begin() });
