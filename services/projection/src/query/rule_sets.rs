//! The rule sets of the city as the views and the log have them.

use fengqiao_api::v1;
use fengqiao_domain::affair::{AffairEvent, DraftOutcome, RuleBook, RuleDraft, RuleSetStanding};
use fengqiao_domain::id::{AffairId, RuleSetId};
use fengqiao_domain::{Affair, Decision, Family};
use fengqiao_jurisdiction::SiteCode;
use fengqiao_routing::{ReplayFigures, RuleSet, RuleSetFiles, RuleSetHash};
use jiff::civil::Date;
use sqlx::PgConnection;

use super::answer::QueryError;
use super::at_least;
use super::service::Context;
use crate::store::{self, StoreError};

/// What was ever proposed, and the set that came with the installation.
pub(super) struct Shelf<'a> {
    /// None while nobody has submitted anything.
    book: Option<(SiteCode, RuleBook)>,
    first: &'a RuleSet,
    today: Date,
}

/// One of them.
#[derive(Clone, Copy)]
pub(super) enum Shelved<'a> {
    First(&'a RuleSet),
    Draft(&'a RuleDraft),
}

impl<'a> Shelf<'a> {
    pub(super) async fn read(context: &'a Context, views: &mut PgConnection) -> Result<Self, StoreError> {
        let id = AffairId::rule_book(context.tenant).uuid();
        let row = store::affair(views, Family::RuleSet, id).await?;
        let book = row.and_then(|row| match row.state {
            Affair::RuleBook(book) => Some((row.site, book)),
            _ => None,
        });
        Ok(Self { book, first: context.reference.rules.first(), today: context.today() })
    }

    fn book(&self) -> Option<&RuleBook> {
        self.book.as_ref().map(|(_, book)| book)
    }

    fn drafts(&self) -> &[RuleDraft] {
        self.book().map(|book| book.drafts.as_slice()).unwrap_or_default()
    }

    /// The latest first.
    pub(super) fn all(&self) -> impl Iterator<Item = Shelved<'_>> {
        self.drafts().iter().rev().map(Shelved::Draft).chain([Shelved::First(self.first)])
    }

    pub(super) fn in_force(&self) -> Shelved<'_> {
        let published = self.book().and_then(|book| book.in_force(self.today));
        published.map_or(Shelved::First(self.first), Shelved::Draft)
    }

    pub(super) fn with_id(&self, id: RuleSetId) -> Option<Shelved<'_>> {
        self.drafts().iter().find(|draft| draft.draft == id).map(Shelved::Draft)
    }

    /// The one with this hash; of several drafts with the same texts the last.
    pub(super) fn with_hash(&self, hash: RuleSetHash) -> Option<Shelved<'_>> {
        self.all().find(|shelved| shelved.hash() == hash)
    }

    pub(super) fn standing(&self, shelved: Shelved<'_>) -> RuleSetStanding {
        match (shelved, self.book()) {
            (Shelved::Draft(draft), Some(book)) => book.standing(draft, self.today),
            _ if matches!(self.in_force(), Shelved::First(_)) => RuleSetStanding::InForce,
            _ => RuleSetStanding::Superseded,
        }
    }

    /// The texts: of a draft from the log, which alone has them.
    pub(super) async fn texts(
        &self,
        context: &Context,
        shelved: Shelved<'_>,
    ) -> Result<RuleSetFiles, QueryError> {
        let draft = match shelved {
            Shelved::First(_) => return Ok(RuleSetFiles::clone(&context.reference.first_rules)),
            Shelved::Draft(draft) => draft,
        };
        let log =
            self.book.as_ref().and_then(|(site, _)| context.logs.get(site)).ok_or(QueryError::NoTexts)?;
        let entry = log.at(draft.sequence).await.map_err(|source| QueryError::Log(Box::new(source)))?;
        let decision = entry.and_then(|entry| Decision::<AffairEvent>::parse(&entry.payload).ok());
        let mut events = decision.into_iter().flat_map(|decision| decision.events);
        let texts = events.find_map(|event| match event {
            AffairEvent::RuleSetSubmitted(event) if event.draft == draft.draft => Some(event.files),
            _ => None,
        });
        texts.ok_or(QueryError::NoTexts)
    }

    pub(super) fn view(&self, context: &Context, shelved: Shelved<'_>) -> v1::RuleSetView {
        let standing = self.standing(shelved);
        let view = v1::RuleSetView {
            rule_set: Some(shelved.named()),
            effective_from: shelved.effective_from().to_string(),
            standing: standing.to_string(),
            standing_text: standing.zh().to_owned(),
            ..Default::default()
        };
        let Shelved::Draft(draft) = shelved else { return view };
        let last = self.book().and_then(RuleBook::last).map_or_else(|| self.first.hash(), |last| last.hash);
        let log = self.book.as_ref().and_then(|(site, _)| context.logs.get(site));
        let view = v1::RuleSetView {
            rule_set_id: draft.draft.to_string(),
            base_hash: draft.base.to_string(),
            outdated: standing == RuleSetStanding::Submitted && draft.base != last,
            editor: draft.editor.to_string(),
            submitted_on: draft.submitted_on.to_string(),
            reason: draft.reason.clone(),
            position: log.map(|log| at_least::position(&log.position(draft.sequence))),
            ..view
        };
        match &draft.outcome {
            DraftOutcome::Submitted => view,
            DraftOutcome::Returned { by, on, reason } => v1::RuleSetView {
                returned_by: by.to_string(),
                returned_on: on.to_string(),
                return_reason: reason.clone(),
                ..view
            },
            DraftOutcome::Published { by, on, replay } => v1::RuleSetView {
                approver: by.to_string(),
                approved_on: on.to_string(),
                replay: Some(figures(replay)),
                ..view
            },
        }
    }
}

impl Shelved<'_> {
    pub(super) const fn hash(&self) -> RuleSetHash {
        match self {
            Self::First(set) => set.hash(),
            Self::Draft(draft) => draft.hash,
        }
    }

    /// What pages go on behind: the sequence at which it was submitted.
    pub(super) const fn sequence(&self) -> u64 {
        match self {
            Self::First(_) => 0,
            Self::Draft(draft) => draft.sequence,
        }
    }

    const fn effective_from(&self) -> Date {
        match self {
            Self::First(set) => set.effective_from(),
            Self::Draft(draft) => draft.effective_from,
        }
    }

    fn named(&self) -> v1::RuleSetRef {
        match self {
            Self::First(set) => named(set),
            Self::Draft(draft) => v1::RuleSetRef {
                id: draft.id.clone(),
                version: draft.version.to_string(),
                hash: draft.hash.to_string(),
            },
        }
    }
}

pub(super) fn named(set: &RuleSet) -> v1::RuleSetRef {
    let (id, version) = (set.id().to_owned(), set.version().to_string());
    v1::RuleSetRef { id, version, hash: set.hash().to_string() }
}

pub(super) fn figures(figures: &ReplayFigures) -> v1::ReplayFigures {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    v1::ReplayFigures {
        from: day(figures.from),
        to: day(figures.to),
        looked_at: figures.looked_at,
        more: figures.more,
        fewer: figures.fewer,
        cannot_tell: figures.cannot_tell,
        decided: figures.decided,
    }
}
