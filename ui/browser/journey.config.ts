import { defineConfig } from "vitest/config";

/** Journeys against a real centre, which `cargo test -p doorstep-tests --test e2e` starts and fills. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["journey/*.journey.ts"],
    hookTimeout: 60_000,
    testTimeout: 180_000,
  },
});
