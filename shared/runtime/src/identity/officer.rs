//! The caller of a command or query, as the token states it.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::{CentreCode, Role, UnitCode};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Error;

/// An officer (工作人员), or a citizen (当事人) bound to one case. Known by id, never by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// The account, the `sub` claim.
    pub id: Uuid,
    /// Where the officer serves; its place in the tree bounds what can be seen and done.
    pub centre: CentreCode,
    /// The unit the officer acts for, if not the centre itself.
    pub unit: Option<UnitCode>,
    /// What the officer may act as; never empty.
    pub roles: BTreeSet<Role>,
    /// The one case that a citizen's token opens.
    pub case: Option<Uuid>,
    /// When the token ends, by the machine's time. A stream must not outlive it.
    pub expires: Timestamp,
}

impl Officer {
    /// Whether the officer may act as `role`.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Reads the officer from claims whose signature, issuer, audience and times have been checked.
    pub(super) fn from_claims(claims: &Map<String, Value>) -> Result<Self, Error> {
        let expires: i64 = required(claims, "exp")?;
        let officer = Self {
            id: required(claims, "sub")?,
            centre: required(claims, "centre")?,
            unit: optional(claims, "unit")?,
            roles: required(claims, "roles")?,
            case: optional(claims, "case")?,
            expires: Timestamp::from_second(expires).map_err(|_| Error::Claim { claim: "exp" })?,
        };
        officer.check()?;
        Ok(officer)
    }

    pub(super) fn to_claims(&self) -> Map<String, Value> {
        let roles = self.roles.iter().map(|role| Value::from(role.as_str())).collect();
        let mut claims = Map::from_iter([
            ("sub".to_owned(), Value::from(self.id.to_string())),
            ("centre".to_owned(), Value::from(self.centre.as_str())),
            ("roles".to_owned(), Value::Array(roles)),
            ("exp".to_owned(), Value::from(self.expires.as_second())),
        ]);
        claims.extend(self.unit.as_ref().map(|unit| ("unit".to_owned(), Value::from(unit.as_str()))));
        claims.extend(self.case.map(|case| ("case".to_owned(), Value::from(case.to_string()))));
        claims
    }

    /// A citizen sees one case, and whoever may see more is bound to none: a token that mixed the two would open
    /// every case of a centre to a citizen, or hide an officer's work.
    pub(super) fn check(&self) -> Result<(), Error> {
        // The system is a role of timers and policies, whose commands come from the keeper and not through a token.
        if self.id.is_nil() {
            return Err(Error::Claim { claim: "sub" });
        }
        let is_party = self.has(Role::Party);
        if self.has(Role::System) || self.roles.is_empty() || (is_party && self.roles.len() > 1) {
            return Err(Error::Claim { claim: "roles" });
        }
        // A proxy files for a party, before there is a case or for the one case of the authority.
        let may_be_bound = is_party || self.roles.iter().all(|role| *role == Role::Proxy);
        if (is_party && self.case.is_none()) || (self.case.is_some() && !may_be_bound) {
            return Err(Error::Claim { claim: "case" });
        }
        Ok(())
    }
}

fn required<T: DeserializeOwned>(claims: &Map<String, Value>, claim: &'static str) -> Result<T, Error> {
    optional(claims, claim)?.ok_or(Error::Claim { claim })
}

fn optional<T: DeserializeOwned>(
    claims: &Map<String, Value>,
    claim: &'static str,
) -> Result<Option<T>, Error> {
    let value = claims.get(claim).filter(|value| !value.is_null());
    value.map(T::deserialize).transpose().map_err(|_| Error::Claim { claim })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(change: impl FnOnce(&mut Map<String, Value>)) -> Result<Officer, Error> {
        let Value::Object(mut claims) = json!({
            "sub": "01890a5d-ac96-774b-bcce-b302099a8057",
            "centre": "640221100",
            "unit": "640221100-water",
            "roles": ["clerk", "mediator"],
            "exp": 1_800_000_000_i64,
            "scope": "claims of the provider's own are left alone",
        }) else {
            unreachable!()
        };
        change(&mut claims);
        Officer::from_claims(&claims)
    }

    fn set(claim: &str, value: Value) -> impl FnOnce(&mut Map<String, Value>) {
        let claim = claim.to_owned();
        move |claims| drop(claims.insert(claim, value))
    }

    #[test]
    fn claims_and_officer_are_two_forms_of_one_thing() {
        let officer = read(|_| ()).unwrap();
        assert_eq!(officer.centre.as_str(), "640221100");
        assert!(officer.has(Role::Mediator) && !officer.has(Role::Director));
        assert_eq!(Officer::from_claims(&officer.to_claims()).unwrap(), officer);
    }

    #[test]
    fn a_claim_that_is_missing_or_malformed_is_named() {
        for claim in ["sub", "centre", "roles", "exp"] {
            assert_eq!(read(|claims| drop(claims.remove(claim))), Err(Error::Claim { claim }));
            assert_eq!(read(set(claim, json!("?"))), Err(Error::Claim { claim }));
        }
        assert_eq!(read(set("unit", json!("a.b"))), Err(Error::Claim { claim: "unit" }));
        assert_eq!(read(set("roles", json!(["clerk", "emperor"]))), Err(Error::Claim { claim: "roles" }));
        assert_eq!(read(set("roles", json!([]))), Err(Error::Claim { claim: "roles" }));
    }

    #[test]
    fn no_token_is_the_system() {
        assert_eq!(read(set("roles", json!(["system"]))), Err(Error::Claim { claim: "roles" }));
        assert_eq!(read(set("roles", json!(["clerk", "system"]))), Err(Error::Claim { claim: "roles" }));
        assert_eq!(read(set("sub", json!(uuid::Uuid::nil()))), Err(Error::Claim { claim: "sub" }));
    }

    #[test]
    fn a_citizen_is_bound_to_one_case_and_an_officer_to_none() {
        let case = json!("01890a5d-ac96-774b-bcce-b302099a8058");
        let party =
            |claims: &mut Map<String, Value>| drop(claims.insert("roles".to_owned(), json!(["party"])));
        assert_eq!(read(party), Err(Error::Claim { claim: "case" }));
        assert_eq!(read(set("case", case.clone())), Err(Error::Claim { claim: "case" }));
        assert_eq!(read(set("roles", json!(["party", "clerk"]))), Err(Error::Claim { claim: "roles" }));
        let citizen = read(|claims| {
            party(claims);
            set("case", case)(claims);
        });
        assert!(citizen.unwrap().case.is_some());
    }
}
