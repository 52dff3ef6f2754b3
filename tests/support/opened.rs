//! A vault opened in this very process, through the device's own door: for looking at a thousand vaults in the time in
//! which a process looks at ten. What is proved about saving is done by the real binary.

use std::path::Path;

use device::http::{Http, run};
use device::keys::Effort;
use device::native::Owner;
use device::shell::NoKeystore;
use device::{Device, Reconciled, Shell, Verified, native};
use serde_json::Value;
use wire::Fault;
use wire::app::{Enrol, Synced};
use wire::draft::DraftLine;
use wire::recorded::Recorded;

use crate::{Centre, PASSPHRASE};

/// An open vault.
pub struct Opened {
    device: Device,
    /// What opening it mended.
    pub reconciled: Reconciled,
}

/// A key store would hold a half of the key that the other processes of a test cannot ask for.
fn shell(folder: &Path) -> Shell {
    let shell = native::shell(folder, |_| 0).expect("a folder");
    Shell { keystore: Box::new(NoKeystore), ..shell }
}

fn passphrase() -> domain::Private<String> {
    domain::Private::new(PASSPHRASE.to_owned())
}

/// Opens the vault in a folder on a thread of its own, as in the window: any thread may ask.
pub fn owner_of(folder: &Path) -> Owner {
    let folder = folder.to_owned();
    let open = move || {
        let mut device = Device::new(shell(&folder));
        device.unlock(&passphrase())?;
        Ok(device)
    };
    Owner::start(open, Http::new)
}

impl Opened {
    /// Lets a device in whose key costs the least to derive: these tests open it thousands of times.
    #[track_caller]
    pub fn enrols(folder: &Path, centre: &Centre, champion: &str) -> Self {
        Self::enrols_at(folder, &centre.url(), &centre.invites(champion))
    }

    /// The same at an address, with a code.
    #[track_caller]
    pub fn enrols_at(folder: &Path, url: &str, code: &str) -> Self {
        let mut device = Device::new(shell(folder)).with_effort(Effort::LEAST);
        let enrol = Enrol {
            address: url.to_owned(),
            code: domain::Private::new(code.to_owned()),
            secret: passphrase(),
        };
        let http = Http::new().expect("a client");
        let enrolled = run(device.enrol(&enrol, &http)).expect("a runtime");
        enrolled.unwrap_or_else(|fault| panic!("the device is let in: {fault:?}"));
        Self { device, reconciled: Reconciled::default() }
    }

    /// Opens the vault in a folder.
    ///
    /// # Errors
    /// As the device says.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        let mut device = Device::new(shell(folder));
        let reconciled = device.unlock(&passphrase())?;
        Ok(Self { device, reconciled })
    }

    /// Records a draft.
    ///
    /// # Errors
    /// As the device says.
    pub fn records(&mut self, draft: &Value) -> Result<Recorded, Fault> {
        self.device.record(&DraftLine::parse(&draft.to_string())?)
    }

    /// How many events the vault has.
    #[track_caller]
    pub fn recorded(&self) -> u64 {
        self.device.status().expect("an open vault").recorded
    }

    /// How many of them the centre is known to hold.
    #[track_caller]
    pub fn sent(&self) -> u64 {
        self.device.status().expect("an open vault").sent
    }

    /// Its chain and its book, checked from the events on.
    #[track_caller]
    pub fn verified(&mut self) -> Verified {
        self.device.verify().expect("a vault that can be read")
    }

    /// Held against what the centre signs.
    #[track_caller]
    pub fn verified_against(&mut self) -> device::AgainstCentre {
        let http = Http::new().expect("a client");
        run(self.device.verify_against(&http)).expect("a runtime").expect("the centre answers")
    }

    /// Sends and fetches.
    ///
    /// # Errors
    /// As the device says.
    pub fn syncs(&mut self) -> Result<Synced, Fault> {
        let http = Http::new()?;
        run(self.device.sync(&http))?
    }

    /// The device itself.
    pub const fn device(&mut self) -> &mut Device {
        &mut self.device
    }
}
