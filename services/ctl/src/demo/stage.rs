//! What the stories are made of: officers who act, refusals that are expected, and days that pass.

use std::sync::Arc;

use fengqiao_api::v1;
use fengqiao_jurisdiction::{AccountName, Jurisdiction};
use fengqiao_runtime::Clock;
use jiff::SignedDuration;

use super::journal::{CaseRef, Journal};
use super::narrator::Narrator;
use crate::accounts::Accounts;
use crate::client::{CommandRequest, Desk, Failure, Platform};
use crate::error::Error;

/// Everything that a story needs.
pub(super) struct Stage {
    pub(super) accounts: Accounts,
    pub(super) platform: Platform,
    pub(super) journal: Journal,
    pub(super) narrator: Narrator,
    pub(super) jurisdiction: Arc<Jurisdiction>,
    pub(super) clock: Clock,
}

/// A case on stage.
pub(super) struct Play<'a> {
    stage: &'a mut Stage,
    pub(super) case: CaseRef,
    /// Where the last command was stored, to read one's own writes.
    positions: Vec<v1::Position>,
}

impl Stage {
    /// Says what is about to happen.
    pub(super) fn begin(&self) -> Result<(), Error> {
        let key = if self.journal.resumed() { "stage.resumed" } else { "stage.begin" };
        self.narrator.say(key, &[("today", &self.journal.day(0))])
    }

    /// Says where the cases can be seen, and ends the run.
    pub(super) fn end(&mut self, cases: &[CaseRef]) -> Result<(), Error> {
        self.look("stage.end", cases)?;
        self.journal.close(cases)
    }

    /// Whether the demo was played to its end before; it is not played twice.
    pub(super) fn is_over(&self) -> Result<bool, Error> {
        let Some(cases) = self.journal.cases() else { return Ok(false) };
        self.look("stage.over", cases)?;
        Ok(true)
    }

    fn look(&self, key: &str, cases: &[CaseRef]) -> Result<(), Error> {
        self.narrator.say(key, &[])?;
        for case in cases {
            self.narrator.say("stage.look", &[("number", &case.number)])?;
        }
        Ok(())
    }

    /// Registers the case that a story is about.
    pub(super) async fn register(
        &mut self,
        key: &str,
        account: &str,
        request: v1::RegisterCaseRequest,
    ) -> Result<Play<'_>, Error> {
        let mut play = Play { stage: self, case: CaseRef::default(), positions: Vec::new() };
        play.act(key, account, request).await?;
        let step = play.stage.journal.begin(key)?;
        play.case = step.case.unwrap_or_default();
        let number = play.case.number.clone();
        play.stage.narrator.say("stage.receipt", &[("number", &number)])?;
        Ok(play)
    }

    fn account(&self, name: &str) -> Result<AccountName, Error> {
        name.parse().map_err(|_| Error::UnknownAccount { account: name.to_owned() })
    }

    fn desk(&self, account: &str) -> Result<Desk, Error> {
        self.accounts.desk(&self.platform, &self.account(account)?)
    }

    /// Where the officer works, what they are called, and as what they act.
    fn who(&self, account: &str) -> Result<String, Error> {
        let account = self.accounts.account(&self.account(account)?)?;
        let unit = account.unit.as_ref().and_then(|unit| self.jurisdiction.unit(unit));
        let place = match unit {
            Some(unit) => unit.name.clone(),
            None => self.jurisdiction.full_name(&account.centre).unwrap_or_default(),
        };
        let roles: Vec<&str> = account.roles.iter().map(|role| role.zh()).collect();
        let roles = roles.join("、");
        self.narrator.texts.get("stage.who", &[("place", &place), ("name", &account.name), ("roles", &roles)])
    }
}

impl Play<'_> {
    /// A line of the narration.
    pub(super) fn say(&self, key: &str) -> Result<(), Error> {
        self.stage.narrator.say(key, &[])
    }

    /// A text that an officer writes into the case.
    pub(super) fn text(&self, key: &str) -> Result<String, Error> {
        self.stage.narrator.texts.get(key, &[])
    }

    /// The date of the story, `days` after its present day.
    pub(super) fn day(&self, days: i32) -> String {
        self.stage.journal.day(days)
    }

    /// The id of a paper on file.
    pub(super) fn paper(&self, name: &str) -> String {
        self.stage.journal.id(name)
    }

    /// The officer behind an account.
    pub(super) fn officer(&self, account: &str) -> Result<String, Error> {
        let name = self.stage.account(account)?;
        Ok(self.stage.accounts.account(&name)?.officer.to_string())
    }

    /// The id of the first party of this role.
    pub(super) async fn party(&self, account: &str, role: &str) -> Result<String, Error> {
        let request = v1::GetCaseRequest { case: self.case.id.clone(), at_least: self.positions.clone() };
        let view = self.stage.desk(account)?.call(&request).await?.case.unwrap_or_default();
        let party = view.parties.into_iter().find(|party| party.role == role);
        party.map(|party| party.party_id).ok_or_else(|| Error::Story {
            step: "party".to_owned(),
            expected: role.to_owned(),
            found: "the view has no such party".to_owned(),
        })
    }

    /// Ends a story once the views show its last step, so that whoever looks next sees the end of it.
    pub(super) async fn end(self, account: &str) -> Result<CaseRef, Error> {
        let request = v1::GetCaseRequest { case: self.case.id.clone(), at_least: self.positions.clone() };
        self.stage.desk(account)?.call(&request).await?;
        Ok(self.case)
    }

    /// An officer acts, and it is done.
    pub(super) async fn act<R: CommandRequest>(
        &mut self,
        key: &str,
        account: &str,
        request: R,
    ) -> Result<(), Error> {
        let step = self.stage.journal.begin(key)?;
        if step.done {
            return Ok(());
        }
        self.stage.narrator.act(key, &self.stage.who(account)?)?;
        let request = self.addressed(request, &step.command.to_string());
        let outcome = self.stage.desk(account)?.give(request).await?;
        self.stage.narrator.outcome(&outcome)?;
        self.stage.journal.finish(key, Some(&outcome))?;
        self.positions = outcome.positions;
        Ok(())
    }

    /// An officer tries, and the platform refuses with this code.
    pub(super) async fn refused<R: CommandRequest>(
        &mut self,
        key: &str,
        account: &str,
        code: &str,
        request: R,
    ) -> Result<(), Error> {
        let step = self.stage.journal.begin(key)?;
        if step.done {
            return Ok(());
        }
        self.stage.narrator.act(key, &self.stage.who(account)?)?;
        let request = self.addressed(request, &step.command.to_string());
        let unexpected =
            |found: String| Error::Story { step: key.to_owned(), expected: code.to_owned(), found };
        match self.stage.desk(account)?.give(request).await {
            Ok(_) => return Err(unexpected("it was done".to_owned())),
            Err(Failure::Refused(refused)) if refused.code == code => {
                self.stage.narrator.refusal(&refused)?;
            }
            Err(Failure::Refused(refused)) => return Err(unexpected(refused.to_string())),
            Err(failure) => return Err(failure.into()),
        }
        self.stage.journal.finish(key, None)
    }

    /// Days pass.
    pub(super) fn days(&mut self, key: &str, days: i32) -> Result<(), Error> {
        let step = self.stage.journal.begin(key)?;
        // Counted in any case: the dates of later steps follow from it.
        self.stage.journal.pass(days);
        if step.done {
            return Ok(());
        }
        let now = self.stage.clock.advance(SignedDuration::from_hours(24 * i64::from(days)))?;
        let today = fengqiao_calendar::business_date(now).to_string();
        self.stage.narrator.say("stage.days", &[("days", &days.to_string()), ("today", &today)])?;
        self.stage.journal.finish(key, None)
    }

    fn addressed<R: CommandRequest>(&self, mut request: R, command: &str) -> R {
        let header = request.header_mut();
        header.command_id = command.to_owned();
        header.case.clone_from(&self.case.id);
        request
    }
}
