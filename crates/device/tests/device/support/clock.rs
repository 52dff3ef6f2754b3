//! A clock that does as it is told.

use device::shell::Clock;
use domain::Recorded;
use std::cell::RefCell;
use std::rc::Rc;

/// Monday 16 November 2026, 10:00 in London.
pub(crate) const MONDAY_MS: u64 = 1_794_823_200_000;

/// Shared by the test and the device.
#[derive(Clone)]
pub(crate) struct TestClock(Rc<RefCell<Recorded>>);

impl TestClock {
    pub(crate) fn new() -> Self {
        let recorded = Recorded {
            wall_ms: MONDAY_MS,
            utc_offset_min: 0,
            boot_id: "boot-1".to_owned(),
            mono_ms: 1_000_000,
        };
        Self(Rc::new(RefCell::new(recorded)))
    }
    /// Sets the wall clock, and nothing else.
    pub(crate) fn set_wall(&self, wall_ms: u64) {
        self.0.borrow_mut().wall_ms = wall_ms;
    }
    /// Time passes.
    pub(crate) fn pass(&self, ms: u64) {
        let mut now = self.0.borrow_mut();
        now.wall_ms += ms;
        now.mono_ms += ms;
    }
    /// The machine is started anew.
    pub(crate) fn reboot(&self) {
        let mut now = self.0.borrow_mut();
        now.boot_id.push('+');
        now.mono_ms = 0;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Recorded {
        self.0.borrow().clone()
    }
}
