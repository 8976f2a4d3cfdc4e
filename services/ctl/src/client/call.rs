//! The calls of the contract, as types: what is sent, what comes back, and under which name.

use fengqiao_api::v1;

/// One call of the contract.
pub trait Call: prost::Message + Clone + 'static {
    /// What comes back.
    type Answer: prost::Message + Default + 'static;

    /// The method's name.
    const RPC: &'static str;

    /// Whether it is a query over the views; otherwise it goes to the service of the officer's level.
    const QUERY: bool;
}

/// A call that changes a case.
pub trait CommandRequest: Call<Answer = v1::CommandOutcome> {
    /// The header, made if it is not there.
    fn header_mut(&mut self) -> &mut v1::CommandHeader;
}

macro_rules! commands {
    ($($rpc:literal $request:ident;)+) => {$(
        impl Call for v1::$request {
            type Answer = v1::CommandOutcome;
            const RPC: &'static str = $rpc;
            const QUERY: bool = false;
        }

        impl CommandRequest for v1::$request {
            fn header_mut(&mut self) -> &mut v1::CommandHeader {
                self.header.get_or_insert_default()
            }
        }
    )+};
}

macro_rules! questions {
    ($($rpc:literal $request:ident $answer:ident $query:literal;)+) => {$(
        impl Call for v1::$request {
            type Answer = v1::$answer;
            const RPC: &'static str = $rpc;
            const QUERY: bool = $query;
        }
    )+};
}

commands! {
    "RegisterCase" RegisterCaseRequest;
    "LinkParty" LinkPartyRequest;
    "CorrectFacts" CorrectFactsRequest;
    "RequestVoid" RequestVoidRequest;
    "ApproveVoid" ApproveVoidRequest;
    "AssessRisk" AssessRiskRequest;
    "ReportDanger" ReportDangerRequest;
    "HandleDanger" HandleDangerRequest;
    "ClassifyMatter" ClassifyMatterRequest;
    "DecideAcceptance" DecideAcceptanceRequest;
    "ServeNotice" ServeNoticeRequest;
    "RecordConsent" RecordConsentRequest;
    "DispatchCase" DispatchCaseRequest;
    "SignCase" SignCaseRequest;
    "ObjectToDispatch" ObjectToDispatchRequest;
    "RuleOnObjection" RuleOnObjectionRequest;
    "AssignHandler" AssignHandlerRequest;
    "RecordInvestigation" RecordInvestigationRequest;
    "HoldSession" HoldSessionRequest;
    "ConcludeAgreement" ConcludeAgreementRequest;
    "PutIntoEffect" PutIntoEffectRequest;
    "RecordPerformance" RecordPerformanceRequest;
    "DeclareFailure" DeclareFailureRequest;
    "RecordExplanation" RecordExplanationRequest;
    "RequestEscalation" RequestEscalationRequest;
    "AcceptEscalation" AcceptEscalationRequest;
    "RefuseEscalation" RefuseEscalationRequest;
    "WithdrawEscalation" WithdrawEscalationRequest;
    "AppealRefusal" AppealRefusalRequest;
    "RuleOnAppeal" RuleOnAppealRequest;
    "TakeOver" TakeOverRequest;
    "ReturnDown" ReturnDownRequest;
    "DesignateJurisdiction" DesignateJurisdictionRequest;
    "WithdrawCase" WithdrawCaseRequest;
    "RecordFollowUp" RecordFollowUpRequest;
    "Rate" RateRequest;
    "CloseCase" CloseCaseRequest;
    "ReopenHandling" ReopenHandlingRequest;
    "ReopenCase" ReopenCaseRequest;
    "HandOverCases" HandOverCasesRequest;
    "SubmitRuleSet" SubmitRuleSetRequest;
    "ReturnRuleSet" ReturnRuleSetRequest;
    "ApproveRuleSet" ApproveRuleSetRequest;
    "FreezePack" FreezePackRequest;
}

questions! {
    "CanEscalate" CanEscalateRequest CanEscalateResponse false;
    "GetCase" GetCaseRequest GetCaseResponse true;
    "GetTimeline" GetTimelineRequest GetTimelineResponse true;
    "ListCases" ListCasesRequest ListCasesResponse true;
    "ListDrafts" ListDraftsRequest ListDraftsResponse true;
    "FindByPerson" FindByPersonRequest FindByPersonResponse true;
    "RevealPerson" RevealPersonRequest RevealPersonResponse true;
    "GetProgress" GetProgressRequest GetProgressResponse true;
    "GetCounters" GetCountersRequest GetCountersResponse true;
    "GetHandover" GetHandoverRequest GetHandoverResponse true;
    "ListRecommendations" ListRecommendationsRequest ListRecommendationsResponse true;
    "ListRuleSets" ListRuleSetsRequest ListRuleSetsResponse true;
    "GetRuleSet" GetRuleSetRequest GetRuleSetResponse true;
    "ReplayRules" ReplayRulesRequest ReplayRulesResponse true;
    "GetPack" GetPackRequest GetPackResponse true;
    "ListPacks" ListPacksRequest ListPacksResponse true;
    "GetStatus" GetStatusRequest GetStatusResponse true;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use prost::Message as _;

    /// The lines of `commands!` and `questions!` above.
    fn listed() -> BTreeSet<String> {
        let source = include_str!("call.rs");
        let lines = source.lines().filter_map(|line| line.trim().strip_prefix('"'));
        lines.filter_map(|line| line.split_once("\" ").map(|(rpc, _)| rpc.to_owned())).collect()
    }

    /// What is not listed can be given by its form.
    #[test]
    fn every_listed_call_is_one_of_the_contract() {
        let set = prost_types::FileDescriptorSet::decode(fengqiao_api::FILE_DESCRIPTOR_SET).unwrap();
        let services = set.file.iter().flat_map(|file| &file.service);
        let methods =
            services.flat_map(|service| &service.method).filter(|method| !method.server_streaming());
        let contract: BTreeSet<String> = methods.map(|method| method.name().to_owned()).collect();
        let unknown: Vec<_> = listed().difference(&contract).cloned().collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
