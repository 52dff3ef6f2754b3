/** The desk's one door out of the screens: what a coordinator's browser may ask of the centre. */
import type {
  AcceptedHeld,
  Account,
  AccountCode,
  AreaShapes,
  AskPair,
  Audit,
  BeginSetUp,
  Births,
  ChampionDevice,
  Champions,
  DecidePair,
  FollowUpRow,
  Frozen,
  Invited,
  Me,
  MissedReport,
  NewAccount,
  Reach,
  ReachByArea,
  ReachTrend,
  ReturnReview,
  Returns,
  ReviewDone,
  ReviewQueue,
  ReturnVerified,
  SetUp,
  SetUpBegun,
  SetUpDone,
  SettleDispute,
  SignIn,
  StepUp,
  Tier,
  UndoDecision,
  Week,
  Worklist,
} from "./types.gen";

/** What a return can be kept as. */
export type FileFormat = "xlsx" | "csv" | "html" | "json";

export interface DeskBackend {
  me(): Promise<Me>;
  signIn(wanted: SignIn): Promise<Me>;
  signOut(): Promise<void>;
  /** Proves once more who sits there, before something that matters. */
  stepUp(wanted: StepUp): Promise<Me>;
  beginSetUp(wanted: BeginSetUp): Promise<SetUpBegun>;
  setUp(wanted: SetUp): Promise<SetUpDone>;

  week(week: string): Promise<Week>;
  /** Takes in what a device sent after its access was ended. */
  acceptHeld(events: string[]): Promise<AcceptedHeld>;

  reach(): Promise<Reach>;
  reachByArea(): Promise<ReachByArea>;
  reachTrend(): Promise<ReachTrend>;
  areaShapes(): Promise<AreaShapes>;

  returns(): Promise<Returns>;
  returnReview(week: string): Promise<ReturnReview>;
  freeze(week: string): Promise<Frozen>;
  /** Where a frozen return's file is, for a link: the browser itself fetches and keeps it. */
  returnFile(week: string, revision: number, format: FileFormat, tier: Tier): string;
  /** Whether the last revision held at the centre still stands. */
  verifyHeld(week: string): Promise<ReturnVerified>;
  /** Whether a return's signed JSON file, from wherever it comes, is what this centre froze. */
  verifyFile(file: Blob): Promise<ReturnVerified>;

  review(): Promise<ReviewQueue>;
  decidePair(wanted: DecidePair): Promise<ReviewDone>;
  /** Puts the pair to a champion who is given both records anyway. */
  askPair(wanted: AskPair): Promise<ReviewDone>;
  undoDecision(wanted: UndoDecision): Promise<ReviewDone>;
  settleDispute(wanted: SettleDispute): Promise<ReviewDone>;

  births(): Promise<Births>;
  /** Compares a list now, and keeps what it said. */
  missed(list: string): Promise<MissedReport>;
  worklist(list: string): Promise<Worklist>;
  followUp(list: string, wanted: FollowUpRow): Promise<ReviewDone>;

  champions(): Promise<Champions>;
  invite(champion: string): Promise<Invited>;
  confirmDevice(device: string, checkPhrase: string): Promise<ChampionDevice>;
  revokeDevice(device: string): Promise<ChampionDevice>;

  accounts(): Promise<Account[]>;
  addAccount(wanted: NewAccount): Promise<AccountCode>;
  resetAccount(account: string): Promise<AccountCode>;
  endAccount(account: string): Promise<void>;

  /** A page of the audit, newest first; the next one begins before a line's number. */
  audit(before?: number): Promise<Audit>;
}
