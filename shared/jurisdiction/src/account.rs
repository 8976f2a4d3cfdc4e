use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use uuid::Uuid;

use crate::centre::Centre;
use crate::code::{AccountName, CentreCode, UnitCode};
use crate::problem::{File, Flaw, Problems};
use crate::unit::Unit;
use crate::vocabulary::{Level, Role};

/// The most accounts in a file: it serves a local run, a deployment has its identity provider.
pub const ACCOUNTS_MAX: usize = 10_000;

/// Roles of which one person must never hold two.
const INCOMPATIBLE: [(Role, Role); 4] = [
    (Role::RuleEditor, Role::RuleApprover),
    (Role::SystemAdministrator, Role::SecurityAdministrator),
    (Role::SystemAdministrator, Role::Auditor),
    (Role::SecurityAdministrator, Role::Auditor),
];

/// An officer who can sign in at a local run (账号).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// What is typed to sign in.
    pub account: AccountName,
    /// The officer; the same person keeps it for life.
    pub officer: Uuid,
    /// The officer's name.
    pub name: String,
    /// The centre where the officer works.
    pub centre: CentreCode,
    /// The unit, for officers of one.
    pub unit: Option<UnitCode>,
    /// What the officer may act as.
    pub roles: BTreeSet<Role>,
}

/// The shape of `accounts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountsFile {
    #[serde(default, rename = "account")]
    accounts: Vec<Account>,
}

impl Role {
    /// The levels at which an officer can hold the role. A party, a proxy and the system have no account of
    /// this kind: they come with a case.
    #[must_use]
    pub const fn levels(self) -> &'static [Level] {
        use Level::{City, County, Township, Village};
        match self {
            Self::GridOfficer | Self::StationMediator | Self::StationHead => &[Village],
            Self::Mediator | Self::Director => &[Township, County],
            Self::Clerk | Self::Dispatcher | Self::UnitOfficer | Self::UnitHead => &[Township, County, City],
            // 代办员: staff of a station or a window who file for others.
            Self::Proxy => &[Village, Township, County],
            Self::Lawyer => &[Village, Township, County, City],
            Self::JointOffice
            | Self::CommandOfficer
            | Self::ReviewOfficer
            | Self::CourtLiaison
            | Self::RuleEditor
            | Self::RuleApprover
            | Self::SystemAdministrator
            | Self::SecurityAdministrator
            | Self::Auditor => &[County, City],
            Self::Party | Self::System => &[],
        }
    }

    /// Whether the role is held in a unit: such an officer acts only on what was dispatched or referred to it.
    #[must_use]
    pub const fn needs_unit(self) -> bool {
        matches!(self, Self::UnitOfficer | Self::UnitHead | Self::CourtLiaison)
    }
}

pub(crate) fn read(
    file: AccountsFile,
    centres: &BTreeMap<CentreCode, Centre>,
    units: &BTreeMap<UnitCode, Unit>,
    problems: &mut Problems,
) -> BTreeMap<AccountName, Account> {
    if file.accounts.len() > ACCOUNTS_MAX {
        problems.add(File::Accounts, "file", Flaw::TooMany(ACCOUNTS_MAX));
        return BTreeMap::new();
    }
    let mut accounts = BTreeMap::new();
    let mut officers = BTreeSet::new();
    for account in file.accounts {
        check(&account, centres, units, |flaw| problems.add(File::Accounts, &account.account, flaw));
        let name = account.account.clone();
        let new_officer = officers.insert(account.officer);
        if accounts.insert(name.clone(), account).is_some() || !new_officer {
            problems.add(File::Accounts, name, Flaw::Duplicate);
        }
    }
    accounts
}

fn check(
    account: &Account,
    centres: &BTreeMap<CentreCode, Centre>,
    units: &BTreeMap<UnitCode, Unit>,
    mut report: impl FnMut(Flaw),
) {
    if account.roles.is_empty() {
        report(Flaw::Missing("roles"));
    }
    for (one, other) in INCOMPATIBLE {
        if account.roles.contains(&one) && account.roles.contains(&other) {
            report(Flaw::IncompatibleRoles(one, other));
        }
    }
    match account.unit.as_ref().map(|code| (code, units.get(code))) {
        Some((code, None)) => report(Flaw::UnknownUnit(code.to_string())),
        Some((code, Some(unit))) if unit.seated_at != account.centre => {
            report(Flaw::UnitElsewhere(code.to_string()));
        }
        Some(_) => {}
        None => account
            .roles
            .iter()
            .filter(|role| role.needs_unit())
            .for_each(|role| report(Flaw::RoleNeedsUnit(*role))),
    }
    let Some(centre) = centres.get(&account.centre) else {
        report(Flaw::UnknownCentre(account.centre.to_string()));
        return;
    };
    for role in account.roles.iter().filter(|role| !role.levels().contains(&centre.level)) {
        report(Flaw::RoleAtLevel { role: *role, level: centre.level });
    }
}
