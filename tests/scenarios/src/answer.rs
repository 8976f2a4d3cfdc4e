//! What a test expects of an answer.

use anyhow::{Context as _, Result, bail, ensure};
use tonic::{Response, Status};

use fengqiao_api::status::Failure;
use fengqiao_api::v1::{ClockState, CommandOutcome};

/// A call's answer, which must be the one that the test expects.
pub trait Answer<T> {
    /// The outcome.
    ///
    /// # Errors
    /// If the call was refused, with what the clerk read.
    fn done(self) -> Result<T>;

    /// The refusal, as a client reads it.
    ///
    /// # Errors
    /// If the call succeeded, or failed without a code.
    fn refused(self) -> Result<Failure>;
}

/// What a test asks of an outcome.
pub trait Told {
    /// The names of the events, in order.
    fn events(&self) -> Vec<&str>;

    /// The sequence of the command's message.
    ///
    /// # Errors
    /// If the outcome has no position.
    fn sequence(&self) -> Result<u64>;

    /// The running clock of this name.
    ///
    /// # Errors
    /// If it does not run.
    fn clock(&self, name: &str) -> Result<&ClockState>;

    /// The phase, holder, level and verdict.
    fn stands(&self) -> [&str; 4];
}

impl<T> Answer<T> for Result<Response<T>, Status> {
    fn done(self) -> Result<T> {
        match self {
            Ok(response) => Ok(response.into_inner()),
            Err(status) => {
                let failure = Failure::from(&status);
                bail!("{failure} {:?} {:?}", failure.field, failure.facts)
            }
        }
    }

    fn refused(self) -> Result<Failure> {
        let Err(status) = self else { bail!("a refusal was expected, but the call succeeded") };
        let failure = Failure::from(&status);
        ensure!(
            !failure.code.is_empty(),
            "the failure has no code: {:?} {}",
            status.code(),
            status.message()
        );
        Ok(failure)
    }
}

impl Told for CommandOutcome {
    fn events(&self) -> Vec<&str> {
        self.changes.iter().map(|change| change.event.as_str()).collect()
    }

    fn sequence(&self) -> Result<u64> {
        Ok(self.positions.first().context("the outcome has no position")?.sequence)
    }

    fn clock(&self, name: &str) -> Result<&ClockState> {
        let clocks = self.standing.iter().flat_map(|standing| &standing.clocks);
        clocks.into_iter().find(|clock| clock.name == name).with_context(|| format!("{name} does not run"))
    }

    fn stands(&self) -> [&str; 4] {
        self.standing.as_ref().map_or([""; 4], |standing| {
            [&standing.phase, &standing.holder, &standing.level, &standing.verdict].map(String::as_str)
        })
    }
}
