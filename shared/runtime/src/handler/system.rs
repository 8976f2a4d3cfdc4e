//! What timers and policies give: commands without a token to check and without anything to seal. From the decision on they
//! go the way of every other command, and stand on the log like any other.

use jiff::civil::Date;
use uuid::Uuid;

use fengqiao_api::request::{CaseRef, Header};
use fengqiao_domain::id::CommandId;
use fengqiao_domain::{Actor, CaseState, Code, Command, CommandName, Refusal};
use fengqiao_eventlog::{CommandStamp, Executed};
use fengqiao_jurisdiction::CentreCode;

use super::execute::{self, Given};
use super::failure::Failure;
use super::locate::Location;
use super::{CaseAggregate, Handler, SiteDesk};

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
    /// The officer who ordered it, in whose name it is then given; the system gives the others.
    pub(super) in_name_of: Option<Actor>,
}

impl Handler {
    /// Carries out a command of the system, at the centre that holds the case, or in the name of whoever ordered it.
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
        let digest = digest(place.desk, system.command.name(), system.id);
        let stamp = CommandStamp { id: system.id.uuid(), digest };
        let executed = place.desk.cases.execute(&place.subject, stamp, |aggregate, head| {
            let actor = match &system.in_name_of {
                Some(officer) => officer.clone(),
                None => self.system_at(&aggregate.state, system.opens_at)?,
            };
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
        self.remember(place.id.uuid(), &place.subject);
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
pub(super) fn digest(desk: &SiteDesk, name: CommandName, id: CommandId) -> [u8; 32] {
    execute::digest(desk, name, id.uuid().as_bytes())
}
