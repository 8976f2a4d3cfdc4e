//! Comma-separated rows without quoting: codes and names need none, and a quote is refused, not guessed at.

use crate::problem::{File, Flaw, Problems};

/// The rows below `header`, each with the number of its line. Rows that do not fit become problems.
///
/// None if the header is another one: then nothing can be said of the rows.
pub(crate) fn rows<'a, const N: usize>(
    text: &'a str,
    file: File,
    header: [&str; N],
    problems: &mut Problems,
) -> Option<Vec<(usize, [&'a str; N])>> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    if lines.next().and_then(|(_, line)| fields(line)) != Some(header) {
        problems.add(file, "line 1", Flaw::Malformed(format!("the header must be {}", header.join(","))));
        return None;
    }
    let mut rows = Vec::new();
    for (index, line) in lines {
        match fields(line) {
            Some(row) => rows.push((index + 1, row)),
            None => {
                let expected = format!("expected {N} fields without quotes");
                problems.add(file, format!("line {}", index + 1), Flaw::Malformed(expected));
            }
        }
    }
    Some(rows)
}

fn fields<const N: usize>(line: &str) -> Option<[&str; N]> {
    if line.contains('"') {
        return None;
    }
    line.split(',').map(str::trim).collect::<Vec<_>>().try_into().ok()
}
