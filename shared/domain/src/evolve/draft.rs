//! A draft, until it is registered or given up.

use std::collections::BTreeMap;

use crate::errand::Errand;
use crate::event::{CaseDrafted, Event};
use crate::id::{ErrandId, OfficerId};
use crate::stamp::Stamp;
use crate::state::{Draft, KeyOf, KeyRequest, LastChange};

/// A draft that was begun.
pub(super) fn begun(event: &CaseDrafted, stamp: &Stamp) -> Draft {
    let last_change = LastChange {
        command: stamp.command,
        officer: stamp.officer,
        centre: stamp.centre,
        events: Vec::new(),
    };
    let mut draft = Draft {
        author: event.author,
        centre: event.centre,
        level: event.level,
        channel: None,
        drafted_on: stamp.recorded_on,
        saved_on: stamp.recorded_on,
        saves: 0,
        request: None,
        erased: false,
        errands: BTreeMap::new(),
        last_change,
    };
    draft.saved(event, stamp);
    draft.last_change.events.push("CaseDrafted".to_owned());
    draft
}

impl Draft {
    pub(super) fn change(&mut self, event: &Event, stamp: &Stamp) {
        match event {
            Event::CaseDrafted(event) => self.saved(event, stamp),
            Event::KeyDestructionRequested(event) => {
                self.request = Some(KeyRequest { basis: event.basis, by: event.by });
            }
            Event::PersonKeyDestroyed(event) => {
                self.request = None;
                self.erased = true;
                let id = ErrandId::new(stamp.command.derive("errand", 0));
                let basis = Some(event.basis);
                self.errands.insert(id, Errand::DestroyKey { of: KeyOf::Draft, basis });
            }
            Event::ErrandDone(event) => {
                self.errands.remove(&event.errand);
            }
            _ => return,
        }
        if stamp.officer != OfficerId::SYSTEM {
            self.last_change = LastChange {
                command: stamp.command,
                officer: stamp.officer,
                centre: stamp.centre,
                events: vec![event.name().to_owned()],
            };
        }
    }

    fn saved(&mut self, event: &CaseDrafted, stamp: &Stamp) {
        self.channel = event.channel;
        self.saved_on = stamp.recorded_on;
        self.saves = self.saves.saturating_add(1);
        // Whoever goes on with it has not given it up.
        self.request = None;
    }
}
