use serde::de::DeserializeOwned;

use crate::problem::{File, Flaw, Problems};

/// The longest file of a jurisdiction: room for 100,000 divisions.
pub const FILE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// The texts of a jurisdiction's files. Reading them from a disk is the caller's part.
#[derive(Debug, Clone, Default)]
pub struct JurisdictionFiles {
    /// `divisions.csv`.
    pub divisions: String,
    /// `organisation.toml`.
    pub organisation: String,
    /// `powers.toml`.
    pub powers: String,
    /// `units.toml`.
    pub units: String,
    /// `matters.toml`.
    pub matters: String,
    /// `terms.toml`.
    pub terms: String,
    /// `special-periods.toml`.
    pub special_periods: String,
    /// `division-codes.csv`.
    pub division_codes: String,
    /// `matter-codes.csv`.
    pub matter_codes: String,
    /// `accounts.toml`.
    pub accounts: String,
}

impl JurisdictionFiles {
    /// Collects the texts by asking for each file by its name.
    ///
    /// # Errors
    /// The first error that `read` gives.
    pub fn from_fn<E>(mut read: impl FnMut(&'static str) -> Result<String, E>) -> Result<Self, E> {
        let mut files = Self::default();
        for file in File::ALL {
            *files.text_mut(file) = read(file.name())?;
        }
        Ok(files)
    }

    pub(crate) fn text(&self, file: File) -> &str {
        match file {
            File::Divisions => &self.divisions,
            File::Organisation => &self.organisation,
            File::Powers => &self.powers,
            File::Units => &self.units,
            File::Matters => &self.matters,
            File::Terms => &self.terms,
            File::SpecialPeriods => &self.special_periods,
            File::DivisionCodes => &self.division_codes,
            File::MatterCodes => &self.matter_codes,
            File::Accounts => &self.accounts,
        }
    }

    fn text_mut(&mut self, file: File) -> &mut String {
        match file {
            File::Divisions => &mut self.divisions,
            File::Organisation => &mut self.organisation,
            File::Powers => &mut self.powers,
            File::Units => &mut self.units,
            File::Matters => &mut self.matters,
            File::Terms => &mut self.terms,
            File::SpecialPeriods => &mut self.special_periods,
            File::DivisionCodes => &mut self.division_codes,
            File::MatterCodes => &mut self.matter_codes,
            File::Accounts => &mut self.accounts,
        }
    }

    /// Reads one TOML file into its shape; what cannot be read becomes a problem and an empty shape.
    pub(crate) fn toml<T: DeserializeOwned>(&self, file: File, problems: &mut Problems) -> Option<T> {
        let text = self.text(file);
        if text.len() > FILE_BYTES_MAX {
            problems.add(file, "file", Flaw::FileTooLong { bytes: text.len(), max: FILE_BYTES_MAX });
            return None;
        }
        match toml::from_str(text) {
            Ok(shape) => Some(shape),
            Err(error) => {
                let before = error.span().and_then(|span| text.get(..span.start));
                let subject = before.map_or_else(
                    || "file".to_owned(),
                    |before| format!("line {}", before.matches('\n').count() + 1),
                );
                problems.add(file, subject, Flaw::Malformed(error.message().to_owned()));
                None
            }
        }
    }
}
