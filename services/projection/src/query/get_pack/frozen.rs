//! Packs as they were frozen.

use fengqiao_api::v1;
use fengqiao_domain::affair::{Pack, PackPosition};

use super::super::at_least::position;
use super::super::service::Context;
use crate::fold::AffairRow;

/// Where the log keeps what was frozen.
pub(in crate::query) fn place(context: &Context, row: &AffairRow) -> Option<v1::Position> {
    let log = context.logs.get(&row.site)?;
    Some(position(&log.position(row.sequence)))
}

/// What was frozen, without its figures.
pub(in crate::query) fn frozen(pack: &Pack, at: Option<v1::Position>) -> v1::FrozenPack {
    let content = &pack.content;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    v1::FrozenPack {
        period: content.period.to_string(),
        period_name: content.period.zh(),
        from: content.period.first().to_string(),
        to: content.period.last().to_string(),
        frozen_by: pack.frozen_by.to_string(),
        frozen_on: pack.frozen_on.to_string(),
        position: at,
        explanation: content.explanation.clone().unwrap_or_default(),
        checks: count(content.checks.len()),
        checks_failed: count(pack.failed().count()),
        cut_off: content.cut_off.iter().map(written).collect(),
        figures: Vec::new(),
        differing: Vec::new(),
    }
}

/// What was frozen, held against what the log gives today.
pub(super) fn compared(pack: &Pack, at: Option<v1::Position>, lines: &[v1::PackLine]) -> v1::FrozenPack {
    let today = |group: &str, id: &str| {
        let line = lines.iter().find(|line| line.group == group && line.id == id)?;
        line.values.first().map(|value| (value.numerator, value.denominator))
    };
    let figures = &pack.content.figures;
    let other = figures
        .iter()
        .filter(|it| today(&it.group, &it.id).is_some_and(|now| now != (it.numerator, it.denominator)));
    // A figure that was not frozen is new, unless it was nothing then.
    let was_frozen =
        |line: &&v1::PackLine| figures.iter().any(|it| it.group == line.group && it.id == line.id);
    let new = lines
        .iter()
        .filter(|line| !was_frozen(line) && line.values.first().is_some_and(|it| it.numerator != 0));
    let differing = other.map(|it| (&it.group, &it.id)).chain(new.map(|line| (&line.group, &line.id)));
    v1::FrozenPack {
        figures: figures
            .iter()
            .map(|it| v1::PackFigure {
                group: it.group.clone(),
                id: it.id.clone(),
                value: Some(v1::PackValue { numerator: it.numerator, denominator: it.denominator }),
            })
            .collect(),
        differing: differing.map(|(group, id)| format!("{group}.{id}")).collect(),
        ..frozen(pack, at)
    }
}

fn written(position: &PackPosition) -> v1::Position {
    v1::Position {
        stream: position.stream.clone(),
        epoch: position.epoch.to_string(),
        sequence: position.sequence,
    }
}
