/**
 * Three tiers from the first day: `features` may use `shared` and the backend's interface; `shared` knows no
 * feature and no backend; `backend` knows no screen. Import cycles that grow here are expensive to undo later.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const SOURCE = resolve(import.meta.dirname);
const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(ts|svelte)$/.test(file))
  .map((file) => join(SOURCE, file));

/** Every relative import of every source, as paths below `src`. */
const imports = files.flatMap((file) => {
  const text = readFileSync(file, "utf8");
  const addresses = [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map((found) => found[1] ?? "");
  return addresses.map((address) => ({
    from: relative(SOURCE, file),
    to: address.startsWith(".") ? relative(SOURCE, resolve(dirname(file), address)) : address,
  }));
});

const isTest = (path: string) => path.endsWith(".test.ts");
const broken = (rule: (from: string, to: string) => boolean) =>
  imports.filter(({ from, to }) => !isTest(from) && rule(from, to)).map(({ from, to }) => `${from} imports ${to}`);

test("the sources were found", () => {
  expect(files.length).toBeGreaterThan(2);
});

test("shared knows no feature and no backend", () => {
  expect(broken((from, to) => from.startsWith("shared/") && /^(features|backend)\//.test(to))).toEqual([]);
});

test("the backend knows no screen", () => {
  expect(broken((from, to) => from.startsWith("backend/") && /^(features|shared)\//.test(to))).toEqual([]);
});

test("a feature uses the backend's interface, never one of its doors", () => {
  expect(broken((from, to) => from.startsWith("features/") && /^backend\/(tauri|http)/.test(to))).toEqual([]);
});

test("a feature leaves the other features alone", () => {
  const feature = (path: string) => /^features\/([^/]+)\//.exec(path)?.[1];
  expect(
    broken((from, to) => {
      const [mine, theirs] = [feature(from), feature(to)];
      return mine !== undefined && theirs !== undefined && mine !== theirs;
    }),
  ).toEqual([]);
});

test("only the window's door knows Tauri", () => {
  expect(broken((from, to) => to.startsWith("@tauri-apps/") && from !== "backend/tauri.ts")).toEqual([]);
});
