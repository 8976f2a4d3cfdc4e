//! How much a request may hold. Lengths count characters, not bytes.

/// The brief of a case (简要案情).
pub const BRIEF_CHARS_MAX: usize = 4_000;
/// What a client keeps of a form that is not complete. In bytes it stays below what the vault seals in one piece.
pub const DRAFT_CHARS_MAX: usize = 16_000;
/// Any other text that is sealed: an account, a plan, a reason.
pub const NARRATIVE_CHARS_MAX: usize = 4_000;
/// A person's or a body's name.
pub const NAME_CHARS_MAX: usize = 100;
/// An address.
pub const ADDRESS_CHARS_MAX: usize = 300;
/// A line that an event carries as it is, such as a duty or a ground.
pub const LINE_CHARS_MAX: usize = 500;
/// The number of a paper or a ticket elsewhere.
pub const REFERENCE_CHARS_MAX: usize = 100;
/// Why an officer reads a party's data: short words that say nothing are no reason.
pub(super) const REASON_CHARS_MIN: usize = 10;
pub(super) const REASON_CHARS_MAX: usize = 500;
/// Characters of a number that people are looked up by, with blanks and signs, before it is brought into its form.
pub(super) const NUMBER_CHARS_MAX: usize = 40;

/// Elements of a set of codes. Closed vocabularies are smaller; this bounds repetitions.
pub(super) const CODES_MAX: usize = 50;
/// Parties of one registration, as the domain bounds them.
pub(super) const PARTIES_MAX: usize = 50;
/// Corrections in one command, as the domain bounds them.
pub(super) const CORRECTIONS_MAX: usize = 10;
/// Obligations of one agreement, as the domain bounds them.
pub(super) const OBLIGATIONS_MAX: usize = 50;

/// Tasks of one meeting, as the domain bounds them.
pub(super) const TASKS_MAX: usize = 30;

/// Characters of an unknown code that an answer may repeat.
pub(super) const ECHO_CHARS_MAX: usize = 32;
/// Digits of an unknown code that an answer may repeat: fewer than any phone or document number has.
pub(super) const ECHO_DIGITS_MAX: usize = 4;
