import { FluentResource } from "@fluent/bundle";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { resolve } from "node:path";
import type { Plugin, Rolldown } from "vite";
import { defineConfig } from "vitest/config";

/** Reads a catalogue of sentences when the screens are built, so that no phone does it each time they are opened. */
const catalogues: Plugin = {
  name: "catalogues",
  transform(text, id) {
    if (!id.endsWith(".ftl")) return null;
    const { body } = new FluentResource(text);
    // A browser reads JSON in a string faster than the same as script.
    return { code: `export default { body: JSON.parse(${JSON.stringify(JSON.stringify(body))}) };`, map: null };
  },
};

const APP = "src/app.ts";
const DESK = "src/desk.ts";

/**
 * Which file a module goes into: one for each page, with what it shows from the first moment, and one for what both
 * pages have. A slow phone pays for every file that it asks for. What is fetched when somebody goes there, and is on
 * neither page at first, stays by itself.
 */
function fileOf(id: string, modules: Rolldown.ChunkingContext): string | null {
  const pagesWith = (id: string, isLater: boolean, pages = new Set<string>(), seen = new Set<string>()) => {
    if (seen.has(id)) return pages;
    seen.add(id);
    for (const page of [APP, DESK]) if (id === resolve(import.meta.dirname, page)) pages.add(page);
    const about = modules.getModuleInfo(id);
    const by = [...(about?.importers ?? []), ...(isLater ? (about?.dynamicImporters ?? []) : [])];
    by.forEach((one) => pagesWith(one, isLater, pages, seen));
    return pages;
  };
  if (pagesWith(id, false).size === 0) return null;
  const ever = pagesWith(id, true);
  return ever.size === 2 ? "both" : ever.has(APP) ? "app" : "desk";
}

export default defineConfig(({ mode }) => ({
  // In vitest the second mounts the browser's build of Svelte and clears the page after each test. Elsewhere it must
  // stay away: it would give the real browser the server's build.
  plugins: mode === "test" ? [catalogues, svelte(), svelteTesting()] : [catalogues, svelte()],
  // Relative addresses: the same build is embedded in the app's window and served by the centre.
  base: "./",
  // Tauri's window waits for this address in development.
  server: { port: 5173, strictPort: true },
  build: {
    target: "es2022",
    // A font inlined as a data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
    // Every web view that the screens are built for knows it.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { app: "app.html", desk: "index.html" },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: fileOf, debugName: "pages" }] } },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/shared/words/every-area.ts"],
    restoreMocks: true,
  },
}));
