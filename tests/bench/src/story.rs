//! The life of a dispute that every row on commands plays: registered in a village of 平罗县, classified, accepted, its
//! notice served, a handler named, looked into, and mediated twice.

use anyhow::{Context as _, Result, bail};
use fengqiao_api::v1;
use fengqiao_scenarios::{Platform, Service, Township, forms};
use jiff::ToSpan as _;
use jiff::civil::Date;
use uuid::Uuid;

/// Who registers and mediates, and who decides.
const MEDIATOR: &str = "zhengzha-mediator";
const HEAD: &str = "zhengzha-head";
/// Days until the handler is done.
const DUE_DAYS: i64 = 15;

/// One command of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Register,
    Classify,
    Accept,
    Notify,
    Assign,
    Investigate,
    Mediate,
}

/// A case as its officers know it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) positions: Vec<v1::Position>,
}

/// The two officers of the village, at one township service.
#[derive(Clone)]
pub(crate) struct Village {
    mediator: Township,
    head: Township,
    handler: Uuid,
    today: Date,
}

/// A village that plays one case after the other.
pub(crate) struct Clerk {
    village: Village,
    case: Case,
    step: usize,
    /// The number of the case, from which its persons are made.
    number: u64,
    /// Between the numbers of one clerk, so that no two meet.
    stride: u64,
}

impl Step {
    pub(crate) const STORY: [Self; 8] = [
        Self::Register,
        Self::Classify,
        Self::Accept,
        Self::Notify,
        Self::Assign,
        Self::Investigate,
        Self::Mediate,
        Self::Mediate,
    ];
}

impl Village {
    /// Two officers with a connection each.
    pub(crate) fn open(platform: &Platform) -> Result<Self> {
        let url = platform.url(Service::Township);
        Ok(Self {
            mediator: platform.desk(MEDIATOR)?.township(&url)?,
            head: platform.desk(HEAD)?.township(&url)?,
            handler: platform.officer(MEDIATOR)?.id,
            today: platform.today(),
        })
    }

    /// Registers case number `number`, with persons of its own.
    pub(crate) async fn register(&mut self, number: u64) -> Result<Case> {
        let mut request = forms::village_dispute(self.today);
        for (index, party) in (0..).zip(&mut request.parties) {
            party.phone = format!("139{:08}", (number * 2 + index) % 100_000_000);
            if let Some(identification) =
                party.identification.as_mut().filter(|known| !known.number.is_empty())
            {
                identification.number = id_number(number);
            }
        }
        let outcome = self.mediator.register_case(request).await.context("a registration failed")?;
        Ok(outcome.into_inner().into())
    }

    /// Gives the command of a step on a known case.
    pub(crate) async fn act(&mut self, step: Step, case: &Case) -> Result<Case> {
        let (id, mediator, head) = (case.id.as_str(), &mut self.mediator, &mut self.head);
        let outcome = match step {
            Step::Register => bail!("a case is registered once"),
            Step::Classify => head.classify_matter(forms::classify(id, forms::DITCH)).await,
            Step::Accept => head.decide_acceptance(forms::accept(id)).await,
            Step::Notify => head.serve_notice(forms::serve(id, "acceptance")).await,
            Step::Assign => {
                let due = self.today.saturating_add(DUE_DAYS.days());
                head.assign_handler(forms::assign(id, self.handler, due)).await
            }
            Step::Investigate => mediator.record_investigation(forms::investigate(id)).await,
            Step::Mediate => mediator.hold_session(forms::session(id, "adjourned")).await,
        };
        Ok(outcome.with_context(|| format!("{step:?} failed"))?.into_inner().into())
    }
}

impl Clerk {
    /// The `index`th of `stride` clerks, whose cases are numbered from `first` on.
    pub(crate) fn new(village: Village, first: u64, index: usize, stride: usize) -> Self {
        let (index, stride) = (index as u64, stride as u64);
        Self { village, case: Case::default(), step: 0, number: first + index, stride }
    }

    /// Gives the next command, and tells of which case.
    pub(crate) async fn next(&mut self) -> Result<(Step, &Case)> {
        let step = Step::STORY.get(self.step).copied().unwrap_or(Step::Register);
        self.case = if step == Step::Register {
            self.number += self.stride;
            self.village.register(self.number).await?
        } else {
            self.village.act(step, &self.case).await?
        };
        self.step = (self.step + 1) % Step::STORY.len();
        Ok((step, &self.case))
    }
}

impl From<v1::CommandOutcome> for Case {
    fn from(outcome: v1::CommandOutcome) -> Self {
        Self { id: outcome.case_id, positions: outcome.positions }
    }
}

/// A well-formed number (GB 11643) of nobody, different for each of the first 10 million cases.
fn id_number(number: u64) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let (order, day) = (number % 1_000, number / 1_000);
    let (day, month, year) = (day % 28 + 1, day / 28 % 12 + 1, 1950 + day / 28 / 12 % 50);
    let body = format!("640221{year:04}{month:02}{day:02}{order:03}");
    let sum: u32 = body.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = CHECKS.get((sum % 11) as usize).copied().unwrap_or_default();
    format!("{body}{check}")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn persons_of_different_cases_have_different_numbers_with_the_right_check() {
        let numbers: HashSet<_> = (0..100_000).map(id_number).collect();
        assert_eq!(numbers.len(), 100_000);
        assert_eq!(id_number(7), "640221195001010070".to_owned());
    }
}
