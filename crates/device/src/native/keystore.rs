//! The system's key store: on Linux the Secret Service over D-Bus. Where there is no D-Bus, there is no key
//! store, and so no PIN.

#[cfg(feature = "os-keystore")]
pub use store::OsKeystore;

#[cfg(feature = "os-keystore")]
mod store {
    use keyring_core::{CredentialStore, Entry, Error};
    use std::path::Path;
    use std::sync::Arc;
    use zeroize::Zeroizing;

    use crate::shell::{Keystore, KeystoreFault};

    /// Under which name our secrets stand in the store.
    const SERVICE: &str = "org.doorstep.vault";

    /// The store of whoever is signed in to this machine.
    pub struct OsKeystore {
        store: Option<Arc<CredentialStore>>,
        /// Several vaults on one machine keep their secrets apart.
        folder: String,
    }

    impl OsKeystore {
        /// The store, for a vault in this folder.
        #[must_use]
        pub fn of(folder: &Path) -> Self {
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
            Self { store: open(), folder: folder.to_string_lossy().into_owned() }
        }

        fn entry(&self, name: &str) -> Result<Entry, KeystoreFault> {
            let store = self.store.as_ref().ok_or(KeystoreFault)?;
            store.build(SERVICE, &format!("{}#{name}", self.folder), None).map_err(|_| KeystoreFault)
        }
    }

    #[cfg(target_os = "linux")]
    fn open() -> Option<Arc<CredentialStore>> {
        let store = zbus_secret_service_keyring_store::Store::new().ok()?;
        Some(store)
    }

    #[cfg(not(target_os = "linux"))]
    fn open() -> Option<Arc<CredentialStore>> {
        None
    }

    impl Keystore for OsKeystore {
        fn available(&self) -> bool {
            self.store.is_some()
        }
        fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeystoreFault> {
            match self.entry(name)?.get_secret() {
                Ok(secret) => Ok(Some(Zeroizing::new(secret))),
                Err(Error::NoEntry) => Ok(None),
                Err(_) => Err(KeystoreFault),
            }
        }
        fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeystoreFault> {
            self.entry(name)?.set_secret(secret).map_err(|_| KeystoreFault)
        }
        fn remove(&self, name: &str) -> Result<(), KeystoreFault> {
            match self.entry(name)?.delete_credential() {
                Ok(()) | Err(Error::NoEntry) => Ok(()),
                Err(_) => Err(KeystoreFault),
            }
        }
    }
}

#[cfg(all(test, feature = "os-keystore"))]
mod tests {
    use super::OsKeystore;
    use crate::shell::{Keystore as _, KeystoreFault};

    #[test]
    fn a_key_store_that_is_there_keeps_what_it_is_given_and_one_that_is_not_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let store = OsKeystore::of(folder.path());
        if !store.available() {
            assert_eq!(store.get("vault-test"), Err(KeystoreFault), "no D-Bus, no key store, no PIN");
            return;
        }
        assert_eq!(store.get("vault-test"), Ok(None), "nothing is kept for a new folder");
        store.set("vault-test", b"half a key").unwrap();
        assert_eq!(store.get("vault-test").unwrap().unwrap().as_slice(), b"half a key", "as it was given");
        store.remove("vault-test").unwrap();
        assert_eq!(store.get("vault-test"), Ok(None), "gone");
    }
}
