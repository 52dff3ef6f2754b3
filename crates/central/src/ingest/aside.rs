//! Which events of a run are kept aside, with the reason and with what mends it.

use std::collections::BTreeSet;

use domain::{Body, EventId};
use protocol::ingest::{Reason, Run, judge};
use tokio::task::JoinHandle;
use wire::push::{Mend, Quarantined};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{Owner, Position};

/// The judgement of a run's bodies, under way. It takes longer than storing them and needs nothing from the ledger, so
/// it goes on beside that.
pub(super) struct Judging(JoinHandle<Vec<Option<Reason>>>);

impl Judging {
    pub(super) fn begin(owner: Owner, run: &Run) -> Self {
        let sender = owner.sender();
        let arrived: Vec<_> =
            run.links.iter().map(|link| (link.arrived.id, link.arrived.body.clone())).collect();
        Self(tokio::task::spawn_blocking(move || {
            arrived.iter().map(|(id, body)| judge(sender, *id, body.reveal()).refused).collect()
        }))
    }

    /// Why each event of the run is kept aside by its body alone, if it is.
    async fn done(self) -> Vec<Option<Reason>> {
        // It ends otherwise only by a panic, which is passed on.
        self.0.await.unwrap_or_else(|failed| std::panic::resume_unwind(failed.into_panic()))
    }
}

impl Centre {
    /// Those of a run that are held and not applied. `positions` are where its events stand.
    pub(super) async fn kept_aside(
        &self,
        owner: Owner,
        run: &Run,
        positions: &[Position],
        judging: Judging,
    ) -> Result<Vec<Quarantined>, CentralError> {
        let ids = run.links.iter().map(|link| link.arrived.id).collect();
        let conflicts = self.ledger.conflicts(self.authority.id, ids).await?;
        let revoked_n = self.revoked_n(owner).await?;
        let late = |seq: u64| {
            let n = positions.iter().find(|position| position.seq == seq).map(|position| position.n);
            revoked_n.zip(n).is_some_and(|(revoked, n)| n > revoked)
        };
        let accepted = if revoked_n.is_some() { self.accepted(run).await? } else { BTreeSet::new() };
        let erased = self.about_the_erased(run).await?;
        let refused = judging.done().await;
        let aside = run.links.iter().zip(refused).filter_map(|(link, refused)| {
            let (id, seq) = (link.arrived.id, link.head.seq);
            let why = refused
                .or_else(|| conflicts.contains(&id).then(Reason::two_bodies))
                .or_else(|| (late(seq) && !accepted.contains(&id)).then(|| reason("revoked", "actor")))
                .or_else(|| erased.contains(&id).then(|| reason("erased", "of")))?;
            let mend = mend(&why);
            Some(Quarantined { seq, code: why.code, field: Some(why.field), mend })
        });
        Ok(aside.collect())
    }

    /// From which change number on this device's events are kept aside: it may be a finder's by then.
    async fn revoked_n(&self, owner: Owner) -> Result<Option<u64>, CentralError> {
        let Owner::Device { device, champion: _ } = owner else { return Ok(None) };
        let row = self.ledger.device(self.authority.id, device).await?;
        Ok(row.and_then(|row| row.revoked).map(|(_, n)| n))
    }

    /// Those of a run that a coordinator takes although the device's access was ended.
    async fn accepted(&self, run: &Run) -> Result<BTreeSet<EventId>, CentralError> {
        self.tail().await?;
        let ids: Vec<EventId> = run.links.iter().map(|link| link.arrived.id).collect();
        self.books.ask(move |tx| Ok(book::are_accepted(tx, &ids)?)).await
    }

    /// Those of a run that are erased, or correct what is. They are held, and nothing of them is applied.
    async fn about_the_erased(&self, run: &Run) -> Result<BTreeSet<EventId>, CentralError> {
        let of = run.links.iter().map(|link| (link.arrived.id, corrects(link.arrived.body.reveal())));
        let of: Vec<(EventId, Option<EventId>)> = of.collect();
        let named = of.iter().flat_map(|(id, of)| [Some(*id), *of]).flatten().collect();
        let erased = self.ledger.erased(self.authority.id, named).await?;
        let concerns = |(id, of): &(EventId, Option<EventId>)| {
            erased.contains(id) || of.is_some_and(|of| erased.contains(&of))
        };
        Ok(of.iter().filter(|of| concerns(of)).map(|(id, _)| *id).collect())
    }
}

fn reason(code: &str, field: &str) -> Reason {
    Reason { code: code.to_owned(), field: field.to_owned() }
}

/// What a body corrects. Only types that begin so correct anything, and a canonical body spells its type in one way, so
/// that most need not be parsed for this.
fn corrects(body: &[u8]) -> Option<EventId> {
    let text = std::str::from_utf8(body).ok().filter(|text| text.contains(r#""type":"record."#))?;
    Body::parse(text).ok()?.fact().ok()?.of()
}

/// What mends an event that is kept aside for this reason.
fn mend(reason: &Reason) -> Mend {
    match reason.code.as_str() {
        "unknown_type" => Mend::Wait,
        "actor" | "not_permitted" | "revoked" | "erased" => Mend::Coordinator,
        // Two bodies under one id; subjects that are not the fact's are the app's fault and not its user's.
        "contradiction" if matches!(reason.field.as_str(), "event_id" | "subjects") => Mend::Coordinator,
        _ => Mend::Again,
    }
}
