import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { root: import.meta.dirname, include: ["*.bench.test.ts"], hookTimeout: 60_000, testTimeout: 120_000 },
});
