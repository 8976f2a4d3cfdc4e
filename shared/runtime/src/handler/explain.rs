//! 试算: what would come of a request to rise. Nothing is written.

use tonic::{Request, Response, Status};
use uuid::Uuid;

use fengqiao_api::outcome;
use fengqiao_api::request::Question;
use fengqiao_api::status::Outage;
use fengqiao_api::v1::{self, CanEscalateRequest, CanEscalateResponse};
use fengqiao_domain::state::Phase;
use fengqiao_domain::vocabulary::{HelpWanted, Verdict};
use fengqiao_domain::{Actor, Code, Refusal, facts, permission};
use fengqiao_eventlog::{CommandStamp, ExecuteError};
use fengqiao_routing::{Assessment, RequestFacts};

use super::failure::Failure;
use super::{CaseAggregate, Handler};

/// An answer that changes nothing travels as the refusal to decide, which the log confirms before it is given.
struct Answer {
    assessment: Result<Box<Assessment>, Box<Refusal>>,
    sequence: u64,
}

impl Handler {
    /// Explains what the tables say.
    ///
    /// # Errors
    /// As a command's.
    pub async fn can_escalate(
        &self,
        request: Request<CanEscalateRequest>,
    ) -> Result<Response<CanEscalateResponse>, Status> {
        let actor = self.caller(request.metadata())?;
        let answer = self.try_escalation(&actor, &request.into_inner()).await;
        answer.map(Response::new).map_err(|failure| self.status(failure))
    }

    async fn try_escalation(
        &self,
        actor: &Actor,
        request: &CanEscalateRequest,
    ) -> Result<CanEscalateResponse, Failure> {
        self.check_level(actor)?;
        let question = Question::parse(request)?;
        let place = self.locate(&question.case).await?;
        let stamp = CommandStamp { id: Uuid::new_v4(), digest: [0; 32] };
        let asked = place.desk.cases.execute(&place.subject, stamp, |aggregate, head| {
            let assessment =
                self.assess(actor, &question, aggregate, place.id).map(Box::new).map_err(Box::new);
            Err(Answer { assessment, sequence: head.map_or(0, |head| head.sequence) })
        });
        let answer = match asked.await {
            Err(ExecuteError::Refused(answer)) => answer,
            Err(ExecuteError::Repository(error)) => return Err(error.into()),
            Ok(_) | Err(_) => return Err(Failure::Outage(Outage::Busy)),
        };
        let assessment = answer.assessment.map_err(Failure::Refused)?;
        let position = place.desk.cases.log().position(answer.sequence);
        Ok(CanEscalateResponse {
            admitted: assessment.verdict != Verdict::Keep,
            explanation: Some(outcome::explanation(&assessment, self.wording())),
            position: Some(v1::Position {
                stream: position.stream,
                epoch: position.epoch.to_string(),
                sequence: position.sequence,
            }),
        })
    }

    fn assess(
        &self,
        actor: &Actor,
        question: &Question,
        aggregate: &CaseAggregate,
        id: fengqiao_domain::id::CaseId,
    ) -> Result<Assessment, Refusal> {
        let jurisdiction = self.jurisdiction();
        let case = aggregate.state.live().ok_or_else(|| Refusal::new(Code::D08))?;
        let concerned =
            [permission::Relation::Area, permission::Relation::Handler, permission::Relation::Unit];
        if !concerned.iter().any(|relation| permission::stands(*relation, actor, id, case, jurisdiction)) {
            return Err(Refusal::new(Code::A03));
        }
        if let Phase::Ended(_) = case.phase {
            return Err(Refusal::new(Code::L02).because("phase", case.phase.name()));
        }
        let next = facts::next(case, jurisdiction);
        let target_is_next = question.to.is_none() || question.to == next;
        // A question that states no help asks about the rest: any help will do.
        let help_wanted = if question.help_wanted.is_empty() {
            [HelpWanted::Coordination].into_iter().collect()
        } else {
            question.help_wanted.clone()
        };
        let known = facts::facts_of_request(case, jurisdiction, RequestFacts { target_is_next, help_wanted });
        Ok(self.shared.reference.rules.on(self.today()).assess(&known))
    }
}
