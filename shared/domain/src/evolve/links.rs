//! Links to other cases, and what is owed to them.

use crate::errand::Errand;
use crate::event::{CaseLinked, CasesMerged, DangerPassedOn};
use crate::id::ErrandId;
use crate::stamp::Stamp;
use crate::state::{Case, Ending, Exit, Link, Phase};
use crate::vocabulary::LinkRelation;

impl Case {
    pub(super) fn linked(&mut self, event: &CaseLinked, stamp: &Stamp) {
        self.links.retain(|link| !link.is(&event.link));
        if !event.dissolved {
            self.links.push(event.link.clone());
        }
        // What a merged case is given, it passes on.
        let absorbed = event.told && event.link.relation == LinkRelation::MergedFrom && !event.link.back;
        if let Some(into) = self.merged_into().filter(|_| absorbed) {
            self.owe(Errand::Absorb { into }, stamp);
        }
        if !event.told {
            let back = Errand::LinkBack { link: event.link.clone(), dissolved: event.dissolved };
            self.owe(back, stamp);
        }
    }

    pub(super) fn merged(&mut self, event: &CasesMerged, stamp: &Stamp) {
        let Phase::Handling { stage, .. } = &self.phase else { return };
        let (classification, accepted) = (self.classification().cloned(), stage.accepted().cloned());
        let exit = Exit::Merged(event.survivor.other);
        self.phase = Phase::Ended(Ending::Exited { exit, classification, accepted });
        self.links.retain(|link| !link.is(&event.survivor));
        self.links.push(event.survivor.clone());
        self.owe(Errand::Absorb { into: event.survivor.other }, stamp);
    }

    pub(super) fn danger_passed_on(&mut self, event: &DangerPassedOn, stamp: &Stamp) {
        if let Some(into) = self.merged_into() {
            let (signs, place) = (event.signs.clone(), event.place);
            self.owe(Errand::PassDanger { into, signs, place }, stamp);
        }
    }

    /// Cases that wait for this one hear that it has ended, or lives again.
    pub(super) fn tell_the_waiting(&mut self, stamp: &Stamp) {
        let same_matter = |link: &&Link| link.relation == LinkRelation::SameMatter && !link.older;
        let waiting: Vec<_> = self.links.iter().filter(same_matter).cloned().collect();
        for link in waiting {
            self.owe(Errand::LinkBack { link, dissolved: false }, stamp);
        }
    }

    /// Keeps an errand under an id that follows from the command which owes it, so that folding anew gives the same one.
    pub(super) fn owe(&mut self, errand: Errand, stamp: &Stamp) {
        let ids = (0..).map(|index| ErrandId::new(stamp.command.derive("errand", index)));
        let free = ids.into_iter().find(|id| !self.errands.contains_key(id));
        self.errands.extend(free.map(|id| (id, errand)));
    }
}
