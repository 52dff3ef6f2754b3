import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  // In vitest the second mounts the browser's build of Svelte and clears the page after each test. Elsewhere it must
  // stay away: it would give the real browser the server's build.
  plugins: mode === "test" ? [svelte(), svelteTesting()] : [svelte()],
  // Relative addresses: the same build is embedded in the app's window and served by the centre.
  base: "./",
  // Tauri's window waits for this address in development.
  server: { port: 5173, strictPort: true },
  build: {
    target: "es2022",
    // A font inlined as a data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/shared/words/every-area.ts"],
    restoreMocks: true,
  },
}));
