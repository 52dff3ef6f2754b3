/**
 * The one door out of the screens: what they may ask for, whoever answers. In the champion's app that is the device
 * behind the window; in a browser, the desk's centre.
 */
import type { Fault, Status } from "./types.gen";

export interface Backend {
  /** How things stand on this device. */
  status(): Promise<Status>;
}

/** Something could not be done. Screens switch on `fault.code`, never on the sentence. */
export class Refusal extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
    this.name = "Refusal";
  }
}
