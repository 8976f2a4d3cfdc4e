//! The vault's look-up tokens, as the conversions ask for them.

use fengqiao_api::request::Lookup;
use fengqiao_domain::vocabulary::DocumentKind;
use fengqiao_vault::{BlindKind, Vault};

impl Lookup for super::SiteDesk {
    fn phone(&self, number: &str) -> String {
        self.vault.blind(BlindKind::Phone, number).to_string()
    }

    fn document(&self, kind: DocumentKind, number: &str) -> String {
        let kind = match kind {
            DocumentKind::IdCard | DocumentKind::Unverified => BlindKind::IdNumber,
            DocumentKind::Passport => BlindKind::Passport,
            DocumentKind::HongKongMacao | DocumentKind::Taiwan => BlindKind::Permit,
            DocumentKind::CreditCode => BlindKind::CreditCode,
        };
        self.vault.blind(kind, number).to_string()
    }
}

/// The digest of a citizen's query code, which alone enters the log.
pub(super) fn query_code_hash(vault: &Vault, case: uuid::Uuid) -> String {
    vault.blind_query_code(&vault.query_code(case)).to_string()
}
