/**
 * Every screen in a real browser: what only layout and colour can show. Set DOORSTEP_PICTURES to a folder to keep a
 * picture of each.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { look, type Looking } from "./browser";
import { deskScreens } from "./desk/screens";
import { screens } from "./screens";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PICTURES = process.env.DOORSTEP_PICTURES;
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
/** WCAG 1.4.10: 1280 × 1024 at 400%. */
const ZOOMED = { width: 320, height: 256 };

let looking: Looking;
beforeAll(async () => {
  looking = await look();
});
afterAll(() => looking.end());

describe.each([...screens, ...deskScreens])("$name", (screen) => {
  describe.each(["en", "pseudo"] as const)("in %s", (language) => {
    test.each(["light", "dark"] as const)("has no fault that axe finds, %s", async (colorScheme) => {
      const page = await looking.show(screen, language);
      // Without motion: what fades in has its colours at once, however slow the machine.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Colours are the same at either size: what a wide layout could break shows in one language and scheme.
      const isWide = PICTURES !== undefined || screen.shell === "desk" || (language === "en" && colorScheme === "light");
      for (const [size, viewport] of Object.entries(isWide ? { phone: PHONE, desk: DESK } : { phone: PHONE })) {
        await page.setViewportSize(viewport);
        expect(await faults(page), `at ${size} size`).toEqual([]);
        if (PICTURES) {
          // The whole of a long page, with the line at its foot where it belongs.
          const height = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
          const path = join(PICTURES, `${screen.name}-${language}-${colorScheme}-${size}.png`);
          await page.screenshot({ path });
        }
      }
    });

    test("fits a narrow screen and 400% zoom", async () => {
      const page = await looking.show(screen, language);
      await page.setViewportSize(ZOOMED);
      const widths = () => ({ page: document.documentElement.scrollWidth, screen: document.documentElement.clientWidth });
      const { page: wide, screen: room } = await page.evaluate(widths);
      expect(wide, "the page scrolls sideways").toBeLessThanOrEqual(room);
    });

    test("can be hit with a thumb", async () => {
      const page = await looking.show(screen, language);
      await page.setViewportSize(PHONE);
      expect(await small(page), "targets under 48 px").toEqual([]);
    });
  });
});

/** What axe says against the page, a line each. */
async function faults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run(document, { runOnly: tags });
    const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => ({ id, help, node })));
    const said: string[] = [];
    for (const { id, help, node } of found) {
      // A list scrolls under the line at the foot: what is half under it now is judged where one would scroll it to.
      const element = id === "target-size" ? document.querySelector(String(node.target[0])) : null;
      if (element) {
        element.scrollIntoView({ block: "center" });
        const again = await axe.run(element, { runOnly: { type: "rule", values: [id] } });
        window.scrollTo(0, 0);
        if (again.violations.length === 0) continue;
      }
      said.push(`${id}: ${help}: ${node.html}`);
    }
    return said;
  });
}

/** Whatever can be pressed and is under 48 px in either direction. */
function small(page: Page): Promise<string[]> {
  return page.locator("button, input, select, a:not(.skip)").evaluateAll((elements) =>
    elements
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 48 || box.width < 48))
      .map(({ element, box }) => `${element.outerHTML} is ${box.width} × ${box.height}`),
  );
}
