//! Two disputes from the village window to the closing report, and what every level then reads of them.

use anyhow::{Context as _, Result};
use fengqiao_api::v1::{
    CaseView, CommandOutcome, CountCasesRequest, DispatchCaseRequest, FindByPersonRequest, GetCaseRequest,
    GetCountersRequest, GetOverviewRequest, GetProgressRequest, GetTimelineRequest, ListCasesRequest,
    RateRequest, RegisterCaseRequest, SignCaseRequest, TimelineEntry,
};
use fengqiao_scenarios::{Answer as _, Desk, Platform, Service, Told as _, forms, header, header_on};

/// Entries of a timeline's page, fewer than either case has.
const PAGE: u32 = 7;

/// A finished case, and the names of all its events as the officers were told of them.
struct Story {
    registered: CommandOutcome,
    last: CommandOutcome,
    events: Vec<String>,
}

impl Story {
    fn begin(registered: CommandOutcome) -> Self {
        let events = registered.changes.iter().map(|change| change.event.clone()).collect();
        Self { last: registered.clone(), registered, events }
    }

    fn case(&self) -> &str {
        &self.registered.case_id
    }

    /// The next command of the story led to exactly these events.
    #[track_caller]
    fn then(&mut self, outcome: CommandOutcome, events: &[&str]) {
        assert_eq!(outcome.events(), events);
        self.events.extend(outcome.changes.iter().map(|change| change.event.clone()));
        self.last = outcome;
    }

    #[track_caller]
    fn stands(&self, expected: [&str; 4]) {
        assert_eq!(self.last.stands(), expected);
    }

    #[track_caller]
    fn allows(&self, command: &str) {
        let allowed = &self.last.allowed_actions;
        assert!(allowed.iter().any(|name| name == command), "{command} is not in {allowed:?}");
    }

    #[track_caller]
    fn forbids(&self, command: &str) {
        let allowed = &self.last.allowed_actions;
        assert!(!allowed.iter().any(|name| name == command), "{command} is in {allowed:?}");
    }
}

/// 小事先在村里调,调不成才上报: a small matter is mediated in the village first, and rises only when that has failed.
async fn a_ditch(platform: &Platform) -> Result<Story> {
    let mut mediator = platform.township("zhengzha-mediator")?;
    let mut head = platform.township("zhengzha-head")?;
    let received_on = platform.day(9);
    let form =
        RegisterCaseRequest { header: header_on("", received_on), ..forms::village_dispute(received_on) };
    let registered = mediator.register_case(form).await.done()?;
    assert_eq!(registered.events(), ["CaseRegistered", "PartyLinked", "PartyLinked", "RiskAssessed"]);
    assert!(!registered.query_code.is_empty() && !registered.repeated);
    let mut story = Story::begin(registered);
    let case = story.case().to_owned();
    let case = case.as_str();
    story.stands(["registered", forms::VILLAGE, "village", "undetermined"]);
    story.forbids("classify_matter");

    story.then(
        head.classify_matter(forms::classify(case, forms::DITCH)).await.done()?,
        &["MatterClassified", "VerdictChanged"],
    );
    story.stands(["registered", forms::VILLAGE, "village", "keep"]);
    story.allows("decide_acceptance");
    story.then(head.decide_acceptance(forms::accept(case)).await.done()?, &["AcceptanceDecided"]);
    let mediation_began = story.last.clock("mediation_term")?.clone();
    story.then(head.serve_notice(forms::serve(case, "acceptance")).await.done()?, &["NoticeServed"]);
    let officer = platform.account("zhengzha-mediator")?.officer;
    story.then(
        head.assign_handler(forms::assign(case, officer, platform.soon())).await.done()?,
        &["HandlerAssigned"],
    );
    story.stands(["in_progress", forms::VILLAGE, "village", "keep"]);

    story.then(
        mediator.record_investigation(forms::investigate(case)).await.done()?,
        &["InvestigationRecorded"],
    );
    let first = forms::session_on(case, platform.day(7), "failed");
    story.then(mediator.hold_session(first).await.done()?, &["SessionHeld"]);
    story.stands(["in_progress", forms::VILLAGE, "village", "keep"]);

    let early = head.request_escalation(forms::ask(case)).await.refused()?;
    assert_eq!(early.code, "R01");
    assert_eq!(early.text, "本级化解不充分:已在1个不同日期调解,1次未成。");
    assert!(early.change.starts_with("再调解1次(换日期)仍不成"), "{}", early.change);

    let second = forms::session_on(case, platform.day(5), "failed");
    story.then(mediator.hold_session(second).await.done()?, &["SessionHeld", "VerdictChanged"]);
    story.stands(["in_progress", forms::VILLAGE, "village", "lift_on_request"]);
    story.then(head.request_escalation(forms::ask(case)).await.done()?, &["EscalationRequested"]);
    let taken_up = ["EscalationAccepted", "HolderChanged", "CaseSigned", "VerdictChanged"];
    let mut director = platform.township("touzha-director")?;
    story.then(director.accept_escalation(forms::take_up(case)).await.done()?, &taken_up);
    story.stands(["signed", forms::TOWNSHIP, "township", "keep"]);
    let late = mediator.hold_session(forms::session(case, "failed")).await.refused()?;
    assert_eq!(late.code, "A04");
    assert_eq!(late.facts.get("holder").map(String::as_str), Some(forms::TOWNSHIP));
    assert!(late.text.contains("头闸镇"), "{}", late.text);

    the_township_tries_twice(platform, &mut story).await?;
    assert!(incoming(platform, &story).await?.iter().any(|waiting| waiting.case_id == case));
    let mut county = platform.county("pingluo-dispatcher")?;
    story.then(county.accept_escalation(forms::take_up(case)).await.done()?, &taken_up);
    story.stands(["signed", forms::COUNTY, "county", "keep"]);
    // The term of the mediation is one, whoever holds the case.
    assert_eq!(story.last.clock("mediation_term")?, &mediation_began);

    the_water_bureau_owns_the_substance(platform, &mut story).await?;
    the_county_settles_it(platform, &mut story).await?;
    Ok(story)
}

async fn the_township_tries_twice(platform: &Platform, story: &mut Story) -> Result<()> {
    let case = story.case().to_owned();
    let mut dispatcher = platform.township("touzha-dispatcher")?;
    let mut mediator = platform.township("touzha-mediator")?;
    let officer = platform.account("touzha-mediator")?.officer;
    story.then(
        dispatcher.assign_handler(forms::assign(&case, officer, platform.soon())).await.done()?,
        &["HandlerAssigned"],
    );
    let first = forms::session_on(&case, platform.day(3), "failed");
    story.then(mediator.hold_session(first).await.done()?, &["SessionHeld"]);
    let early = dispatcher.request_escalation(forms::ask(&case)).await.refused()?;
    assert_eq!(early.code, "R01");
    let second = forms::session_on(&case, platform.day(2), "failed");
    story.then(mediator.hold_session(second).await.done()?, &["SessionHeld", "VerdictChanged"]);
    story.stands(["in_progress", forms::TOWNSHIP, "township", "lift_on_request"]);
    story.then(dispatcher.request_escalation(forms::ask(&case)).await.done()?, &["EscalationRequested"]);
    Ok(())
}

/// The requests to rise that wait for the county.
async fn incoming(platform: &Platform, story: &Story) -> Result<Vec<CaseView>> {
    let request = ListCasesRequest {
        incoming_escalations: true,
        at_least: story.last.positions.clone(),
        ..ListCasesRequest::default()
    };
    Ok(platform.query("pingluo-dispatcher")?.list_cases(request).await.done()?.cases)
}

/// Two owners: the county keeps the procedure, the water bureau owns the substance.
async fn the_water_bureau_owns_the_substance(platform: &Platform, story: &mut Story) -> Result<()> {
    let case = story.case().to_owned();
    let mut dispatcher = platform.county("pingluo-dispatcher")?;
    let dispatch = DispatchCaseRequest {
        header: header(&case),
        to_unit: "640221-water".to_owned(),
        mode: "forward".to_owned(),
        ..DispatchCaseRequest::default()
    };
    story.then(dispatcher.dispatch_case(dispatch).await.done()?, &["CaseDispatched"]);
    story.stands(["dispatched", forms::COUNTY, "county", "keep"]);
    let sign = SignCaseRequest { header: header(&case) };
    story.then(platform.county("pingluo-water-officer")?.sign_case(sign).await.done()?, &["CaseSigned"]);
    let officer = platform.account("pingluo-mediator")?.officer;
    story.then(
        dispatcher.assign_handler(forms::assign(&case, officer, platform.soon())).await.done()?,
        &["HandlerAssigned"],
    );
    let view = view(platform, "pingluo-dispatcher", story).await?;
    assert_eq!(
        (view.process_owner.as_str(), view.substantive_owner.as_str()),
        (forms::COUNTY, "640221-water")
    );
    Ok(())
}

async fn the_county_settles_it(platform: &Platform, story: &mut Story) -> Result<()> {
    let case = story.case().to_owned();
    let case = case.as_str();
    let mut mediator = platform.county("pingluo-mediator")?;
    let mut director = platform.county("pingluo-director")?;
    let mut clerk = platform.county("pingluo-clerk")?;
    let respondent = view(platform, "pingluo-mediator", story).await?.parties;
    let respondent =
        respondent.into_iter().find(|party| party.role == "respondent").context("no respondent")?;
    story.then(mediator.hold_session(forms::session(case, "agreed")).await.done()?, &["SessionHeld"]);
    let agreement = forms::agree(case, "written", &respondent.party_id, platform.soon());
    story.then(mediator.conclude_agreement(agreement).await.done()?, &["AgreementConcluded"]);
    let effect = forms::put_into_effect(case);
    story.then(mediator.put_into_effect(effect).await.done()?, &["AgreementTookEffect"]);
    story.last.clock("confirmation_right")?;
    // What is owed must be done before the case can be closed.
    let unperformed = director.close_case(forms::close(case)).await.refused()?;
    assert_eq!(unperformed.code, "L01");
    story.then(mediator.record_performance(forms::perform(case)).await.done()?, &["ObligationPerformed"]);
    let invitation = forms::serve(case, "rating_invitation");
    story.then(clerk.serve_notice(invitation).await.done()?, &["NoticeServed"]);
    story.then(clerk.record_follow_up(forms::follow_up(case)).await.done()?, &["FollowUpRecorded"]);
    let rating =
        RateRequest {
            header: header(case), rating: "satisfied".to_owned(), words: "调得公道".to_owned()
        };
    let mut citizen = platform.citizen(case)?.township(&platform.url(Service::Township))?;
    story.then(citizen.rate(rating).await.done()?, &["Rated"]);
    story.then(director.close_case(forms::close(case)).await.done()?, &["CaseClosed"]);
    story.stands(["closed", forms::COUNTY, "county", "keep"]);
    let over = mediator.hold_session(forms::session(case, "agreed")).await.refused()?;
    assert_eq!(over.code, "L02");
    Ok(())
}

/// 险情立即提级,不等申请: danger lifts a case at once, and nobody needs to ask.
async fn a_spade(platform: &Platform) -> Result<Story> {
    let today = platform.today();
    let form = RegisterCaseRequest {
        channel: "grid".to_owned(),
        screening: Some(forms::screening("high", &["weapon", "threat"], today)),
        ..forms::village_dispute(today)
    };
    let registered = platform.township("zhengzha-grid")?.register_case(form).await.done()?;
    assert_eq!(
        registered.events(),
        [
            "CaseRegistered",
            "PartyLinked",
            "PartyLinked",
            "RiskAssessed",
            "DangerReported",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "VerdictChanged",
            "HolderChanged",
            "NoticeServed",
            "VerdictChanged",
        ]
    );
    let mut story = Story::begin(registered);
    let case = story.case().to_owned();
    let case = case.as_str();
    story.stands(["registered", forms::COUNTY, "county", "keep"]);
    story.last.clock("danger_term")?;

    let mut village = platform.township("zhengzha-mediator")?;
    let refused = village.hold_session(forms::session(case, "failed")).await.refused()?;
    assert_eq!(refused.code, "A04");
    assert!(refused.text.contains("平罗县"), "{}", refused.text);

    let mut mediator = platform.county("pingluo-mediator")?;
    let mut dispatcher = platform.county("pingluo-dispatcher")?;
    let mut clerk = platform.county("pingluo-clerk")?;
    let handled = forms::handle_danger(case, &["weapon", "threat"]);
    story.then(mediator.handle_danger(handled).await.done()?, &["DangerHandled"]);
    assert!(story.last.clock("danger_term").is_err());
    let classified = forms::classify(case, forms::DITCH);
    story.then(dispatcher.classify_matter(classified).await.done()?, &["MatterClassified"]);
    story.then(dispatcher.decide_acceptance(forms::accept(case)).await.done()?, &["AcceptanceDecided"]);
    story.then(dispatcher.serve_notice(forms::serve(case, "acceptance")).await.done()?, &["NoticeServed"]);
    let officer = platform.account("pingluo-mediator")?.officer;
    let assigned = forms::assign(case, officer, platform.soon());
    story.then(dispatcher.assign_handler(assigned).await.done()?, &["HandlerAssigned"]);
    story.then(mediator.hold_session(forms::session(case, "agreed")).await.done()?, &["SessionHeld"]);
    let respondent = view(platform, "pingluo-mediator", &story).await?.parties;
    let respondent =
        respondent.into_iter().find(|party| party.role == "respondent").context("no respondent")?;
    let agreement = forms::agree(case, "oral", &respondent.party_id, platform.soon());
    story.then(
        mediator.conclude_agreement(agreement).await.done()?,
        &["AgreementConcluded", "AgreementTookEffect"],
    );
    story.then(mediator.record_performance(forms::perform(case)).await.done()?, &["ObligationPerformed"]);
    let invitation = forms::serve(case, "rating_invitation");
    story.then(clerk.serve_notice(invitation).await.done()?, &["NoticeServed"]);
    story.then(clerk.record_follow_up(forms::follow_up(case)).await.done()?, &["FollowUpRecorded"]);
    let mut director = platform.county("pingluo-director")?;
    story.then(director.close_case(forms::close(case)).await.done()?, &["CaseClosed"]);
    story.stands(["closed", forms::COUNTY, "county", "keep"]);
    Ok(story)
}

/// The case as this officer reads it after the story's last command.
async fn view(platform: &Platform, account: &str, story: &Story) -> Result<CaseView> {
    let request =
        GetCaseRequest { case: story.registered.case_number.clone(), at_least: story.last.positions.clone() };
    platform.query(account)?.get_case(request).await.done()?.case.context("the answer has no case")
}

/// The command view counts a closing on its day, and the list behind the number holds it.
async fn the_closing_is_counted(platform: &Platform, story: &Story) -> Result<()> {
    let mut query = platform.query("city-command")?;
    let at_least = story.last.positions.clone();
    let request = GetOverviewRequest { at_least: at_least.clone(), ..GetOverviewRequest::default() };
    let overview = query.get_overview(request).await.done()?;
    let city = overview.areas.first().context("the city itself")?;
    assert_eq!((city.closed_today, city.open), (1, 0));
    let day = platform.today().to_string();
    let list = ListCasesRequest {
        subtree: true,
        closed_from: day.clone(),
        closed_to: day,
        ..ListCasesRequest::default()
    };
    let counted = query.count_cases(CountCasesRequest { lists: vec![list], at_least }).await.done()?;
    assert_eq!(counted.counts, [1]);
    Ok(())
}

async fn every_level_reads_the_case(platform: &Platform, story: &Story) -> Result<()> {
    let county = view(platform, "pingluo-dispatcher", story).await?;
    assert_eq!(county.case_id, story.case());
    assert_eq!(county.standing, story.last.standing);
    assert_eq!((county.origin.as_str(), county.channel.as_str()), (forms::VILLAGE, "window"));
    assert_eq!(county.risen_to, ["township", "county"]);
    assert_eq!((county.settled_level.as_str(), county.rating.as_str()), ("county", "satisfied"));
    assert_eq!((county.headcount, county.amount_fen), (Some(6), Some(1_800_000)));
    assert_eq!(county.ledger_number, 1);
    let claimant = county.parties.iter().find(|party| party.role == "claimant").context("no claimant")?;
    assert_eq!((claimant.name.as_str(), claimant.phone.as_str()), ("甲某某", forms::CLAIMANT_PHONE));

    let village = view(platform, "zhengzha-head", story).await?;
    let claimant = village.parties.iter().find(|party| party.role == "claimant").context("no claimant")?;
    assert_eq!((claimant.name.as_str(), claimant.masked), ("甲**", true));
    assert_eq!(village.standing, county.standing);

    let elsewhere = GetCaseRequest { case: story.case().to_owned(), ..GetCaseRequest::default() };
    let refused = platform.query("dawukou-clerk")?.get_case(elsewhere).await.refused()?;
    assert_eq!(refused.code, "D08");
    Ok(())
}

async fn the_timeline_runs_across_the_levels(platform: &Platform, story: &Story) -> Result<()> {
    let mut entries: Vec<TimelineEntry> = Vec::new();
    let mut page_token = String::new();
    loop {
        let request = GetTimelineRequest {
            case: story.registered.case_number.clone(),
            at_least: story.last.positions.clone(),
            page_size: PAGE,
            page_token,
        };
        let page = platform.query("touzha-dispatcher")?.get_timeline(request).await.done()?;
        assert!(page.entries.len() <= usize::try_from(PAGE)?);
        entries.extend(page.entries);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    // Reminders, invitations and the search for like filings come in their own time.
    entries.retain(|entry| entry.role != "system");
    let events: Vec<_> = entries.iter().map(|entry| entry.event.clone()).collect();
    assert_eq!(events, story.events);
    assert!(entries.is_sorted_by_key(|entry| entry.sequence));
    assert!(entries.iter().all(|entry| !entry.text.is_empty() && !entry.chain_digest.is_empty()));
    let mut levels: Vec<_> = entries.iter().map(|entry| entry.level.as_str()).collect();
    levels.dedup();
    let county_from = levels.iter().position(|level| *level == "county").context("the county never acted")?;
    assert_eq!(levels.get(..county_from), Some(&["village", "township"][..]));
    Ok(())
}

async fn the_county_finds_its_cases(platform: &Platform, ditch: &Story, spade: &Story) -> Result<()> {
    let mut county = platform.query("pingluo-clerk")?;
    let at_least = spade.last.positions.clone();
    let request = ListCasesRequest {
        phases: vec!["closed".to_owned()],
        at_least: at_least.clone(),
        ..ListCasesRequest::default()
    };
    let mut queue: Vec<_> =
        county.list_cases(request).await.done()?.cases.into_iter().map(|case| case.case_id).collect();
    let mut expected = vec![ditch.case().to_owned(), spade.case().to_owned()];
    queue.sort();
    expected.sort();
    assert_eq!(queue, expected);

    for request in [
        FindByPersonRequest { phone: "+86 139-5200-0001".to_owned(), ..FindByPersonRequest::default() },
        FindByPersonRequest {
            document_number: forms::CLAIMANT_ID_NUMBER.to_lowercase(),
            ..FindByPersonRequest::default()
        },
    ] {
        let found = county.find_by_person(request.clone()).await.done()?.cases;
        let mut found: Vec<_> = found.into_iter().map(|case| case.case_id).collect();
        found.sort();
        assert_eq!(found, expected);
        let elsewhere = platform.query("dawukou-clerk")?.find_by_person(request).await.done()?;
        assert!(elsewhere.cases.is_empty());
    }
    Ok(())
}

async fn the_citizen_asks_with_the_query_code(platform: &Platform, story: &Story) -> Result<()> {
    let mut window = Desk::anonymous().query(&platform.url(Service::Projection))?;
    let request = GetProgressRequest {
        query_code: story.registered.query_code.clone(),
        phone_suffix: "0001".to_owned(),
    };
    let progress = window.get_progress(request.clone()).await.done()?;
    assert_eq!(progress.case_number, story.registered.case_number);
    assert_eq!((progress.phase_text.as_str(), progress.received_on), ("结案", platform.day(9).to_string()));
    assert!(progress.holder_name.contains("平罗县"), "{}", progress.holder_name);
    let guessed = GetProgressRequest { phone_suffix: "0009".to_owned(), ..request };
    assert_eq!(window.get_progress(guessed).await.refused()?.code, "D08");
    Ok(())
}

async fn the_counters_add_up(platform: &Platform, spade: &Story) -> Result<()> {
    let counted = async |account: &str, centre: &str, subtree: bool, counter: &str| -> Result<i64> {
        let request = GetCountersRequest {
            centre: centre.to_owned(),
            subtree,
            from: platform.day(1).to_string(),
            to: platform.today().to_string(),
            at_least: spade.last.positions.clone(),
        };
        let answer = platform.query(account)?.get_counters(request).await.done()?;
        Ok(answer.rows.iter().filter(|row| row.counter == counter).map(|row| row.value).sum())
    };
    for (centre, subtree, counter, value) in [
        (forms::VILLAGE, false, "registered", 2),
        (forms::TOWNSHIP, false, "registered", 0),
        (forms::COUNTY, true, "registered", 2),
        (forms::VILLAGE, false, "passed_up", 2),
        (forms::TOWNSHIP, false, "received_up", 1),
        (forms::COUNTY, false, "received_up", 2),
        (forms::COUNTY, true, "sessions", 6),
        (forms::COUNTY, true, "escalation_requested", 2),
        (forms::COUNTY, false, "agreements", 2),
        (forms::COUNTY, false, "closed", 2),
        (forms::CITY, true, "closed", 2),
    ] {
        let found = counted("city-clerk", centre, subtree, counter).await?;
        assert_eq!(found, value, "{counter} at {centre}");
    }
    Ok(())
}

/// Covers: SC1, SC2
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dispute_rises_step_by_step_and_a_danger_at_once() -> Result<()> {
    let platform = Platform::start().await?;
    let ditch = a_ditch(&platform).await?;
    the_closing_is_counted(&platform, &ditch).await?;
    every_level_reads_the_case(&platform, &ditch).await?;
    the_timeline_runs_across_the_levels(&platform, &ditch).await?;
    let spade = a_spade(&platform).await?;
    the_county_finds_its_cases(&platform, &ditch, &spade).await?;
    the_citizen_asks_with_the_query_code(&platform, &ditch).await?;
    the_counters_add_up(&platform, &spade).await?;
    Ok(())
}
