//! Where a case is kept: one literal subject, fixed at its birth, in the log of its site.

use fengqiao_api::request::CaseRef;
use fengqiao_domain::id::{CaseId, CommandId};
use fengqiao_domain::{Actor, Code, Glimpse, Refusal};
use fengqiao_eventlog::{Filter, Subject};
use fengqiao_jurisdiction::{CentreCode, SiteCode};

use super::failure::Failure;
use super::{Handler, SiteDesk};

/// The first token of the subjects of cases.
const FAMILY: &str = "case";

/// A case's place, with the desk of its site.
pub(super) struct Location<'a> {
    pub(super) id: CaseId,
    pub(super) subject: Subject,
    pub(super) desk: &'a SiteDesk,
}

impl Handler {
    /// Where the case that this command registers will be kept.
    pub(super) fn birthplace(&self, actor: &Actor, command: CommandId) -> Result<Location<'_>, Failure> {
        self.born_at(actor.centre, CaseId::of_registration(self.shared.tenant, actor.officer, command))
    }

    /// Where a case that is registered at a centre will be kept.
    pub(super) fn born_at(&self, centre: CentreCode, id: CaseId) -> Result<Location<'_>, Failure> {
        let site = centre.site();
        let subject = format!("{FAMILY}.{site}.{centre}.{id}");
        let subject =
            Subject::new(subject).map_err(|_| Failure::Refused(Box::new(Refusal::new(Code::D03))))?;
        Ok(Location { id, subject, desk: self.desk(site)? })
    }

    /// Where a known case is kept.
    pub(super) async fn locate(&self, case: &CaseRef) -> Result<Location<'_>, Failure> {
        match case {
            CaseRef::Number(number) => {
                let desk = self.desk(*number.site())?;
                let entry = desk.cases.log().at(number.sequence()).await?;
                let subject = entry.map(|entry| entry.subject);
                // Any entry may stand at that sequence; only a registration has a number.
                let found = subject.and_then(|subject| Some((id_of(&subject)?, subject)));
                let (id, subject) = found.ok_or_else(not_found)?;
                let loaded = desk.cases.read(&subject, None).await?;
                let own = loaded.state.state.live().and_then(|case| case.identity.number.as_ref());
                if own != Some(number) {
                    return Err(not_found());
                }
                Ok(Location { id, subject, desk })
            }
            CaseRef::Id(id) => {
                if let Some(subject) = self.shared.locations.get(&id.uuid()) {
                    let desk = self.desk(site_of(&subject).ok_or_else(not_found)?)?;
                    return Ok(Location { id: *id, subject, desk });
                }
                for (site, desk) in &self.shared.sites {
                    let filter = Filter::new(format!("{FAMILY}.{site}.*.{id}")).map_err(|_| not_found())?;
                    if let Some(entry) = desk.cases.log().find(&filter).await? {
                        return Ok(Location { id: *id, subject: entry.subject, desk });
                    }
                }
                Err(not_found())
            }
        }
    }

    /// Looks at another case than the one that a command is about.
    pub(super) async fn glimpse(&self, text: &str) -> Result<Glimpse, Failure> {
        let place = self.locate(&CaseRef::parse(text, "other_case")?).await?;
        let loaded = place.desk.cases.read(&place.subject, None).await?;
        let case = loaded.state.state.live().ok_or_else(not_found)?;
        Ok(Glimpse::of(place.id, case))
    }

    /// The place that a hint names; it may be asked about in the log, but not trusted to hold a case.
    pub(super) fn place_of(&self, subject: &str) -> Result<Location<'_>, Failure> {
        let subject = Subject::new(subject).map_err(|_| not_found())?;
        let id = id_of(&subject).filter(|_| subject.tokens().next() == Some(FAMILY)).ok_or_else(not_found)?;
        let desk = self.desk(site_of(&subject).ok_or_else(not_found)?)?;
        Ok(Location { id, subject, desk })
    }

    /// Keeps a case's place, so that the next command on it asks no log.
    pub(super) fn remember(&self, place: &Location<'_>) {
        if self.shared.locations.get(&place.id.uuid()).is_none() {
            self.shared.locations.insert(place.id.uuid(), place.subject.clone());
        }
    }

    fn desk(&self, site: SiteCode) -> Result<&SiteDesk, Failure> {
        self.shared.sites.get(&site).ok_or_else(not_found)
    }
}

fn not_found() -> Failure {
    Failure::Refused(Box::new(Refusal::new(Code::D08).at("case")))
}

fn site_of(subject: &Subject) -> Option<SiteCode> {
    subject.tokens().nth(1)?.parse().ok()
}

fn id_of(subject: &Subject) -> Option<CaseId> {
    subject.tokens().nth(3)?.parse().ok()
}
