//! The finite partition that the cells of some rows induce on their inputs.
//!
//! Two values of a variable that no cell tells apart are one *atom*, and one combination of atoms is a *region*: every row has
//! the same truth all over it. Looking at one value out of each atom is therefore looking at every case there can be.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    condition::{Condition, Operand},
    fact::Variable,
    limits::REGIONS_MAX,
    table::Cell,
    value::{Kind, LevelOrNone, Value},
};

/// The regions of a set of cells, in a fixed order.
pub(super) struct Regions<V> {
    dimensions: Vec<(V, Vec<Value>)>,
    count: usize,
}

/// One combination of values, standing for all that the cells cannot tell from it.
pub(super) struct Region<'a, V> {
    values: Vec<(V, &'a Value)>,
}

// === impl Regions ===

impl<V: Variable> Regions<V> {
    /// The partition that `cells` induce on their own variables and on those named in `also`; `None` if it has more than
    /// [`REGIONS_MAX`] regions.
    pub(super) fn of<'a>(cells: impl IntoIterator<Item = &'a Cell<V>>, also: &[V]) -> Option<Self> {
        let mut conditions: BTreeMap<V, Vec<&Condition<V>>> = also.iter().map(|v| (*v, Vec::new())).collect();
        for cell in cells {
            conditions.entry(cell.variable).or_default().push(&cell.condition);
            if let Condition::Compare(_, Operand::Variable(other)) = &cell.condition {
                conditions.entry(*other).or_default();
            }
        }
        let dimensions: Vec<(V, Vec<Value>)> = conditions
            .into_iter()
            .map(|(variable, conditions)| (variable, atoms(variable, &conditions)))
            .collect();
        let count = dimensions.iter().try_fold(1_usize, |count, (_, atoms)| {
            count.checked_mul(atoms.len()).filter(|count| *count <= REGIONS_MAX)
        })?;
        Some(Self { dimensions, count })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Region<'_, V>> {
        (0..self.count).map(|index| {
            let mut rest = index;
            let values = self.dimensions.iter().filter_map(|(variable, atoms)| {
                let value = atoms.get(rest.checked_rem(atoms.len())?)?;
                rest /= atoms.len();
                Some((*variable, value))
            });
            Region { values: values.collect() }
        })
    }
}

// === impl Region ===

impl<V: Variable> Region<'_, V> {
    /// The value of a variable here. Those that no cell is about do not matter and read as missing.
    pub(super) fn value(&self, variable: V) -> Value {
        let found = self.values.iter().find(|(other, _)| *other == variable);
        found.map_or(Value::Missing, |(_, value)| (*value).clone())
    }
}

impl<V: Variable> std::fmt::Display for Region<'_, V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let values: Vec<String> =
            self.values.iter().map(|(variable, value)| format!("{variable} {value}")).collect();
        f.write_str(&values.join(", "))
    }
}

/// One value of each atom of a variable.
fn atoms<V: Variable>(variable: V, conditions: &[&Condition<V>]) -> Vec<Value> {
    let mut atoms: Vec<Value> = match variable.kind() {
        Kind::Bool => vec![Value::Bool(false), Value::Bool(true)],
        Kind::Count(_) => counts(conditions).into_iter().map(Value::Count).collect(),
        Kind::Level => {
            LevelOrNone::ALL.into_iter().filter(|level| !level.is_none()).map(Value::Level).collect()
        }
        Kind::LevelOrNone => LevelOrNone::ALL.into_iter().map(Value::Level).collect(),
        Kind::Code(codes) => codes.iter().copied().map(Value::Code).collect(),
        Kind::Codes(codes) => sets(codes, conditions).into_iter().map(Value::Codes).collect(),
    };
    if variable.may_be_missing() {
        atoms.push(Value::Missing);
    }
    atoms
}

/// Zero, every bound and the number after it: one of each open interval and each bound itself.
fn counts<V>(conditions: &[&Condition<V>]) -> BTreeSet<u64> {
    let bounds = conditions.iter().flat_map(|condition| match condition {
        Condition::Compare(_, Operand::Literal(value)) => vec![value],
        Condition::Between { low, high, .. } => vec![low, high],
        Condition::OneOf(values) => values.iter().collect(),
        _ => Vec::new(),
    });
    let bounds = bounds.filter_map(|value| if let Value::Count(count) = value { Some(*count) } else { None });
    bounds.flat_map(|bound| [bound, bound.saturating_add(1)]).chain([0]).collect()
}

/// Codes that the same conditions name behave alike. Of each such group a set has some member or none, and nothing else about
/// the set can be told by a cell.
fn sets<V>(codes: &[&'static str], conditions: &[&Condition<V>]) -> Vec<Vec<&'static str>> {
    let mut groups: BTreeMap<Vec<bool>, &'static str> = BTreeMap::new();
    for code in codes.iter().copied() {
        let named = conditions
            .iter()
            .map(|condition| matches!(condition, Condition::HasAny(wanted) if wanted.contains(&code)));
        groups.entry(named.collect()).or_insert(code);
    }
    let mut sets = vec![Vec::new()];
    for code in groups.into_values() {
        let with: Vec<Vec<&'static str>> =
            sets.iter().map(|set| [set.as_slice(), &[code]].concat()).collect();
        sets.extend(with);
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assessment::CellResult, condition::parse, fact::Fact};

    /// What all cells say of a value: values that no cell tells apart have one signature.
    fn signature(cells: &[Cell<Fact>], value: &Value) -> Vec<CellResult> {
        cells.iter().map(|cell| cell.condition.test(value, &|_| Value::Missing)).collect()
    }

    fn assert_each_value_has_its_atom(fact: Fact, cells: &[&str], values: impl IntoIterator<Item = Value>) {
        let cells: Vec<_> =
            cells.iter().map(|cell| Cell::new(fact, parse(fact, cell).unwrap().unwrap())).collect();
        let regions = Regions::of(&cells, &[]).unwrap();
        let atoms: Vec<_> = regions.iter().map(|region| signature(&cells, &region.value(fact))).collect();
        for value in values {
            assert!(atoms.contains(&signature(&cells, &value)), "{value} is in no atom");
        }
    }

    #[test]
    fn every_count_is_in_some_atom_of_the_bounds() {
        let cells = [">= 30", "< 10", "(3..7)", "[12..19]", "in [5, 40]", "!= 8", "is missing"];
        assert_each_value_has_its_atom(
            Fact::Headcount,
            &cells,
            (0..60).map(Value::Count).chain([Value::Missing]),
        );
        assert_each_value_has_its_atom(
            Fact::Headcount,
            &["<= 18446744073709551615"],
            [Value::Count(u64::MAX)],
        );
    }

    #[test]
    fn every_set_is_in_some_atom_of_the_codes_named() {
        let codes = ["threat", "weapon", "self_harm", "violence"];
        let subsets = (0..16_usize).map(|bits| {
            Value::Codes((0..4).filter(|bit| bits & (1 << bit) != 0).map(|bit| codes[bit]).collect())
        });
        let cells = ["has any [weapon, violence]", "has any [weapon]", "is empty", "is not empty"];
        assert_each_value_has_its_atom(Fact::DangerSigns, &cells, subsets);
    }

    #[test]
    fn a_partition_past_the_limit_is_not_walked() {
        let many = (10..60).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
        let cell = |fact| Cell::new(fact, parse(fact, &format!("in [{many}]")).unwrap().unwrap());
        let two = [cell(Fact::Headcount), cell(Fact::Amount)];
        assert!(Regions::of(&two, &[]).is_some());
        let three = [cell(Fact::Headcount), cell(Fact::Amount), cell(Fact::UnpaidWorkers)];
        assert!(Regions::of(&three, &[]).is_none());
    }
}
