//! 登记关联: the other case was linked to this one, which notes it too.

use super::UseCase;
use super::link_cases::LINKS_MAX;
use crate::event::CaseLinked;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Link};
use crate::turn::Turn;

/// 登记关联, as the other case's errand.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteLink {
    pub link: Link,
    pub dissolved: bool,
}

impl UseCase for NoteLink {
    fn admitted(_: &Case) -> bool {
        true
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let links = &turn.case()?.links;
        let known = links.iter().find(|link| link.is(&self.link));
        let told_before = known.is_some_and(|known| known.ended == self.link.ended);
        if if self.dissolved { known.is_none() } else { told_before } {
            return Ok(());
        }
        if !self.dissolved && known.is_none() && links.len() >= LINKS_MAX {
            return Err(Refusal::new(Code::D03).because("max", LINKS_MAX));
        }
        turn.record(CaseLinked { link: self.link.clone(), dissolved: self.dissolved, told: true });
        turn.reassess()
    }
}
