//! Who belongs to whom, by pairs: the least place of each group stands for it.

/// Places 0 to `count`, each in one group.
pub(crate) struct Groups {
    /// A lesser place of the same group, or the place itself where it is the least.
    towards: Vec<u32>,
}

impl Groups {
    /// Each alone.
    pub(crate) fn new(count: usize) -> Self {
        Self { towards: (0..u32::try_from(count).unwrap_or(u32::MAX)).collect() }
    }

    /// Makes the groups of two places one.
    pub(crate) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.shorten(one), self.shorten(other));
        self.towards[one.max(other) as usize] = one.min(other);
    }

    /// The least place of the group.
    pub(crate) fn first(&self, mut place: u32) -> u32 {
        while self.towards[place as usize] != place {
            place = self.towards[place as usize];
        }
        place
    }

    fn shorten(&mut self, mut place: u32) -> u32 {
        while self.towards[place as usize] != place {
            let next = self.towards[place as usize];
            self.towards[place as usize] = self.towards[next as usize];
            place = next;
        }
        place
    }
}
