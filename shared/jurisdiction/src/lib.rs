//! Who is where (辖区): the division tree, centres, units, the catalogue of matters, powers and terms of one
//! city, read from the files of its folder.
//!
//! Pure: the texts come in, a checked [`Jurisdiction`] or a list of every [`Problem`] goes out. Nothing here
//! knows a particular city.

mod account;
mod centre;
mod change;
mod code;
mod code_set;
mod csv;
mod division;
mod files;
mod jurisdiction;
mod matter;
mod power;
mod problem;
mod read;
mod special_period;
mod terms;
mod unit;
mod vocabulary;

pub use account::{ACCOUNTS_MAX, Account};
pub use centre::{Centre, TURNING_DAYS_MAX, Validity};
pub use code::{
    AccountName, CentreCode, CodeError, MatterCode, PowerCode, SLUG_BYTES_MAX, SiteCode, SourceCode,
    TenantCode, UnitCode, UnitKind,
};
pub use code_set::{CodeSet, FOREIGN_CODES_MAX, ForeignCode};
pub use division::{DIVISIONS_MAX, Division, Standing};
pub use files::{FILE_BYTES_MAX, JurisdictionFiles};
pub use jurisdiction::Jurisdiction;
pub use matter::{MATTERS_MAX, Matter};
pub use power::{POWERS_MAX, Power};
pub use problem::{File, Flaw, PROBLEMS_MAX, Problem};
pub use special_period::{REMINDER_BANDS, SPECIAL_PERIODS_MAX, SpecialPeriod};
pub use terms::{AdministrativeTerms, LevelTerms, SlipTerms, Terms};
pub use unit::{Kind, UNITS_MAX, Unit};
pub use vocabulary::{LegalPath, Level, MediationMethod, Profile, Role, Track, UnknownWord, Word};
