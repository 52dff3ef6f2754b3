//! Who may do what at the centre.

/// What the centre knows of a device that signed a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is enrolled.
    Enrolled,
    /// It was revoked.
    Revoked,
    /// It is not known: never enrolled, or enrolled after the backup that the centre was restored from.
    No,
}

/// What it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admit {
    /// Everything that its champion may.
    In,
    /// Let in again by its certificate; then everything.
    Again,
    /// Only hand over what it has: all of it is kept aside for a coordinator. Then it is to wipe the vault.
    ToHandOver,
    /// Nothing.
    No,
}

/// `certified`: the request came with an enrolment certificate that this authority signed for this device and key.
/// Revocation is kept outside the backup, so that no certificate undoes it.
#[must_use]
pub const fn admit(known: Known, certified: bool) -> Admit {
    match (known, certified) {
        (Known::Enrolled, _) => Admit::In,
        (Known::Revoked, _) => Admit::ToHandOver,
        (Known::No, true) => Admit::Again,
        (Known::No, false) => Admit::No,
    }
}
