use serde::{Deserialize, Serialize};

/// A truth value of strong Kleene logic. The order False < Unknown < True makes AND the minimum and OR the maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    False,
    Unknown,
    True,
}

impl Truth {
    pub const ALL: [Self; 3] = [Self::False, Self::Unknown, Self::True];

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// AND over any number of values; of none it is True.
    pub fn all(values: impl IntoIterator<Item = Self>) -> Self {
        values.into_iter().fold(Self::True, Self::and)
    }

    /// OR over any number of values; of none it is False.
    pub fn any(values: impl IntoIterator<Item = Self>) -> Self {
        values.into_iter().fold(Self::False, Self::or)
    }

    /// The code by which a cell of the verdict table names this value.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::False => "false",
            Self::Unknown => "unknown",
            Self::True => "true",
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_false_decides_a_conjunction_even_beside_unknown() {
        assert_eq!(Truth::all([Truth::Unknown, Truth::False, Truth::True]), Truth::False);
        assert_eq!(Truth::all([Truth::Unknown, Truth::True]), Truth::Unknown);
        assert_eq!(Truth::all([]), Truth::True);
    }

    #[test]
    fn one_true_decides_a_disjunction_even_beside_unknown() {
        assert_eq!(Truth::any([Truth::Unknown, Truth::False, Truth::True]), Truth::True);
        assert_eq!(Truth::any([Truth::Unknown, Truth::False]), Truth::Unknown);
        assert_eq!(Truth::any([]), Truth::False);
    }

    #[test]
    fn the_laws_of_a_de_morgan_lattice_hold_for_every_triple() {
        for a in Truth::ALL {
            assert_eq!(!!a, a);
            assert_eq!((a.and(a), a.or(a)), (a, a));
            for b in Truth::ALL {
                assert_eq!((a.and(b), a.or(b)), (b.and(a), b.or(a)));
                assert_eq!(!(a.and(b)), (!a).or(!b));
                assert_eq!((a.and(a.or(b)), a.or(a.and(b))), (a, a));
                for c in Truth::ALL {
                    assert_eq!(a.and(b).and(c), a.and(b.and(c)));
                    assert_eq!(a.or(b).or(c), a.or(b.or(c)));
                    assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
                }
            }
        }
    }

    #[test]
    fn resolving_an_unknown_never_overturns_a_decided_conjunction_or_disjunction() {
        for a in Truth::ALL {
            for resolved in [Truth::False, Truth::True] {
                for (before, after) in
                    [(a.and(Truth::Unknown), a.and(resolved)), (a.or(Truth::Unknown), a.or(resolved))]
                {
                    assert!(before == Truth::Unknown || before == after);
                }
            }
        }
    }
}
