//! Who asks, and whether this service serves them.

use tonic::Status;
use tonic::metadata::MetadataMap;

use fengqiao_api::status;
use fengqiao_domain::id::{CaseId, OfficerId};
use fengqiao_domain::{Actor, Code, Refusal};
use fengqiao_jurisdiction::CentreCode;

use super::Handler;

impl Handler {
    /// The officer behind the token, as the domain knows officers.
    pub(super) fn caller(&self, metadata: &MetadataMap) -> Result<Actor, Status> {
        let shared = &self.shared;
        let officer = shared
            .verifier
            .officer(metadata)
            .map_err(|error| self.refuse(&Refusal::new(Code::A01).because("reason", error.reason())))?;
        let level = self.jurisdiction().level_of(&officer.centre);
        let Some(level) = level.filter(|_| self.serves(&officer.centre)) else {
            return Err(self.refuse(&Refusal::new(Code::A03).because("centre", officer.centre)));
        };
        Ok(Actor {
            officer: OfficerId::new(officer.id),
            centre: officer.centre,
            level,
            unit: officer.unit,
            roles: officer.roles,
            case: officer.case.map(CaseId::new),
        })
    }

    /// Refuses an officer whose level another service serves.
    pub(super) fn check_level(&self, actor: &Actor) -> Result<(), Refusal> {
        // A party may use any service of the area: it belongs to a case, not to a level.
        if actor.case.is_some() || self.shared.levels.contains(&actor.level) {
            return Ok(());
        }
        Err(Refusal::new(Code::A03).because("level", actor.level))
    }

    fn serves(&self, centre: &CentreCode) -> bool {
        let areas = &self.shared.areas;
        areas.is_empty() || areas.iter().any(|area| self.jurisdiction().is_within(centre, area))
    }

    /// The answer to a refusal, in the reader's language.
    pub(super) fn refuse(&self, refusal: &Refusal) -> Status {
        status::refused(refusal, self.wording())
    }
}
