//! What timers and policies give: commands without a token to check and without anything to seal. From the decision on they
//! go the way of every other command, and stand on the log like any other.

use jiff::civil::Date;
use uuid::Uuid;

use fengqiao_api::request::{CaseRef, Header};
use fengqiao_domain::id::CommandId;
use fengqiao_domain::{Actor, CaseState, Code, Command, Refusal};
use fengqiao_eventlog::{CommandStamp, Executed};
use fengqiao_jurisdiction::CentreCode;

use super::execute::Given;
use super::failure::Failure;
use super::locate::Location;
use super::{CaseAggregate, Handler};

/// A command of the system (系统) on one case.
pub(super) struct SystemCommand {
    /// Derived from what it is for, so that it is decided once however often it is given.
    pub(super) id: CommandId,
    pub(super) command: Command,
    /// The business date; today if absent.
    pub(super) occurred_on: Option<Date>,
    /// The command that led to it, on this case or on another one.
    pub(super) causation: Option<Uuid>,
    /// The centre at which it registers a case of its own.
    pub(super) opens_at: Option<CentreCode>,
}

impl Handler {
    /// Carries out a command of the system, in the name of the centre that holds the case.
    ///
    /// # Errors
    /// As for any command; after an outage the same command may be given again.
    pub(super) async fn act(
        &self,
        place: &Location<'_>,
        system: &SystemCommand,
    ) -> Result<Executed<CaseAggregate>, Failure> {
        let header = Header {
            command: system.id,
            case: system.opens_at.is_none().then_some(CaseRef::Id(place.id)),
            occurred_on: system.occurred_on,
            late_reason: None,
            correlation: system.causation.unwrap_or_else(|| system.id.uuid()),
        };
        let digest = digest(place, system);
        let stamp = CommandStamp { id: system.id.uuid(), digest };
        let executed = place.desk.cases.execute(&place.subject, stamp, |aggregate, head| {
            let actor = self.system_at(&aggregate.state, system.opens_at)?;
            let given = Given {
                actor: &actor,
                header: &header,
                command: &system.command,
                seen_sequence: 0,
                id: place.id,
                digest,
                causation: system.causation,
            };
            self.decide(&given, aggregate, head)
        });
        let executed = executed.await?;
        self.remember(place);
        Ok(executed)
    }

    /// The system acts at the centre that holds the case or drafted it, or at that which is to open it.
    fn system_at(&self, state: &CaseState, opens_at: Option<CentreCode>) -> Result<Actor, Refusal> {
        let opener = || {
            let centre = opens_at?;
            Some((centre, self.shared.reference.jurisdiction.level_of(&centre)?))
        };
        let (centre, level) = state.held_by().or_else(opener).ok_or_else(|| Refusal::new(Code::D08))?;
        Ok(Actor::system(centre, level))
    }
}

/// The id follows from the content, so the name and the id are all that there is to digest.
fn digest(place: &Location<'_>, system: &SystemCommand) -> [u8; 32] {
    let mut bytes = system.command.name().as_str().as_bytes().to_vec();
    bytes.push(0);
    bytes.extend(system.id.uuid().as_bytes());
    place.desk.vault.receipt_digest(&bytes)
}
