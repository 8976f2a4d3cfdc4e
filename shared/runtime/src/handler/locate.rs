//! Where a case, or an affair, is kept: one literal subject, fixed at its birth, in the log of its site.

use fengqiao_api::request::CaseRef;
use fengqiao_domain::id::{AffairId, CaseId, CommandId};
use fengqiao_domain::{Actor, Code, Family, Glimpse, Refusal};
use fengqiao_eventlog::{Filter, Subject};
use fengqiao_jurisdiction::{CentreCode, SiteCode};
use uuid::Uuid;

use super::failure::Failure;
use super::{Handler, SiteDesk};

/// A case's place, or an affair's, with the desk of its site.
pub(super) struct Location<'a, I = CaseId> {
    pub(super) id: I,
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
        let (subject, desk) = self.newborn(Family::Case, centre, id.uuid())?;
        Ok(Location { id, subject, desk })
    }

    /// Where an affair that has its home at a centre will be kept.
    pub(super) fn affair_born_at(
        &self,
        family: Family,
        centre: CentreCode,
        id: AffairId,
    ) -> Result<Location<'_, AffairId>, Failure> {
        let (subject, desk) = self.newborn(family, centre, id.uuid())?;
        Ok(Location { id, subject, desk })
    }

    /// Where a known affair is kept.
    pub(super) async fn locate_affair(
        &self,
        family: Family,
        id: AffairId,
    ) -> Result<Location<'_, AffairId>, Failure> {
        let (subject, desk) = self.find(family, id.uuid()).await?;
        Ok(Location { id, subject, desk })
    }

    fn newborn(&self, family: Family, centre: CentreCode, id: Uuid) -> Result<(Subject, &SiteDesk), Failure> {
        let subject = Subject::new(family.subject(centre, id));
        let subject = subject.map_err(|_| Failure::Refused(Box::new(Refusal::new(Code::D03))))?;
        Ok((subject, self.desk(centre.site())?))
    }

    /// Asks every site for a subject of which the family and the id are known.
    async fn find(&self, family: Family, id: Uuid) -> Result<(Subject, &SiteDesk), Failure> {
        let is_of = |subject: &Subject| Family::read(subject.as_str()) == Some((family, id));
        if let Some(subject) = self.shared.locations.get(&id).filter(is_of) {
            let desk = self.desk(site_of(&subject).ok_or_else(not_found)?)?;
            return Ok((subject, desk));
        }
        for (site, desk) in &self.shared.sites {
            let filter = Filter::new(family.wherever_born(*site, id)).map_err(|_| not_found())?;
            if let Some(entry) = desk.cases.log().find(&filter).await? {
                return Ok((entry.subject, desk));
            }
        }
        Err(not_found())
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
                let (subject, desk) = self.find(Family::Case, id.uuid()).await?;
                Ok(Location { id: *id, subject, desk })
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

    /// The place that a hint names; it may be asked about in the log, but not trusted to hold anything.
    pub(super) fn place_of(&self, subject: &str) -> Result<(Family, Location<'_, Uuid>), Failure> {
        let (family, id) = Family::read(subject).ok_or_else(not_found)?;
        let subject = Subject::new(subject).map_err(|_| not_found())?;
        let desk = self.desk(site_of(&subject).ok_or_else(not_found)?)?;
        Ok((family, Location { id, subject, desk }))
    }

    /// Keeps the place of a case or an affair, so that the next command on it asks no log.
    pub(super) fn remember(&self, id: Uuid, subject: &Subject) {
        if self.shared.locations.get(&id).is_none() {
            self.shared.locations.insert(id, subject.clone());
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
    let (family, id) = Family::read(subject.as_str())?;
    (family == Family::Case).then(|| CaseId::new(id))
}

impl<'a> Location<'a, Uuid> {
    /// The same place, as that of a case or of an affair.
    pub(super) fn of<I>(self, id: impl Fn(Uuid) -> I) -> Location<'a, I> {
        Location { id: id(self.id), subject: self.subject, desk: self.desk }
    }
}
