//! A key store in memory that outlives the device.

use device::shell::{Keystore, KeystoreFault};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use zeroize::Zeroizing;

#[derive(Clone, Default)]
pub(crate) struct TestKeystore {
    secrets: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
    there: bool,
}

impl TestKeystore {
    pub(crate) fn there() -> Self {
        Self { there: true, ..Self::default() }
    }
    /// As a system update that drops what it kept.
    pub(crate) fn lose_everything(&self) {
        self.secrets.borrow_mut().clear();
    }
    pub(crate) fn holds(&self) -> usize {
        self.secrets.borrow().len()
    }
}

impl Keystore for TestKeystore {
    fn available(&self) -> bool {
        self.there
    }
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeystoreFault> {
        Ok(self.secrets.borrow().get(name).cloned().map(Zeroizing::new))
    }
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeystoreFault> {
        self.secrets.borrow_mut().insert(name.to_owned(), secret.to_vec());
        Ok(())
    }
    fn remove(&self, name: &str) -> Result<(), KeystoreFault> {
        self.secrets.borrow_mut().remove(name);
        Ok(())
    }
}
