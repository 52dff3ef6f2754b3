//! Versions of the protocol between a device and the centre. Each is a dated paragraph: what changed, and
//! who still speaks it. The upload path of the last three is accepted (24 months).

/// **2**, November 2026. Deposits, opaque events, forks that say where, `wipe`, what mends a quarantined event,
/// tombstones, table digests, and a pull that says its version. Spoken by every app there is.
///
/// **1**, November 2026. The first: enrolment by code, signed requests with nonces, push with chained heads
/// and signed receipts, pull by sealed cursor. Never left the laboratory; its uploads are taken, its pull is paused.
pub const PROTO: u32 = 2;

/// How many versions' uploads are taken: this one and the two before it, which is 24 months.
pub const PROTOS_TAKEN: u32 = 3;

/// The oldest version whose uploads the centre still takes.
pub const PROTO_OLDEST: u32 = if PROTO > PROTOS_TAKEN { PROTO - PROTOS_TAKEN + 1 } else { 1 };

/// The media type of every request and reply. A reply without it is not ours: a captive portal, say.
pub const MEDIA_TYPE: &str = "application/vnd.doorstep+json";

/// The most events in one push. The device aims at this or at [`PUSH_COMPRESSED_BYTES_AIM`], whichever
/// comes first.
pub const PUSH_EVENTS_MAX: usize = 500;
/// What the device aims at in one push after compression: 256 KiB, a few seconds on a slow phone network.
pub const PUSH_COMPRESSED_BYTES_AIM: usize = 256 * 1024;
/// The largest request body as sent: 1 MiB.
pub const BODY_COMPRESSED_BYTES_MAX: usize = 1024 * 1024;
/// The largest request body once decompressed: 4 MiB. 500 events of 8 KiB on average fit; a bomb does not.
pub const BODY_PLAIN_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most rows in a page of pull.
pub const PULL_ROWS_MAX: usize = 500;
/// The deepest JSON accepted (security.md, item 28).
pub const JSON_DEPTH_MAX: usize = 16;
