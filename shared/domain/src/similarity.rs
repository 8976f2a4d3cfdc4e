//! How like two cases are (查重、重复件): a score with its reasons, which a person weighs. Nothing is merged by it.
//!
//! Two cases are compared by what may be compared without opening anything: blind tokens of people, the matter, the places,
//! the dates, the channel and the number elsewhere.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, MatterCode, vocabulary};

use crate::id::CaseId;
use crate::vocabulary::Channel;

/// The least score worth a clerk's look.
pub const SCORE_MIN: u32 = 60;
/// The most that any likeness scores.
pub const SCORE_MAX: u32 = 100;
/// Days after closing within which the same matter filed again is a repeat: 办结后重复.
pub const REPEAT_DAYS: i64 = 90;
/// Days between two filings within which they may be one matter reported twice.
pub const DUPLICATE_DAYS: i64 = 90;
/// Days between two filings that count as near.
pub const NEAR_DAYS: i64 = 7;

vocabulary! {
    /// What a like case is to the one at hand (相似类别).
    LikenessKind {
        /// 重复登记: both are open.
        Duplicate = "duplicate", "重复登记";
        /// 办结后重复: the other one was closed not long ago.
        Repeat = "repeat", "办结后重复";
    }
}

vocabulary! {
    /// What two cases have in common (相似理由).
    LikenessReason {
        /// 同一外部编号: the same ticket of a hotline or a superior.
        ExternalNumber = "external_number", "同一外部编号";
        /// 同一申请人.
        Claimant = "claimant", "同一申请人";
        /// 同一被申请人.
        Respondent = "respondent", "同一被申请人";
        /// 双方互换: each has filed against the other.
        Reversed = "reversed", "双方互为申请人";
        /// 同一事项类别.
        Matter = "matter", "同一事项类别";
        /// 同一地点.
        Place = "place", "同一地点";
        /// 收到日期相近.
        Date = "date", "收到日期相近";
        /// 渠道不同: one matter told at two doors is the commonest duplicate.
        OtherChannel = "other_channel", "来源渠道不同";
    }
}

impl LikenessReason {
    /// What the reason adds to the score. The same ticket alone, or both sides alone, are worth a look; a matter, a place
    /// and a date together are not.
    #[must_use]
    pub const fn weight(self) -> u32 {
        match self {
            Self::ExternalNumber => 60,
            Self::Claimant => 35,
            Self::Respondent => 25,
            Self::Reversed => 60,
            Self::Matter => 20,
            Self::Place => 10,
            Self::Date => 10,
            Self::OtherChannel => 5,
        }
    }
}

/// What of a case is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub case: CaseId,
    /// Blind tokens of the claimants' phones and documents.
    pub claimants: BTreeSet<String>,
    pub respondents: BTreeSet<String>,
    pub matter: Option<MatterCode>,
    pub places: BTreeSet<CentreCode>,
    pub received_on: Date,
    pub channel: Channel,
    pub external_number: Option<String>,
    /// The day it was closed, if it is.
    pub closed_on: Option<Date>,
}

/// A like case, and why it is thought so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    pub case: CaseId,
    pub kind: LikenessKind,
    /// 0 to [`SCORE_MAX`].
    pub score: u32,
    pub reasons: BTreeSet<LikenessReason>,
}

/// How like `other`, filed before, is to `new`; nothing if it is not worth a look.
#[must_use]
pub fn likeness(new: &Summary, other: &Summary) -> Option<Likeness> {
    let kind = kind(new, other)?;
    let reasons = reasons(new, other);
    let score = reasons.iter().map(|reason| reason.weight()).sum::<u32>().min(SCORE_MAX);
    (score >= SCORE_MIN).then_some(Likeness { case: other.case, kind, score, reasons })
}

/// A closed case is repeated, an open one is filed twice; what lies further apart is another matter.
fn kind(new: &Summary, other: &Summary) -> Option<LikenessKind> {
    if new.case == other.case {
        return None;
    }
    match other.closed_on {
        Some(closed) => {
            let since = days_between(closed, new.received_on);
            (0..=REPEAT_DAYS).contains(&since).then_some(LikenessKind::Repeat)
        }
        None => {
            let apart = days_between(other.received_on, new.received_on).abs();
            (apart <= DUPLICATE_DAYS).then_some(LikenessKind::Duplicate)
        }
    }
}

fn reasons(new: &Summary, other: &Summary) -> BTreeSet<LikenessReason> {
    use LikenessReason as R;
    let share = |one: &BTreeSet<String>, two: &BTreeSet<String>| !one.is_disjoint(two);
    let reversed = share(&new.claimants, &other.respondents) && share(&new.respondents, &other.claimants);
    let same_ticket = new.external_number.is_some() && new.external_number == other.external_number;
    let common = [
        (R::ExternalNumber, same_ticket),
        (R::Claimant, share(&new.claimants, &other.claimants)),
        (R::Respondent, share(&new.respondents, &other.respondents)),
        (R::Reversed, reversed),
        (R::Matter, new.matter.is_some() && new.matter == other.matter),
        (R::Place, !new.places.is_disjoint(&other.places)),
        (R::Date, days_between(other.received_on, new.received_on).abs() <= NEAR_DAYS),
        (R::OtherChannel, new.channel != other.channel),
    ];
    common.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn filed(case: u128, on: Date) -> Summary {
        Summary {
            case: CaseId::new(Uuid::from_u128(case)),
            claimants: ["phone-of-a".to_owned()].into(),
            respondents: ["phone-of-b".to_owned()].into(),
            matter: Some("0201".parse().unwrap()),
            places: ["640221103211".parse().unwrap()].into(),
            received_on: on,
            channel: Channel::Window,
            external_number: None,
            closed_on: None,
        }
    }

    const DAY: Date = date(2026, 6, 10);

    #[test]
    fn the_same_people_about_the_same_ditch_are_found() {
        let other = Summary { channel: Channel::Hotline, ..filed(1, DAY - 3.days()) };
        let found = likeness(&filed(2, DAY), &other).unwrap();
        assert_eq!((found.kind, found.score), (LikenessKind::Duplicate, SCORE_MAX));
        assert!(found.reasons.contains(&LikenessReason::OtherChannel));
    }

    #[test]
    fn strangers_with_the_same_trouble_in_one_village_are_not() {
        let other = Summary {
            claimants: ["phone-of-c".to_owned()].into(),
            respondents: ["phone-of-d".to_owned()].into(),
            ..filed(1, DAY)
        };
        assert_eq!(likeness(&filed(2, DAY), &other), None);
    }

    #[test]
    fn who_files_against_each_other_is_found() {
        let other = Summary {
            claimants: ["phone-of-b".to_owned()].into(),
            respondents: ["phone-of-a".to_owned()].into(),
            ..filed(1, DAY)
        };
        assert!(likeness(&filed(2, DAY), &other).unwrap().reasons.contains(&LikenessReason::Reversed));
    }

    #[test]
    fn the_same_ticket_is_enough() {
        let ticket = Some("12345-2026-1".to_owned());
        let other = Summary {
            claimants: BTreeSet::new(),
            respondents: BTreeSet::new(),
            matter: None,
            places: BTreeSet::new(),
            external_number: ticket.clone(),
            ..filed(1, DAY - 60.days())
        };
        let found = likeness(&Summary { external_number: ticket, ..filed(2, DAY) }, &other).unwrap();
        assert_eq!(found.reasons, [LikenessReason::ExternalNumber].into());
    }

    /// A threshold includes itself.
    #[test]
    fn a_repeat_is_filed_within_ninety_days_of_closing() {
        let closed = |days: i64| Summary { closed_on: Some(DAY - days.days()), ..filed(1, DAY - 200.days()) };
        assert_eq!(likeness(&filed(2, DAY), &closed(90)).unwrap().kind, LikenessKind::Repeat);
        assert_eq!(likeness(&filed(2, DAY), &closed(91)), None);
    }

    #[test]
    fn a_case_is_not_like_itself() {
        assert_eq!(likeness(&filed(1, DAY), &filed(1, DAY)), None);
    }
}
