//! What clerks and citizens read. Every sentence is in the catalogue; code only fills in its places.

mod catalogue;
mod names;
mod refusal;
mod template;
mod verdict;
mod wording;

pub use catalogue::{Catalogue, CatalogueError};
pub use refusal::Reply;
pub use wording::Wording;

pub(crate) use template::Values;
