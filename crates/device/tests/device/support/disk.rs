//! A real folder whose small files can be made to fail.

use device::native::Folder;
use device::shell::{FileFault, Files};
use std::cell::{Cell, RefCell};
use std::path::Path;
use std::rc::Rc;

/// Shared by the test and the device.
#[derive(Clone)]
pub(crate) struct Disk {
    folder: Rc<Folder>,
    /// Until the reserve is given up there is no room for anything.
    pub(crate) full: Rc<Cell<bool>>,
    /// Appends that fail from now on, having written half of what they should.
    pub(crate) torn_appends: Rc<Cell<u32>>,
    /// From now on it takes nothing at all.
    pub(crate) fails: Rc<Cell<bool>>,
    /// What `free_bytes` says.
    pub(crate) free: Rc<Cell<Option<u64>>>,
    removed: Rc<RefCell<Vec<String>>>,
}

impl Disk {
    pub(crate) fn of(path: &Path) -> Self {
        Self {
            folder: Rc::new(Folder::make(path).expect("a folder")),
            full: Rc::default(),
            torn_appends: Rc::default(),
            fails: Rc::default(),
            free: Rc::new(Cell::new(Some(1 << 40))),
            removed: Rc::default(),
        }
    }
    pub(crate) fn has_removed(&self, name: &str) -> bool {
        self.removed.borrow().iter().any(|removed| removed == name)
    }
    fn room(&self) -> Result<(), FileFault> {
        self.takes()?;
        if self.full.get() { Err(FileFault::Full) } else { Ok(()) }
    }
    fn takes(&self) -> Result<(), FileFault> {
        if self.fails.get() { Err(FileFault::System("input/output error".to_owned())) } else { Ok(()) }
    }
}

impl Files for Disk {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileFault> {
        self.folder.read(name)
    }
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FileFault> {
        self.room()?;
        self.folder.write(name, bytes)
    }
    fn append(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), FileFault> {
        self.room()?;
        if self.torn_appends.get() > 0 {
            self.torn_appends.set(self.torn_appends.get() - 1);
            self.folder.append(name, at, &bytes[..bytes.len() / 2])?;
            return Err(FileFault::System("input/output error".to_owned()));
        }
        self.folder.append(name, at, bytes)
    }
    fn overwrite(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), FileFault> {
        // What stands there is there already, so a full disk takes it; but it may be torn.
        self.takes()?;
        if self.torn_appends.get() > 0 {
            self.torn_appends.set(self.torn_appends.get() - 1);
            self.folder.overwrite(name, at, &bytes[..bytes.len() / 2])?;
            return Err(FileFault::System("input/output error".to_owned()));
        }
        self.folder.overwrite(name, at, bytes)
    }
    fn lengthen(&self, name: &str, to: u64) -> Result<(), FileFault> {
        self.room()?;
        self.folder.lengthen(name, to)
    }
    fn rename(&self, name: &str, to: &str) -> Result<(), FileFault> {
        self.takes()?;
        self.folder.rename(name, to)
    }
    fn remove(&self, name: &str) -> Result<(), FileFault> {
        self.takes()?;
        if self.folder.exists(name)? {
            self.removed.borrow_mut().push(name.to_owned());
            if name == "reserve" {
                self.full.set(false);
            }
        }
        self.folder.remove(name)
    }
    fn exists(&self, name: &str) -> Result<bool, FileFault> {
        self.folder.exists(name)
    }
    fn free_bytes(&self) -> Option<u64> {
        self.free.get()
    }
}
