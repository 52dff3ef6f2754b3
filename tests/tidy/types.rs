//! The types the screens use are the ones that `wire` declares.

use super::sources::root;

const GENERATED: &str = "ui/src/backend/types.gen.ts";

#[test]
fn the_screens_use_the_types_that_wire_declares() {
    let path = root().join(GENERATED);
    let declared = wire::typescript::render();
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    if written == declared {
        return;
    }
    // Mended and failed: the next run is green, and the difference is seen by whoever commits it.
    std::fs::write(&path, declared).expect("the generated types can be written");
    panic!("{GENERATED} was out of date and has been written anew: look at the difference and commit it.");
}
