//! `POST /desk/v1/returns/verify` and `POST /desk/v1/returns/{week}/verify`: whether a frozen return still stands.

use domain::IsoWeek;
use wire::desk::{FileVerdict, RecountVerdict, ReturnVerified};

use super::Desk;
use super::answer::Answer;
use super::call::Call;
use super::scope::Scope;
use crate::centre::Centre;
use crate::error::CentralError;
use crate::returns::{FileCheck, RecountCheck, ReturnCheck};

/// Of a file that somebody has.
pub(super) async fn uploaded(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    check(&desk.centre.acting(scope.account()), scope, call.body()).await
}

/// Of the last revision held here.
pub(super) async fn held(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let week: IsoWeek = call.param("week")?;
    let centre = desk.centre.acting(scope.account());
    let frozen = centre.frozen(week, None).await?;
    check(&centre, scope, frozen.file.as_bytes()).await
}

async fn check(centre: &Centre, scope: &Scope, file: &[u8]) -> Result<Answer, CentralError> {
    let found = centre.verify_return(file).await?;
    centre.note("return.verified", scope.account().uuid(), &found.week).await?;
    let stands = found.stands();
    let ReturnCheck { week, revision, n, file, recount, erased } = found;
    let file = match file {
        FileCheck::Genuine => FileVerdict::Genuine,
        FileCheck::NotInLedger => FileVerdict::NotInLedger,
        FileCheck::Changed => FileVerdict::Changed,
        FileCheck::OtherCentre => FileVerdict::OtherCentre,
    };
    let (recount, differing) = match recount {
        RecountCheck::Equal => (RecountVerdict::Equal, Vec::new()),
        RecountCheck::EqualLessErased => (RecountVerdict::EqualLessErased, Vec::new()),
        RecountCheck::Differs { figures } => (RecountVerdict::Differs, figures),
        RecountCheck::LedgerEndsBefore => (RecountVerdict::LedgerEndsBefore, Vec::new()),
    };
    Ok(Answer::json(&ReturnVerified { week, revision, n, file, recount, differing, erased, stands }))
}
