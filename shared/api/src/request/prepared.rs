//! A command whose personal data still has to be sealed.

use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

use fengqiao_domain::id::PartyId;
use fengqiao_domain::{Command, Sealed};

type Finish = Box<dyn FnOnce(&Envelopes) -> Option<Command> + Send>;

/// Under whose key a text is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretOwner {
    /// Text that belongs to nobody in particular.
    Case,
    Party(PartyId),
    /// What is kept of a form before there is a case.
    Draft,
}

/// One text to be sealed.
#[derive(Clone)]
pub struct Secret {
    pub owner: SecretOwner,
    /// The field's name in the vault. It is bound to the envelope, so it never changes.
    pub field: &'static str,
    pub text: Zeroizing<String>,
}

/// A command that lacks nothing but the envelopes of its secrets.
pub struct Prepared {
    /// What to seal, in the order in which [`Prepared::finish`] takes the envelopes.
    pub secrets: Vec<Secret>,
    finish: Finish,
}

/// Fewer or more envelopes than secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{given} envelopes were given for {wanted} secrets")]
pub struct MissingEnvelope {
    pub wanted: usize,
    pub given: usize,
}

/// Collects the secrets of one request and hands out a slot for each.
#[derive(Default)]
pub(super) struct Secrets(Vec<Secret>);

/// Where the envelope of a secret will be.
#[derive(Clone, Copy)]
pub(super) struct Slot(usize);

/// The envelopes, by slot.
pub(super) struct Envelopes(Vec<Sealed>);

impl Prepared {
    /// The command, once every secret is sealed.
    ///
    /// # Errors
    /// If there is not exactly one envelope for each secret.
    pub fn finish(self, envelopes: Vec<Sealed>) -> Result<Command, MissingEnvelope> {
        let missing = MissingEnvelope { wanted: self.secrets.len(), given: envelopes.len() };
        if missing.wanted != missing.given {
            return Err(missing);
        }
        (self.finish)(&Envelopes(envelopes)).ok_or(missing)
    }
}

impl<C: Into<Command> + Send + 'static> From<C> for Prepared {
    /// A command without secrets.
    fn from(command: C) -> Self {
        Self { secrets: Vec::new(), finish: Box::new(move |_| Some(command.into())) }
    }
}

impl Secrets {
    /// Sets a text aside.
    pub(super) fn keep(&mut self, owner: SecretOwner, field: &'static str, text: Zeroizing<String>) -> Slot {
        self.0.push(Secret { owner, field, text });
        Slot(self.0.len() - 1)
    }

    /// Sets a text of the case aside.
    pub(super) fn of_case(&mut self, field: &'static str, text: Zeroizing<String>) -> Slot {
        self.keep(SecretOwner::Case, field, text)
    }

    /// Ends the collection with what makes the command of the envelopes.
    pub(super) fn prepared<C: Into<Command>>(
        self,
        finish: impl FnOnce(&Envelopes) -> Option<C> + Send + 'static,
    ) -> Prepared {
        Prepared { secrets: self.0, finish: Box::new(move |envelopes| finish(envelopes).map(Into::into)) }
    }
}

impl Envelopes {
    /// The envelope of a slot.
    pub(super) fn of(&self, slot: Slot) -> Option<Sealed> {
        self.0.get(slot.0).cloned()
    }

    /// The envelope of a slot that may be unused; the outer `None` means that one is lacking.
    pub(super) fn of_optional(&self, slot: Option<Slot>) -> Option<Option<Sealed>> {
        slot.map_or(Some(None), |slot| self.of(slot).map(Some))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret")
            .field("owner", &self.owner)
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared").field("secrets", &self.secrets).finish_non_exhaustive()
    }
}
