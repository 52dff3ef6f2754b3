//! A disk that can be made to take nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use device::shell::{FileFault, Files};

pub(super) struct Failing {
    pub(super) disk: Box<dyn Files>,
    pub(super) fails: Arc<AtomicBool>,
}

impl Failing {
    fn takes(&self) -> Result<(), FileFault> {
        if self.fails.load(Ordering::SeqCst) {
            Err(FileFault::System("input/output error".to_owned()))
        } else {
            Ok(())
        }
    }
}

impl Files for Failing {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileFault> {
        self.disk.read(name)
    }
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FileFault> {
        self.takes().and_then(|()| self.disk.write(name, bytes))
    }
    fn append(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), FileFault> {
        self.takes().and_then(|()| self.disk.append(name, at, bytes))
    }
    fn overwrite(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), FileFault> {
        self.takes().and_then(|()| self.disk.overwrite(name, at, bytes))
    }
    fn lengthen(&self, name: &str, to: u64) -> Result<(), FileFault> {
        self.takes().and_then(|()| self.disk.lengthen(name, to))
    }
    fn rename(&self, name: &str, to: &str) -> Result<(), FileFault> {
        self.takes().and_then(|()| self.disk.rename(name, to))
    }
    fn remove(&self, name: &str) -> Result<(), FileFault> {
        self.takes().and_then(|()| self.disk.remove(name))
    }
    fn exists(&self, name: &str) -> Result<bool, FileFault> {
        self.disk.exists(name)
    }
    fn free_bytes(&self) -> Option<u64> {
        self.disk.free_bytes()
    }
}
