import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  // Relative addresses: the same build is embedded in the app's window and served by the centre.
  base: "./",
  // Tauri's window waits for this address in development.
  server: { port: 5173, strictPort: true },
  build: {
    target: "es2022",
    // A font inlined as a data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
  },
  // Tests mount the browser's build of Svelte, not the server's.
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
});
