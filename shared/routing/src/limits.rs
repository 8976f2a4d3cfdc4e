//! Bounds on what a rule set may be, so that checking a draft takes bounded time and memory.

/// The length of one file, in bytes.
pub const TABLE_BYTES_MAX: usize = 512 * 1024;

/// The texts of a rule set that is submitted, in bytes. Written as JSON in an event, where every quote takes a second byte, they
/// stay below what the log takes in one message.
pub const RULE_SET_BYTES_MAX: usize = 96 * 1024;

/// The rows of one table.
pub const ROWS_PER_TABLE_MAX: usize = 500;

/// The input and output columns of one table.
pub(crate) const COLUMNS_PER_TABLE_MAX: usize = 64;

/// The length of one cell, in bytes.
pub(crate) const CELL_BYTES_MAX: usize = 300;

/// The regions into which the cells of a table cut its inputs. Past it overlaps, gaps and unreachable rows are not
/// looked for, and the draft is refused: a table that large cannot be read by a person either.
pub const REGIONS_MAX: usize = 100_000;

/// The faults named of one kind in one table.
pub(crate) const FINDINGS_PER_CHECK_MAX: usize = 20;
