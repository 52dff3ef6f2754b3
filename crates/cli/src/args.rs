//! The command line: what can be asked, and of what.

use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::central::AccountTask;
use crate::central::births::BirthsTask;
use crate::central::model::ModelTask;
use crate::central::review::ReviewTask;
use crate::central::{EnrolArgs as CentralEnrolArgs, EraseArgs, HeldArgs};
use crate::champion::enrol::EnrolArgs;
use crate::champion::{BackupArgs as OwnBackupArgs, HandOverFileArgs, LockedArgs, RestoreArgs};
use crate::encode::EncodeArgs;
use crate::generate::GenerateArgs;
use crate::link::LinkArgs;

/// The record book of community champions.
#[derive(Debug, Parser)]
#[command(name = "doorstep", version, about, max_term_width = 100)]
pub(crate) struct Arguments {
    /// Print JSON for programs instead of words for people.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub task: Task,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Set up and run the centre.
    #[command(subcommand)]
    Central(CentralTask),
    /// Record and sync as a champion.
    #[command(subcommand)]
    Champion(ChampionTask),
    /// Print the indicators of an area, with their definitions.
    Reach(ReachArgs),
    /// The weekly return: draft, freeze, verify, export.
    #[command(subcommand)]
    Return(ReturnTask),
    /// Check that a ledger, or a device's vault, is whole.
    Verify(VerifyArgs),
    /// Find out which rows of any CSV are the same person.
    Link(LinkArgs),
    /// Turn a list of people into encodings for another controller, by a secret that both share.
    Encode(EncodeArgs),
    /// Make up families with the difficulties of real ones, and the truth about them.
    Generate(GenerateArgs),
    /// Print the JSON Schemas of what `champion record` reads and prints, and of the weekly return.
    Schema,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CentralTask {
    /// Make a new centre in a folder that has none.
    Init(InitArgs),
    /// Answer devices until told to stop.
    Serve(ServeArgs),
    /// Take in an area pack or a programme (venues, timetable, champions, services, forms).
    Import(ImportArgs),
    /// Make a one-time code with which a champion's device enrols.
    Invite(InviteArgs),
    /// List the champions, and which devices they have.
    Champions(CentreFolder),
    /// Answer a device's request to be let in that somebody carried here, where it has no network.
    Enrol(CentralEnrolArgs),
    /// Erase records for ever: at a family's request, or by a retention rule.
    Erase(EraseArgs),
    /// Make and end accounts of the desk.
    #[command(subcommand)]
    Account(AccountTask),
    /// List devices, or end a device's access.
    Device(DeviceArgs),
    /// List what devices sent after their access was ended, or take it in after all.
    Held(HeldArgs),
    /// Say how safe what is held is: the last drill, what is durable, devices that were copied.
    Status(CentreFolder),
    /// Write a backup, encrypted to the centre's backup key.
    Backup(BackupArgs),
    /// Restore a backup to scratch and look it through; if it is whole, what it holds is durable.
    Drill(BackupFileArgs),
    /// Restore a centre from a backup. What the side journal has comes back too, and devices send the rest by themselves.
    Restore(BackupFileArgs),
    /// Take in sealed records that somebody carried here from a device without network.
    HandOver(HandOverArgs),
    /// The model by which records become people: train (a dry run), adopt, show.
    #[command(subcommand)]
    Model(ModelTask),
    /// Birth lists under sharing agreements: import, infants missed, the not-yet-seen worklist.
    #[command(subcommand)]
    Births(BirthsTask),
    /// Records that may be one person: list, decide, settle.
    #[command(subcommand)]
    Review(ReviewTask),
}

#[derive(Debug, Args)]
pub(crate) struct DeviceArgs {
    #[command(subcommand)]
    pub task: DeviceTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DeviceTask {
    /// List the devices.
    List(CentreFolder),
    /// End a device's access: it may hand over what it has, and then destroys its vault.
    Revoke(RevokeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RevokeArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The device's id, as `device list` shows it.
    #[arg(long)]
    pub device: String,
}

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Encrypt to this key of age too, as age1…: one whose other half lies off line.
    #[arg(long, value_name = "KEY")]
    pub recipient: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct BackupFileArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The backup.
    pub file: PathBuf,
    /// A file with the key of age that opens it, where it is not the centre's own.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct HandOverArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The file of sealed records.
    pub file: PathBuf,
}

/// Where the centre keeps everything.
#[derive(Debug, Clone, Args)]
pub(crate) struct CentreFolder {
    /// The centre's folder.
    #[arg(long, value_name = "FOLDER")]
    pub data: PathBuf,
    /// The folder of its keys, outside its backups [default: `keys` in the centre's folder].
    #[arg(long, value_name = "FOLDER")]
    pub keys: Option<PathBuf>,
    #[command(flatten)]
    pub database: DatabaseArgs,
}

/// Where the ledger is, if it is not a file in the centre's folder.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct DatabaseArgs {
    /// Keep the ledger in this PostgreSQL database: postgres://account@host/database, without a password.
    #[arg(long, value_name = "ADDRESS")]
    pub database: Option<String>,
    /// Read that address from this file, which only its owner may read; it may hold a password.
    #[arg(long, value_name = "FILE", conflicts_with = "database")]
    pub database_file: Option<PathBuf>,
    /// Keep the side journal in this file: on another disk, and in no backup [default: in the centre's folder].
    #[arg(long, value_name = "FILE")]
    pub journal: Option<PathBuf>,
    /// Keep the side journal in the PostgreSQL database whose address this file has, so that several nodes share it.
    #[arg(long, value_name = "FILE", conflicts_with = "journal")]
    pub journal_database_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The council or host charity that is the controller.
    #[arg(long)]
    pub authority: String,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// Where to listen; port 0 takes any free one. The address taken is printed first.
    #[arg(long, default_value = "127.0.0.1:8460")]
    pub listen: SocketAddr,
    /// The folder of the built screens (`ui/dist`), which the desk is used with in a browser.
    #[arg(long, value_name = "FOLDER")]
    pub screens: Option<PathBuf>,
    /// The address at which browsers reach the desk, such as `https://doorstep.example.org` [default: as they ask].
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// Files of the form `doorstep-area-pack@1` or `doorstep-programme@1`.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct InviteArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The champion: an id, or a name that only one has.
    #[arg(long)]
    pub champion: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ChampionTask {
    /// Let this device in with a one-time code and make its vault.
    Enrol(EnrolArgs),
    /// Record drafts from standard input, one JSON object a line.
    Record(VaultArgs),
    /// Send what waits and fetch what is new.
    Sync(VaultArgs),
    /// Say how things stand.
    Status(VaultArgs),
    /// List what this device knows: venues, slots, services, forms, people, sessions.
    List(ListArgs),
    /// Write a backup of this device's records, encrypted by a passphrase.
    Backup(OwnBackupArgs),
    /// Go on from such a backup on this device.
    Restore(RestoreArgs),
    /// Write the sealed records to a file that somebody carries to the centre. No PIN is needed.
    HandOver(HandOverFileArgs),
    /// Send the sealed records to the centre. No PIN is needed.
    Deposit(LockedArgs),
    /// Print this device's own provisional return of a week, with no network.
    Return(ChampionReturnArgs),
}

/// The vault, and where its secret comes from.
#[derive(Debug, Clone, Args)]
pub(crate) struct VaultArgs {
    /// The folder of the vault.
    #[arg(long, value_name = "FOLDER")]
    pub vault: PathBuf,
    /// Read the PIN or passphrase from this file descriptor instead of asking.
    #[arg(long, value_name = "FD")]
    pub secret_fd: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub vault: VaultArgs,
    /// What to list.
    #[arg(value_enum)]
    pub what: Listing,
}

/// What a device can list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Listing {
    Venues,
    Slots,
    Services,
    Forms,
    People,
    Sessions,
    /// What a coordinator asks: are these two records one person?
    Enquiries,
}

#[derive(Debug, Args)]
pub(crate) struct ChampionReturnArgs {
    #[command(flatten)]
    pub vault: VaultArgs,
    /// The ISO week, such as 2026-W47.
    #[arg(long)]
    pub week: String,
}

#[derive(Debug, Args)]
pub(crate) struct ReachArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The day at which ages and residence are tested, such as 2026-11-22.
    #[arg(long)]
    pub at: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReturnTask {
    /// Work out a week's return without keeping it.
    Draft(WeekArgs),
    /// Freeze a week's return: numbered, hashed, signed, never edited.
    Freeze(WeekArgs),
    /// Check a frozen return: its signature, and a recount from the ledger.
    Verify(ReturnVerifyArgs),
    /// Write a frozen return as files.
    Export(ExportArgs),
}

#[derive(Debug, Args)]
pub(crate) struct WeekArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The ISO week, such as 2026-W47.
    #[arg(long)]
    pub week: String,
    /// Who prepares it, as it will be signed.
    #[arg(long, default_value = "The coordinator")]
    pub prepared_by: String,
}

#[derive(Debug, Args)]
pub(crate) struct ReturnVerifyArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The frozen return, as JSON.
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The ISO week, such as 2026-W47.
    #[arg(long)]
    pub week: String,
    /// The folder for the files; made where it is missing.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// Which formats; all where none is said.
    #[arg(long, value_enum)]
    pub format: Vec<Format>,
    /// Which revision; the latest where none is said.
    #[arg(long)]
    pub revision: Option<u32>,
    /// Who it is for: `public` holds counts of events only, `staff` people too.
    #[arg(long, value_enum, default_value_t = Tier::Staff)]
    pub tier: Tier,
}

/// A file format of the return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Xlsx,
    Csv,
    Html,
    Json,
}

/// Who a file is for (reach.md, "Suppression and release").
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Tier {
    Public,
    Staff,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The centre's folder: every stream's chain is recomputed, and the book rebuilt and compared.
    #[arg(long, value_name = "FOLDER", required_unless_present = "vault", conflicts_with = "vault")]
    pub data: Option<PathBuf>,
    /// The folder of the centre's keys.
    #[arg(long, value_name = "FOLDER", requires = "data")]
    pub keys: Option<PathBuf>,
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// The folder of a vault: its chain is recomputed, and its book rebuilt and compared.
    #[arg(long, value_name = "FOLDER")]
    pub vault: Option<PathBuf>,
    /// Read the vault's PIN or passphrase from this file descriptor instead of asking.
    #[arg(long, value_name = "FD", requires = "vault")]
    pub secret_fd: Option<u32>,
    /// Ask the centre too what it holds of this vault, and hold its signed answer against the chain.
    #[arg(long, requires = "vault")]
    pub centre: bool,
}
