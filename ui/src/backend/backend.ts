/**
 * The one door out of the champion's screens: what they may ask of the device, whoever it is that answers.
 */
import type {
  Directory,
  Enrol,
  EnquiryCard,
  Families,
  Fault,
  PersonDraft,
  PersonTile,
  RecordOne,
  Recorded,
  Records,
  Register,
  RescuePlace,
  Rescued,
  Status,
  Survey,
  Synced,
  Today,
  Weekly,
} from "./types.gen";

export interface Backend {
  /** How things stand on this device. Answered locked or open. */
  status(): Promise<Status>;
  /** Lets this device in, and opens its vault. */
  enrol(enrol: Enrol): Promise<void>;
  /** Opens the vault. */
  unlock(secret: string): Promise<void>;
  /** Closes it. */
  lock(): Promise<void>;
  today(): Promise<Today>;
  register(session: string): Promise<Register>;
  /** People by the beginnings of their names. */
  people(typed: string): Promise<PersonTile[]>;
  /** People known here who may be the one being typed: a quiet hint. */
  alike(draft: PersonDraft): Promise<PersonTile[]>;
  /** What a coordinator asks this champion: are these two one person? */
  enquiries(): Promise<EnquiryCard[]>;
  families(): Promise<Families>;
  directory(): Promise<Directory>;
  surveys(): Promise<Survey[]>;
  /** Records what belongs together, in order. When it returns, all of it is on the disk. */
  record(records: RecordOne[]): Promise<Recorded[]>;
  /** Keeps what is typed on a screen; `undefined` throws it away. When it returns, it is on the disk. */
  keep(key: string, content: string | undefined): Promise<void>;
  kept(key: string): Promise<string | undefined>;
  /** What was recorded here before a place of the stream, the latest first. */
  records(before?: number): Promise<Records>;
  /** This device's own return of a week; of the present one where none is named. */
  weekly(week?: string): Promise<Weekly>;
  /** Sends and fetches now. */
  sync(): Promise<Synced>;
  /** Where a rescue file can be put now. Answered locked or open. */
  rescuePlaces(): Promise<RescuePlace[]>;
  /** Puts one there: all that is saved here, for the centre alone to read. No PIN is needed. */
  rescue(place: string): Promise<Rescued>;
}

/** Something could not be done. Screens switch on `fault.code`, never on the sentence. */
export class Refusal extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
    this.name = "Refusal";
  }
}
