use std::fmt;

use uuid::Uuid;

/// Whose data a key seals: one person within one scope.
///
/// The same human in two cases has two keys, so that destroying one case's copy leaves the other readable. Both ids are
/// random or derived and say nothing about the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyOwner {
    /// The case.
    pub scope: Uuid,
    /// The person; the scope itself for text that belongs to nobody in particular, such as a narrative.
    pub person: Uuid,
}

impl KeyOwner {
    /// The key of one person within a scope.
    pub const fn new(scope: Uuid, person: Uuid) -> Self {
        Self { scope, person }
    }

    /// The key of the scope's own text.
    pub const fn of_scope(scope: Uuid) -> Self {
        Self { scope, person: scope }
    }
}

impl fmt::Display for KeyOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.scope, self.person)
    }
}
