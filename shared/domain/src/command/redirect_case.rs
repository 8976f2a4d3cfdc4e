//! 导入法定途径: another path settles the matter (信访工作条例 art. 31).

use jiff::civil::Date;

use super::{UseCase, checks};
use crate::event::CaseRedirected;
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Stage};
use crate::turn::Turn;
use crate::vocabulary::{RedirectPath, WithdrawnWhy};

/// 导入法定途径. The party is owed a notice of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RedirectCase {
    pub path: RedirectPath,
    /// The court, office or organ.
    pub body: String,
    pub ground: String,
    /// The day that body took the matter up, if it did already.
    pub accepted_on: Option<Date>,
    pub document: Option<DocumentId>,
}

impl UseCase for RedirectCase {
    fn admitted(case: &Case) -> bool {
        checks::stage(case).is_some_and(|stage| {
            !matches!(stage, Stage::Registered { classification: None, .. } | Stage::Suspended { .. })
        })
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::line(&self.body, "body")?;
        checks::line(&self.ground, "ground")?;
        checks::no_open_danger(turn.case()?)?;
        if let Some(date) = self.accepted_on
            && date > turn.ctx.today
        {
            return Err(Refusal::new(Code::D04)
                .at("accepted_on")
                .because("date", date)
                .because("today", turn.ctx.today));
        }
        turn.withdraw_request(WithdrawnWhy::CaseEnded)?;
        turn.record(CaseRedirected {
            path: self.path,
            body: self.body.clone(),
            ground: self.ground.clone(),
            accepted_on: self.accepted_on,
            document: self.document,
        });
        Ok(())
    }
}
