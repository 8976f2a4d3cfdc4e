//! 平罗县 for a year: where its disputes arise, what they are about, and when they come.

use fengqiao_domain::command::{RegisterCase, Screening};
use fengqiao_domain::id::CaseId;
use fengqiao_domain::vocabulary::{Channel, DangerSign, Level};
use fengqiao_jurisdiction::CentreCode;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use uuid::Uuid;

use crate::life::{Dice, Life};
use crate::officers::Temper;
use crate::support::{COUNTY, centre, harmless, jurisdiction, neighbours};

/// Matters that people bring, the frequent ones first.
const MATTERS: &[&str] = &["0201", "0203", "0401", "1001", "0702", "1503", "0101", "0601"];

/// The county with its villages, the busy ones first.
pub(crate) struct County {
    villages: Vec<CentreCode>,
}

/// A dispute before anybody heard of it.
pub(crate) struct Dispute {
    pub(crate) number: u64,
    pub(crate) id: CaseId,
    pub(crate) village: CentreCode,
    pub(crate) matter: &'static str,
    pub(crate) received_on: Date,
    pub(crate) temper: Temper,
    pub(crate) registration: RegisterCase,
}

impl County {
    pub(crate) fn pingluo() -> Self {
        let county = centre(COUNTY);
        let here = |code: &CentreCode| jurisdiction().is_within(code, &county);
        let villages = jurisdiction()
            .centres()
            .map(|centre| centre.code)
            .filter(|code| jurisdiction().level_of(code) == Some(Level::Village) && here(code));
        Self { villages: villages.collect() }
    }

    /// The dispute of that number: always the same one.
    pub(crate) fn dispute(&self, number: u64) -> Dispute {
        let mut dice = Dice::new(number);
        let village = dice.often_the_first(&self.villages);
        let received_on = date(2026, 1, 1) + i64::try_from(dice.roll(340)).unwrap().days();
        Dispute {
            number,
            id: CaseId::new(Uuid::new_v5(&Uuid::nil(), &number.to_be_bytes())),
            village,
            matter: dice.often_the_first(MATTERS),
            received_on,
            temper: Temper::draw(&mut dice),
            registration: registration(&mut dice, village, received_on),
        }
    }
}

impl Dispute {
    /// Lives until a moment, with a keeper that is awake as given.
    pub(crate) fn live(self, awake: &crate::life::Awake, until: jiff::Timestamp) -> Life {
        Life::begin(self).live(awake, until)
    }
}

fn registration(dice: &mut Dice, village: CentreCode, received_on: Date) -> RegisterCase {
    let mut signs = std::collections::BTreeSet::new();
    if dice.chance(1) {
        signs.insert(DangerSign::Threat);
    }
    let screening = Screening { danger_signs: signs, review_on: received_on + 60.days(), ..harmless() };
    RegisterCase {
        channel: *dice.one(&[
            Channel::Window,
            Channel::Grid,
            Channel::Hotline,
            Channel::Visit,
            Channel::Online,
        ]),
        received_on,
        places: [village].into(),
        headcount: *dice.one(&[Some(2), Some(2), Some(4), Some(6), Some(12), Some(34), None]),
        amount_fen: *dice.one(&[
            Some(0),
            Some(500_000),
            Some(1_800_000),
            Some(9_000_000),
            Some(30_000_000),
            None,
        ]),
        screening: dice.chance(90).then_some(screening),
        ..neighbours()
    }
}
