//! The identities of lifecycle 7 over any history: whatever happens, the flows explain the stocks, in every period and place.

use std::collections::{BTreeMap, BTreeSet};

use fengqiao_domain::stamp::LogPlace;
use fengqiao_domain::{CaseState, Decision, evolve};
use fengqiao_figures::{
    Before, Figure, Occurrence, Stand, Standing, Sum, Tallies, age_band, checks, indicators, occurrences,
    standings,
};
use fengqiao_jurisdiction::CentreCode;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::support::*;

/// What was counted of one case.
#[derive(Default)]
struct Counted {
    occurrences: Vec<(Date, Occurrence)>,
    /// How it stood on the evening of each day on which something happened.
    evenings: BTreeMap<Date, BTreeSet<Standing>>,
}

/// Every identity holds of the time up to a day and of the time after it, for the city and for each centre.
pub(super) fn the_flows_explain_the_stocks(story: &Story) {
    let counted = Counted::of(story);
    let Some(first) = counted.evenings.keys().next().copied() else { return };
    let last = story.today;
    let middle = first.saturating_add(i64::from(first.until(last).unwrap().get_days() / 2).days());
    let centres: BTreeSet<_> = counted.occurrences.iter().map(|(_, it)| it.centre).collect();
    for (from, to) in [(first, middle), (middle.saturating_add(1.day()), last), (first, last)] {
        counted.hold(from, to, None);
        for centre in &centres {
            counted.hold(from, to, Some(*centre));
        }
    }
}

impl Counted {
    fn of(story: &Story) -> Self {
        let mut counted = Self::default();
        let mut state = CaseState::Absent;
        let mut ids = BTreeSet::new();
        for stored in &story.log {
            let decision = Decision::read(&stored.body).unwrap();
            let place = LogPlace { site: "640221".parse().unwrap(), sequence: stored.sequence };
            let stamp = decision.stamp(stored.at, Some(place));
            assert!(
                ids.insert(decision.command),
                "{} of {}: the second with its id would be lost",
                decision.name,
                stored.at
            );
            for event in &decision.events {
                let before = Before::of(&state, event);
                state = evolve(state, event, &stamp);
                if let Some(case) = state.live() {
                    let happened = occurrences(&before, event, case, &stamp, jurisdiction());
                    counted.occurrences.extend(happened.into_iter().map(|it| (stamp.recorded_on, it)));
                }
            }
            if let Some(case) = state.live() {
                counted.evenings.insert(stamp.recorded_on, standings(case, jurisdiction()));
            }
        }
        counted
    }

    #[track_caller]
    fn hold(&self, from: Date, to: Date, centre: Option<CentreCode>) {
        let tallies = self.tallies(from, to, centre);
        for check in checks(&tallies, &indicators(&tallies), centre.is_none()) {
            assert!(check.holds(), "{check:?} of {centre:?} from {from} to {to}: {tallies:#?}");
        }
    }

    fn tallies(&self, from: Date, to: Date, centre: Option<CentreCode>) -> Tallies {
        let here = |at: &CentreCode| centre.is_none_or(|centre| centre == *at);
        let mut tallies = Tallies::default();
        let within =
            self.occurrences.iter().filter(|(day, it)| (from..=to).contains(day) && here(&it.centre));
        for (_, it) in within {
            let sum: &mut Sum = tallies.happened.entry((it.figure, it.detail.clone())).or_default();
            sum.times += 1;
            sum.amount += it.amount;
            sum.late += i64::from(it.on < from);
            if it.figure == Figure::Registered {
                for standing in self.evening(to) {
                    *tallies.cohort.entry((standing.stand, standing.detail.clone())).or_default() += 1;
                }
            }
        }
        for standing in self.evening(from.saturating_sub(1.day())).filter(|it| here(&it.centre)) {
            *tallies.opening.entry((standing.stand, standing.detail.clone())).or_default() += 1;
        }
        for standing in self.evening(to).filter(|it| here(&it.centre)) {
            *tallies.closing.entry((standing.stand, standing.detail.clone())).or_default() += 1;
            if standing.stand == Stand::Open {
                let days = standing.on.until(to).unwrap().get_days();
                *tallies.ages.entry(age_band(days.into())).or_default() += 1;
            }
        }
        tallies
    }

    fn evening(&self, day: Date) -> impl Iterator<Item = &Standing> {
        self.evenings.range(..=day).next_back().into_iter().flat_map(|(_, stands)| stands)
    }
}
