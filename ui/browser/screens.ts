/** Every screen in every state worth looking at that is not the desk's. */
import { appScreens } from "./app-screens";
import type { Screen } from "./looks";

export const screens: Screen[] = [
  ...appScreens,
  { name: "parts", shell: "desk", address: "/parts", answers: {} },
];
