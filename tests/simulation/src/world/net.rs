//! The network: requests are lost, answers are lost, some arrive twice, some much later.

use super::World;
use crate::centre::Fate;
use crate::wire::{Answer, Request};

impl World {
    /// Sends a request and waits for the answer; none where none came in time.
    pub(crate) fn exchange(&mut self, request: &Request) -> Option<Answer> {
        self.tally.requests += 1;
        let node = self.chance.place(self.centre.nodes.len());
        if self.calm {
            return self.centre.serve(request, Fate { node, stalls: false, unheard: false });
        }
        let mut percent = |odds: u64| self.chance.under(100) < odds;
        let (lost, delayed, doubled) =
            (percent(self.config.lost / 4), percent(self.config.delayed), percent(self.config.doubled));
        let (stalls, unanswered) = (percent(self.config.stalled), percent(self.config.unanswered / 4));
        if lost {
            return None;
        }
        if delayed {
            self.delayed.push(request.clone());
            if self.delayed.len() > 20 {
                self.delayed.remove(0);
            }
            return None;
        }
        if doubled {
            let other = self.chance.place(self.centre.nodes.len());
            let _first = self.centre.serve(request, Fate { node: other, stalls: false, unheard: false });
        }
        let answer = self.centre.serve(request, Fate { node, stalls, unheard: false });
        answer.filter(|_| !unanswered)
    }

    /// A request that was delayed arrives, after others that were sent later. Nobody waits for its answer any more.
    pub(crate) fn late(&mut self) {
        if self.delayed.is_empty() {
            return;
        }
        let place = self.chance.place(self.delayed.len());
        let request = self.delayed.remove(place);
        let node = self.chance.place(self.centre.nodes.len());
        let _unheard = self.centre.serve(&request, Fate { node, stalls: false, unheard: true });
    }
}
