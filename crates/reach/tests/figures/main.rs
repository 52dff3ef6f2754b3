//! The indicators and the weekly return through their public doors, over an invented town.

mod children;
mod events;
mod fixtures;
mod linkage;
mod oracle;
mod properties;
mod town;
mod weekly_return;
