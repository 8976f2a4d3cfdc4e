//! Cases that have come a certain way, for tests that begin there.

use anyhow::Result;
use jiff::ToSpan as _;
use jiff::civil::Date;

use fengqiao_api::v1::{CommandOutcome, ConcludeAgreementRequest};

use crate::{Answer as _, Platform, forms};

/// Days that a handler is given.
const HANDLING_DAYS: i64 = 20;

impl Platform {
    /// A day soon after today, as agreed with a handler.
    #[must_use]
    pub fn soon(&self) -> Date {
        self.today().saturating_add(HANDLING_DAYS.days())
    }

    /// Registered in the village today.
    ///
    /// # Errors
    /// If a step is refused.
    pub async fn registered_in_village(&self) -> Result<CommandOutcome> {
        let form = forms::village_dispute(self.today());
        self.township("zhengzha-mediator")?.register_case(form).await.done()
    }

    /// Registered nine days ago, classified, accepted, told and assigned in the village.
    ///
    /// # Errors
    /// If a step is refused.
    pub async fn in_progress_in_village(&self) -> Result<CommandOutcome> {
        let received_on = self.day(9);
        let form = forms::village_dispute(received_on);
        let form =
            fengqiao_api::v1::RegisterCaseRequest { header: crate::header_on("", received_on), ..form };
        let registered = self.township("zhengzha-mediator")?.register_case(form).await.done()?;
        let case = &registered.case_id;
        let mut head = self.township("zhengzha-head")?;
        head.classify_matter(forms::classify(case, forms::DITCH)).await.done()?;
        head.decide_acceptance(forms::accept(case)).await.done()?;
        head.serve_notice(forms::serve(case, "acceptance")).await.done()?;
        let mediator = self.account("zhengzha-mediator")?.officer;
        head.assign_handler(forms::assign(case, mediator, self.soon())).await.done()?;
        Ok(registered)
    }

    /// In progress in the village, every paper on file, mediated once in vain.
    ///
    /// # Errors
    /// If a step is refused.
    pub async fn tried_once_in_village(&self) -> Result<CommandOutcome> {
        let registered = self.in_progress_in_village().await?;
        let case = &registered.case_id;
        let mut mediator = self.township("zhengzha-mediator")?;
        mediator.record_investigation(forms::investigate(case)).await.done()?;
        mediator.hold_session(forms::session_on(case, self.day(7), "failed")).await.done()?;
        Ok(registered)
    }

    /// Mediated twice in vain in the village, asked up and held by the township.
    ///
    /// # Errors
    /// If a step is refused.
    pub async fn risen_to_township(&self) -> Result<CommandOutcome> {
        let registered = self.tried_once_in_village().await?;
        let case = &registered.case_id;
        let again = forms::session_on(case, self.day(5), "failed");
        self.township("zhengzha-mediator")?.hold_session(again).await.done()?;
        self.township("zhengzha-head")?.request_escalation(forms::ask(case)).await.done()?;
        self.township("touzha-director")?.accept_escalation(forms::take_up(case)).await.done()?;
        Ok(registered)
    }

    /// Agreed by word of mouth in the village, with nothing owed, followed up and closed.
    ///
    /// # Errors
    /// If a step is refused.
    pub async fn closed_in_village(&self) -> Result<CommandOutcome> {
        let registered = self.in_progress_in_village().await?;
        let case = &registered.case_id;
        let mut mediator = self.township("zhengzha-mediator")?;
        mediator.hold_session(forms::session(case, "agreed")).await.done()?;
        let agreed = forms::agree(case, "oral", "", self.soon());
        let agreed = ConcludeAgreementRequest { obligations: Vec::new(), ..agreed };
        mediator.conclude_agreement(agreed).await.done()?;
        let mut head = self.township("zhengzha-head")?;
        head.record_follow_up(forms::follow_up(case)).await.done()?;
        head.close_case(forms::close(case)).await.done()?;
        Ok(registered)
    }
}
