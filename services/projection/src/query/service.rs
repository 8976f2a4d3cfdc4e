//! The rpcs, each in a file of its own.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use fengqiao_api::texts::{Catalogue, Wording};
use fengqiao_api::v1;
use fengqiao_api::v1::query_service_server::QueryService;
use fengqiao_calendar::business_date;
use fengqiao_eventlog::Log;
use fengqiao_jurisdiction::{Jurisdiction, SiteCode};
use fengqiao_runtime::{Clock, Drain, Reference, Verifier};
use fengqiao_vault::Vault;
use futures::Stream;
use jiff::civil::Date;
use tokio::sync::Semaphore;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::tries::Tries;
use crate::follow::Progress;
use crate::keeper::KeeperStats;
use crate::store::Store;

/// What every query is answered with. Shared by all rpcs.
pub(crate) struct Context {
    pub(crate) store: Store,
    pub(crate) reference: Reference,
    pub(crate) catalogue: Catalogue,
    pub(crate) progress: Progress,
    pub(crate) verifier: Verifier,
    pub(crate) clock: Clock,
    pub(crate) drain: Drain,
    pub(crate) logs: BTreeMap<SiteCode, Log>,
    pub(crate) vaults: BTreeMap<SiteCode, Vault>,
    pub(crate) tries: Tries,
    pub(crate) watchers: Arc<Semaphore>,
    pub(crate) replays: Arc<Semaphore>,
    pub(crate) tenant: Uuid,
    pub(crate) keeper: Arc<KeeperStats>,
}

/// The gRPC service. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Service {
    pub(crate) context: Arc<Context>,
}

// === impl Context ===

impl Context {
    /// The organisation of today.
    pub(crate) fn jurisdiction(&self) -> &Jurisdiction {
        self.reference.jurisdiction.as_of(self.today())
    }

    pub(crate) fn today(&self) -> Date {
        business_date(self.clock.now())
    }

    /// All that a sentence may need to know.
    pub(crate) fn wording(&self) -> Wording<'_> {
        Wording {
            catalogue: &self.catalogue,
            jurisdiction: self.jurisdiction(),
            rules: &self.reference.rules,
            calendar: &self.reference.calendar,
            today: self.today(),
        }
    }
}

// === impl Service ===

macro_rules! answered_by {
    ($service:ident, $rpc:ident, $request:ident) => {
        super::$rpc::$rpc(&$service.context, $request)
            .await
            .map(Response::new)
            .map_err(|error| error.into_status(&$service.context))
    };
}

#[tonic::async_trait]
impl QueryService for Service {
    type WatchChangesStream =
        Pin<Box<dyn Stream<Item = Result<v1::WatchChangesResponse, Status>> + Send + 'static>>;

    async fn get_case(
        &self,
        request: Request<v1::GetCaseRequest>,
    ) -> Result<Response<v1::GetCaseResponse>, Status> {
        answered_by!(self, get_case, request)
    }

    async fn get_timeline(
        &self,
        request: Request<v1::GetTimelineRequest>,
    ) -> Result<Response<v1::GetTimelineResponse>, Status> {
        answered_by!(self, get_timeline, request)
    }

    async fn list_cases(
        &self,
        request: Request<v1::ListCasesRequest>,
    ) -> Result<Response<v1::ListCasesResponse>, Status> {
        answered_by!(self, list_cases, request)
    }

    async fn list_drafts(
        &self,
        request: Request<v1::ListDraftsRequest>,
    ) -> Result<Response<v1::ListDraftsResponse>, Status> {
        answered_by!(self, list_drafts, request)
    }

    async fn find_by_person(
        &self,
        request: Request<v1::FindByPersonRequest>,
    ) -> Result<Response<v1::FindByPersonResponse>, Status> {
        answered_by!(self, find_by_person, request)
    }

    async fn find_by_number(
        &self,
        request: Request<v1::FindByNumberRequest>,
    ) -> Result<Response<v1::FindByNumberResponse>, Status> {
        answered_by!(self, find_by_number, request)
    }

    async fn reveal_person(
        &self,
        request: Request<v1::RevealPersonRequest>,
    ) -> Result<Response<v1::RevealPersonResponse>, Status> {
        answered_by!(self, reveal_person, request)
    }

    async fn get_progress(
        &self,
        request: Request<v1::GetProgressRequest>,
    ) -> Result<Response<v1::GetProgressResponse>, Status> {
        answered_by!(self, get_progress, request)
    }

    async fn get_counters(
        &self,
        request: Request<v1::GetCountersRequest>,
    ) -> Result<Response<v1::GetCountersResponse>, Status> {
        answered_by!(self, get_counters, request)
    }

    async fn get_handover(
        &self,
        request: Request<v1::GetHandoverRequest>,
    ) -> Result<Response<v1::GetHandoverResponse>, Status> {
        answered_by!(self, get_handover, request)
    }

    async fn list_recommendations(
        &self,
        request: Request<v1::ListRecommendationsRequest>,
    ) -> Result<Response<v1::ListRecommendationsResponse>, Status> {
        answered_by!(self, list_recommendations, request)
    }

    async fn list_rule_sets(
        &self,
        request: Request<v1::ListRuleSetsRequest>,
    ) -> Result<Response<v1::ListRuleSetsResponse>, Status> {
        answered_by!(self, list_rule_sets, request)
    }

    async fn get_rule_set(
        &self,
        request: Request<v1::GetRuleSetRequest>,
    ) -> Result<Response<v1::GetRuleSetResponse>, Status> {
        answered_by!(self, get_rule_set, request)
    }

    async fn replay_rules(
        &self,
        request: Request<v1::ReplayRulesRequest>,
    ) -> Result<Response<v1::ReplayRulesResponse>, Status> {
        answered_by!(self, replay_rules, request)
    }

    async fn count_cases(
        &self,
        request: Request<v1::CountCasesRequest>,
    ) -> Result<Response<v1::CountCasesResponse>, Status> {
        answered_by!(self, count_cases, request)
    }

    async fn get_overview(
        &self,
        request: Request<v1::GetOverviewRequest>,
    ) -> Result<Response<v1::GetOverviewResponse>, Status> {
        answered_by!(self, get_overview, request)
    }

    async fn get_pack(
        &self,
        request: Request<v1::GetPackRequest>,
    ) -> Result<Response<v1::GetPackResponse>, Status> {
        answered_by!(self, get_pack, request)
    }

    async fn list_packs(
        &self,
        request: Request<v1::ListPacksRequest>,
    ) -> Result<Response<v1::ListPacksResponse>, Status> {
        answered_by!(self, list_packs, request)
    }

    async fn watch_changes(
        &self,
        request: Request<v1::WatchChangesRequest>,
    ) -> Result<Response<Self::WatchChangesStream>, Status> {
        answered_by!(self, watch_changes, request)
    }

    async fn get_status(
        &self,
        request: Request<v1::GetStatusRequest>,
    ) -> Result<Response<v1::GetStatusResponse>, Status> {
        answered_by!(self, get_status, request)
    }
}
