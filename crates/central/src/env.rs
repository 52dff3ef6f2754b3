//! What the centre takes from the world: two clocks and randomness. The command line passes the real ones, tests
//! their own, and nothing else in this crate asks the machine.

mod system;

pub use system::SystemEnv;

/// The machine has no randomness to give: no key, nonce or id may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this machine gives no randomness")]
pub struct NoRandomness;

/// Clocks and randomness.
pub trait Env: Send + Sync + 'static {
    /// Milliseconds since 1970 in UTC, as the centre's wall clock says. It dates things; it orders nothing.
    fn wall_ms(&self) -> u64;
    /// Milliseconds of a clock that never runs backwards in one process: what lives for minutes is measured by it.
    fn mono_ms(&self) -> u64;
    /// Fills `bytes` from a source fit for keys.
    ///
    /// # Errors
    /// [`NoRandomness`] where the machine has none.
    fn fill_random(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// So many random bytes.
///
/// # Errors
/// [`NoRandomness`] where the machine has none.
pub(crate) fn random<const N: usize>(env: &dyn Env) -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    env.fill_random(&mut bytes)?;
    Ok(bytes)
}
