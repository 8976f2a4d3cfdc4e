//! Rules that change by the book: submitted, returned, approved by a second person, in force from their day.

use fengqiao_domain::affair::rule_book::{DRAFTS_RETURNED_MAX, DRAFTS_WAITING_MAX, FINDINGS_NAMED_MAX};
use fengqiao_domain::affair::{
    AffairStanding, ApproveRuleSet, DraftOutcome, ReturnRuleSet, RuleBook, RuleSetStanding, SubmitRuleSet,
    home,
};
use fengqiao_domain::id::{AffairId, RuleSetId};
use fengqiao_domain::{Actor, Affair, AffairEvent, Code, Refusal};
use fengqiao_routing::{RULE_SET_BYTES_MAX, ReplayFigures, RuleSet, RuleSetFiles, RuleSetHash, delivered};
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

use crate::support::*;

const REASON: &str = "人数较多的纠纷由县里牵头更稳妥";

/// What the approver looked at.
const REPLAY: ReplayFigures = ReplayFigures {
    from: Some(TODAY),
    to: Some(TODAY),
    looked_at: 40,
    more: 3,
    fewer: 1,
    cannot_tell: 0,
    decided: 2,
};

fn submitted(tale: &mut Tale, command: SubmitRuleSet) -> RuleSetId {
    tale.when(&rule_editor(), command).unwrap();
    book(tale).drafts.last().unwrap().draft
}

/// Submits the next version and has it approved.
fn published(tale: &mut Tale, from: Date) -> RuleSetId {
    let base = book_or_none(tale).and_then(|book| book.last().cloned());
    let (version, base) = base.map_or_else(|| (1, rules().hash()), |last| (last.version, last.hash));
    let draft = submitted(tale, SubmitRuleSet { files: next(version + 1, from), base, ..submit() });
    let approval = approval(tale, draft);
    tale.when(&rule_approver(), approval).unwrap();
    draft
}

fn approval(tale: &Tale, draft: RuleSetId) -> ApproveRuleSet {
    let hash = book(tale).drafts.iter().find(|known| known.draft == draft).unwrap().hash;
    ApproveRuleSet { draft, hash, replay: REPLAY }
}

fn book_or_none(tale: &Tale) -> Option<&RuleBook> {
    match &tale.affair {
        Affair::RuleBook(book) => Some(book),
        _ => None,
    }
}

fn book(tale: &Tale) -> &RuleBook {
    book_or_none(tale).unwrap()
}

fn standing(tale: &Tale, draft: RuleSetId, day: Date) -> RuleSetStanding {
    let book = book(tale);
    book.standing(book.drafts.iter().find(|known| known.draft == draft).unwrap(), day)
}

/// The delivered tables under another version and day, with crowds of 20 for 30.
fn next(version: u32, from: Date) -> RuleSetFiles {
    let mut files = delivered();
    let mut manifest: serde_json::Value = serde_json::from_str(&files.manifest).unwrap();
    manifest["version"] = version.into();
    manifest["effective_from"] = from.to_string().into();
    files.manifest = manifest.to_string();
    let table = files.tables.get_mut("hard-triggers.json").unwrap();
    *table = table.replace(">= 30", ">= 20");
    files
}

fn submit() -> SubmitRuleSet {
    SubmitRuleSet { files: next(2, TODAY + 3.days()), base: rules().hash(), reason: REASON.to_owned() }
}

fn send_back(draft: RuleSetId) -> ReturnRuleSet {
    ReturnRuleSet { draft, reason: "请先说明二十人的依据".to_owned() }
}

fn at(refusal: Refusal) -> (Code, String) {
    (refusal.code, refusal.field.unwrap_or_default())
}

fn refused(command: SubmitRuleSet) -> (Code, String) {
    at(Tale::begin().when(&rule_editor(), command).unwrap_err())
}

/// Covers: SubmitRuleSet, ApproveRuleSet
#[test]
fn a_draft_that_a_second_person_approves_decides_from_its_day_on() {
    let mut tale = Tale::begin();
    let events = tale.when(&rule_editor(), submit()).unwrap();
    let [AffairEvent::RuleSetSubmitted(submitted)] = &events[..] else { panic!("{events:?}") };
    assert_eq!((submitted.version, submitted.effective_from), (2, TODAY + 3.days()));
    assert_eq!(RuleSet::parse(&submitted.files).unwrap().hash(), submitted.hash, "the texts travel whole");
    assert_eq!(tale.affair.standing(), AffairStanding::Open);
    assert_eq!(standing(&tale, submitted.draft, TODAY), RuleSetStanding::Submitted);
    assert_eq!(book(&tale).last(), None, "nothing is published yet");

    let approval = approval(&tale, submitted.draft);
    let events = tale.when(&rule_approver(), approval).unwrap();
    let [AffairEvent::RuleSetPublished(published)] = &events[..] else { panic!("{events:?}") };
    assert_eq!((published.editor, published.approver), (rule_editor().officer, rule_approver().officer));
    assert_eq!((published.hash, published.shadow_result), (submitted.hash, REPLAY));
    assert_eq!(tale.affair.standing(), AffairStanding::Done);
    assert_eq!(tale.affair.next_moment(jurisdiction(), calendar()), None);
    let book = book(&tale);
    assert_eq!(book.in_force(TODAY + 2.days()), None, "the set of the installation is");
    assert_eq!(book.in_force(TODAY + 3.days()).map(|draft| draft.draft), Some(submitted.draft));
    assert_eq!(standing(&tale, submitted.draft, TODAY), RuleSetStanding::Coming);
    assert_eq!(standing(&tale, submitted.draft, TODAY + 3.days()), RuleSetStanding::InForce);
    assert_eq!(book.drafts[0].sequence, 1, "the log has the texts there");
}

/// Covers: SubmitRuleSet, A02, D03, D04, L03
#[test]
fn a_draft_that_cannot_be_published_is_refused() {
    for other in [rule_approver(), city_joint_office(), county_director()] {
        assert_eq!(Tale::begin().when(&other, submit()).unwrap_err().code, Code::A02);
    }
    let in_the_county = Actor { centre: centre(COUNTY), level: county_director().level, ..rule_editor() };
    assert_eq!(Tale::begin().when(&in_the_county, submit()).unwrap_err().code, Code::A02);
    let large = RuleSetFiles { manifest: " ".repeat(RULE_SET_BYTES_MAX + 1), ..delivered() };
    let large = SubmitRuleSet { files: large, ..submit() };
    assert_eq!(refused(large), (Code::D03, "rule_set".to_owned()));
    let other: RuleSetHash = "ab".repeat(32).parse().unwrap();
    assert_eq!(refused(SubmitRuleSet { base: other, ..submit() }), (Code::L03, "base_hash".to_owned()));
    let late = SubmitRuleSet { files: next(2, TODAY - 1.day()), ..submit() };
    assert_eq!(refused(late), (Code::D04, "rule_set.manifest".to_owned()));
    assert!(Tale::begin().when(&rule_editor(), SubmitRuleSet { files: next(2, TODAY), ..submit() }).is_ok());
}

/// Covers: SubmitRuleSet, D09
#[test]
fn a_draft_with_faults_is_refused_with_the_faults() {
    let mut files = next(2, TODAY);
    let table = files.tables.get_mut("hard-triggers.json").unwrap();
    *table = table.replace(">= 20", ">= twenty");
    let refusal = Tale::begin().when(&rule_editor(), SubmitRuleSet { files, ..submit() }).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::D09, Some("rule_set")));
    assert_eq!(refusal.facts["count"], "1");
    assert!(refusal.facts["findings"].contains("HT03.headcount"), "{}", refusal.facts["findings"]);

    let mut files = next(2, TODAY);
    files.tables.values_mut().for_each(|table| *table = table.replace("\"-\"", "\"maybe\""));
    let refusal = Tale::begin().when(&rule_editor(), SubmitRuleSet { files, ..submit() }).unwrap_err();
    assert!(refusal.facts["count"].parse::<usize>().unwrap() > FINDINGS_NAMED_MAX);
    assert!(refusal.facts["findings"].len() < 4_096, "an answer has a bound");

    for version in [1, 3] {
        let skipped = SubmitRuleSet { files: next(version, TODAY), ..submit() };
        assert_eq!(refused(skipped), (Code::D09, "rule_set.manifest".to_owned()));
    }
    let mut renamed = next(2, TODAY);
    renamed.manifest = renamed.manifest.replace(rules().id(), "another-set");
    assert_eq!(refused(SubmitRuleSet { files: renamed, ..submit() }).0, Code::D09);
}

/// Covers: ApproveRuleSet, A02, A06, D03, D04, D08, L01
#[test]
fn nobody_approves_their_own_draft_nor_another_than_they_read() {
    let mut tale = Tale::begin();
    let draft = submitted(&mut tale, submit());
    let approval = approval(&tale, draft);
    assert_eq!(tale.when(&rule_editor(), approval.clone()).unwrap_err().code, Code::A02);
    // One person in both roles is still one person.
    let both = Actor { roles: &rule_editor().roles | &rule_approver().roles, ..rule_editor() };
    assert_eq!(tale.when(&both, approval.clone()).unwrap_err().code, Code::A06);
    let unread = ApproveRuleSet { hash: rules().hash(), ..approval.clone() };
    assert_eq!(at(tale.when(&rule_approver(), unread).unwrap_err()), (Code::D03, "hash".to_owned()));
    let impossible = ReplayFigures { more: 41, ..REPLAY };
    let impossible = ApproveRuleSet { replay: impossible, ..approval.clone() };
    assert_eq!(at(tale.when(&rule_approver(), impossible).unwrap_err()), (Code::D03, "replay".to_owned()));
    let unknown = ApproveRuleSet { draft: RuleSetId::new(Uuid::nil()), ..approval.clone() };
    let unknown = at(tale.when(&rule_approver(), unknown).unwrap_err());
    assert_eq!(unknown, (Code::D08, "rule_set_id".to_owned()));
    assert_eq!(Tale::begin().when(&rule_approver(), approval.clone()).unwrap_err().code, Code::D08);

    tale.today = TODAY + 4.days();
    assert_eq!(tale.when(&rule_approver(), approval.clone()).unwrap_err().code, Code::D04, "its day passed");
    tale.today = TODAY + 3.days();
    assert_eq!(names(&tale.when(&rule_approver(), approval.clone()).unwrap()), ["RuleSetPublished"]);
    assert_eq!(tale.when(&rule_approver(), approval).unwrap_err().code, Code::L01);
}

/// Covers: ReturnRuleSet, A02, D08, L01
#[test]
fn a_draft_that_is_returned_says_why_and_waits_no_more() {
    let mut tale = Tale::begin();
    let draft = submitted(&mut tale, submit());
    assert_eq!(tale.when(&rule_editor(), send_back(draft)).unwrap_err().code, Code::A02);
    let unknown = send_back(RuleSetId::new(Uuid::nil()));
    assert_eq!(tale.when(&rule_approver(), unknown).unwrap_err().code, Code::D08);
    assert_eq!(names(&tale.when(&rule_approver(), send_back(draft)).unwrap()), ["RuleSetReturned"]);
    assert_eq!(standing(&tale, draft, TODAY), RuleSetStanding::Returned);
    let outcome = &book(&tale).drafts[0].outcome;
    assert!(matches!(outcome, DraftOutcome::Returned { by, .. } if *by == rule_approver().officer));
    assert_eq!(tale.when(&rule_approver(), send_back(draft)).unwrap_err().code, Code::L01);
    let approval = approval(&tale, draft);
    assert_eq!(tale.when(&rule_approver(), approval).unwrap_err().code, Code::L01);
    // The same texts may come again.
    let again = submitted(&mut tale, submit());
    assert_ne!(again, draft);
}

/// Covers: ApproveRuleSet, SubmitRuleSet, L03
#[test]
fn of_two_drafts_on_one_set_only_one_is_published() {
    let mut tale = Tale::begin();
    let first = submitted(&mut tale, submit());
    let second = submitted(&mut tale, SubmitRuleSet { files: next(2, TODAY + 9.days()), ..submit() });
    let (one, other) = (approval(&tale, first), approval(&tale, second));
    tale.when(&rule_approver(), one).unwrap();
    let refusal = tale.when(&rule_approver(), other).unwrap_err();
    assert_eq!((refusal.code, refusal.facts["version"].as_str()), (Code::L03, "2"));
    assert_eq!(at(tale.when(&rule_editor(), submit()).unwrap_err()), (Code::L03, "base_hash".to_owned()));
    tale.when(&rule_approver(), send_back(second)).unwrap();
}

/// Covers: ApproveRuleSet
#[test]
fn a_later_version_with_an_earlier_day_takes_the_place_of_one_that_was_to_come() {
    let mut tale = Tale::begin();
    let coming = published(&mut tale, TODAY + 30.days());
    let urgent = published(&mut tale, TODAY + 1.day());
    let in_force = |tale: &Tale, days: i32| {
        book(tale).in_force(TODAY.saturating_add(days.days())).map(|draft| draft.draft)
    };
    assert_eq!(
        (in_force(&tale, 0), in_force(&tale, 1), in_force(&tale, 30)),
        (None, Some(urgent), Some(urgent))
    );
    assert_eq!(standing(&tale, coming, TODAY + 30.days()), RuleSetStanding::Superseded);
    assert_eq!(book(&tale).publications().count(), 2);
}

/// Covers: SubmitRuleSet, D03
#[test]
fn drafts_have_their_limits() {
    let mut tale = Tale::begin();
    let drafts: Vec<_> = (0..DRAFTS_WAITING_MAX).map(|_| submitted(&mut tale, submit())).collect();
    assert_eq!(at(tale.when(&rule_editor(), submit()).unwrap_err()), (Code::D03, "rule_set".to_owned()));
    for draft in drafts {
        tale.when(&rule_approver(), send_back(draft)).unwrap();
    }
    for _ in 0..DRAFTS_RETURNED_MAX {
        let draft = submitted(&mut tale, submit());
        tale.when(&rule_approver(), send_back(draft)).unwrap();
    }
    assert_eq!(book(&tale).drafts.len(), DRAFTS_RETURNED_MAX);
    // The largest draft is an event that the log takes: every quote takes a second byte.
    let body =
        serde_json::to_vec(&RuleSetFiles { manifest: "\"".repeat(RULE_SET_BYTES_MAX), ..Default::default() });
    assert!(body.unwrap().len() < 200 * 1024);
}

#[test]
fn all_rules_of_a_city_are_one_history_at_the_city() {
    let (one, other) = (AffairId::rule_book(Uuid::from_u128(1)), AffairId::rule_book(Uuid::from_u128(2)));
    assert_eq!(one, AffairId::rule_book(Uuid::from_u128(1)));
    assert_ne!(one, other);
    assert_eq!(home(&submit().into(), &rule_editor(), jurisdiction()).unwrap(), centre(CITY));
}

/// Decisions with every event of a rule set.
pub(crate) fn told() -> Vec<Vec<u8>> {
    let mut tale = Tale::begin();
    let draft = submitted(&mut tale, submit());
    tale.when(&rule_approver(), send_back(draft)).unwrap();
    published(&mut tale, TODAY + 1.day());
    tale.log
}
