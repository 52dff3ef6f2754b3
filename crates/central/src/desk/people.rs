//! Champions within a scope: whoever is beyond it has no name here.

use std::collections::BTreeMap;

use book::Colleague;
use domain::{ChampionId, TeamId};
use wire::desk::Team;

use super::scope::Scope;
use crate::centre::Centre;
use crate::error::CentralError;

/// The champions that somebody may see.
pub(super) struct ChampionsInScope {
    all: BTreeMap<ChampionId, Colleague>,
    teams: BTreeMap<TeamId, String>,
}

/// The champions of this scope: those of its team, or all of the programme.
pub(super) async fn champions_in(centre: &Centre, scope: &Scope) -> Result<ChampionsInScope, CentralError> {
    centre.tail().await?;
    let (champions, teams) = centre.books.ask(|tx| Ok((book::champions(tx)?, book::teams(tx)?))).await?;
    let all = champions.into_iter().filter(|(_, champion)| scope.covers(champion.team));
    let teams = teams.into_iter().map(|(id, team)| (id, team.name.as_str().to_owned()));
    Ok(ChampionsInScope { all: all.collect(), teams: teams.collect() })
}

impl ChampionsInScope {
    /// One of them.
    pub(super) fn get(&self, champion: ChampionId) -> Option<&Colleague> {
        self.all.get(&champion)
    }

    /// The name of one of them.
    pub(super) fn name(&self, champion: ChampionId) -> Option<&str> {
        self.get(champion).map(|champion| champion.name.as_str())
    }

    /// All of them, by name.
    pub(super) fn by_name(&self) -> Vec<(ChampionId, &Colleague)> {
        let mut all: Vec<_> = self.all.iter().map(|(id, champion)| (*id, champion)).collect();
        all.sort_by(|left, right| (&left.1.name, left.0).cmp(&(&right.1.name, right.0)));
        all
    }

    /// A team with its name.
    pub(super) fn team(&self, id: TeamId) -> Team {
        Team { id, name: self.teams.get(&id).cloned().unwrap_or_default() }
    }
}
