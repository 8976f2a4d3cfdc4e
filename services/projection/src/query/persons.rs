//! Unseals personal data for one answer, and records that it was done.

use std::collections::{BTreeMap, HashMap};

use fengqiao_api::person::PersonData;
use fengqiao_calendar::business_date;
use fengqiao_domain::permission::reviewing_centre;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_domain::state::{Escalation, Phase};
use fengqiao_domain::vocabulary::Role;
use fengqiao_jurisdiction::SiteCode;
use fengqiao_vault::{Envelope, KeyOwner, SealedItem, UNSEAL_ITEMS_MAX, Unsealed};
use jiff::civil::Date;
use secrecy::ExposeSecret as _;
use sqlx::PgConnection;
use uuid::Uuid;

use super::answer::QueryError;
use super::mask;
use super::reader::Reader;
use super::service::Context;
use crate::fold::CaseRow;
use crate::store::{Access, StoreError, record_access};

/// The field under which a party's data is sealed, with the key of (case, party).
pub(crate) const PERSON_FIELD: &str = "person";
/// The field under which the brief is sealed, with the key of the case.
const BRIEF_FIELD: &str = "brief";

/// Who still reads a restricted case at the centre that holds it, besides the handler.
const HEADS: &[Role] = &[Role::StationHead, Role::Director, Role::JointOffice];

/// How much of a case's personal data a reader is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    /// The centre that holds the case, and its handler.
    Plain,
    /// Who must answer a request to rise: persons masked, the brief in full.
    Brief,
    /// Everybody else who may see the case.
    Masked,
    /// The case is restricted (限制知悉), and the reader is not among the few.
    Hidden,
}

/// One party's data as shown.
#[derive(Clone, Default)]
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) document_number: String,
    pub(super) phone: String,
    pub(super) address: String,
    pub(super) destroyed: bool,
    pub(super) masked: bool,
}

/// The personal data of the cases of one answer.
#[derive(Default)]
pub(super) struct Unveiled {
    parties: HashMap<(Uuid, Uuid), Shown>,
    briefs: HashMap<Uuid, String>,
}

struct Item {
    owner: KeyOwner,
    field: &'static str,
    envelope: Envelope,
    sight: Sight,
}

// === impl Unveiled ===

impl Unveiled {
    /// What is shown of a party; nothing of one that was not asked for.
    pub(super) fn party(&self, case: Uuid, party: Uuid) -> Shown {
        self.parties
            .get(&(case, party))
            .cloned()
            .unwrap_or_else(|| Shown { masked: true, ..Shown::default() })
    }

    pub(super) fn brief(&self, case: Uuid) -> String {
        self.briefs.get(&case).cloned().unwrap_or_default()
    }

    fn insert(&mut self, item: &Item, unsealed: Unsealed) {
        let KeyOwner { scope, person } = item.owner;
        match (item.field, unsealed) {
            (PERSON_FIELD, Unsealed::Destroyed) => {
                self.parties.insert((scope, person), Shown { destroyed: true, ..Shown::default() });
            }
            (PERSON_FIELD, Unsealed::Plain(plain)) => {
                if let Ok(data) = PersonData::read(plain.expose_secret()) {
                    self.parties.insert((scope, person), show(&data, item.sight));
                }
            }
            (_, Unsealed::Destroyed) => {}
            (_, Unsealed::Plain(plain)) => {
                self.briefs.insert(scope, plain.expose_text().unwrap_or_default().to_owned());
            }
        }
    }
}

/// Unseals what the reader may see of these cases. The reading is recorded before anything is returned.
///
/// # Errors
/// If the views, the vault or the record of accesses fails. A single envelope that does not open is left out.
pub(super) async fn unveil(
    context: &Context,
    connection: &mut PgConnection,
    reader: &Reader,
    purpose: &'static str,
    rows: &[CaseRow],
) -> Result<Unveiled, QueryError> {
    let mut sites: BTreeMap<SiteCode, Vec<Item>> = BTreeMap::new();
    let today = business_date(context.clock.now());
    for (site, item) in items(connection, reader, rows, today).await? {
        sites.entry(site).or_default().push(item);
    }
    if sites.is_empty() {
        return Ok(Unveiled::default());
    }
    let cases: Vec<Uuid> = rows.iter().map(|row| row.case_id).collect();
    let centre = Some(reader.actor.centre.as_str());
    let access =
        Access { officer: reader.officer.id, centre, purpose, cases: &cases, party: None, reason: None };
    record_access(&context.store.pool, &access).await?;
    let mut unveiled = Unveiled::default();
    for (site, items) in sites {
        // A site whose vault is not within reach is a county's own: its persons stay masked here.
        let Some(vault) = context.vaults.get(&site) else { continue };
        for page in items.chunks(UNSEAL_ITEMS_MAX) {
            let sealed: Vec<_> = page
                .iter()
                .map(|item| SealedItem { owner: item.owner, field: item.field, envelope: &item.envelope })
                .collect();
            let opened = vault.unseal_many(&sealed).await.map_err(QueryError::Unseal)?;
            for (item, opened) in page.iter().zip(opened) {
                match opened {
                    Ok(unsealed) => unveiled.insert(item, unsealed),
                    Err(error) => tracing::error!(owner = %item.owner, %error, "an envelope does not open"),
                }
            }
        }
    }
    Ok(unveiled)
}

/// Unseals one party in full, for a stated reason. The reading is recorded before anything is returned.
///
/// # Errors
/// D08 for a party that the case has not, A03 for one of a restricted case who is not among its few readers; if the views, the vault or the record of accesses fails.
pub(super) async fn reveal(
    context: &Context,
    connection: &mut PgConnection,
    reader: &Reader,
    row: &CaseRow,
    party: Uuid,
    reason: &str,
) -> Result<Shown, QueryError> {
    let today = business_date(context.clock.now());
    if sight(reader, row, today) == Sight::Hidden {
        return Err(Refusal::new(Code::A03).because("holder", row.holder).into());
    }
    let person = sqlx::query_scalar!(
        "SELECT person FROM party WHERE case_id = $1 AND party_id = $2",
        row.case_id,
        party
    )
    .fetch_optional(connection)
    .await
    .map_err(|source| StoreError::Statement("read a party", source))?;
    let envelope = person.and_then(|person| person.parse::<Envelope>().ok());
    let envelope = envelope.ok_or_else(|| Refusal::new(Code::D08).at("party"))?;
    let vault = context.vaults.get(&row.site).ok_or(QueryError::NoVault)?;
    let access = Access {
        officer: reader.officer.id,
        centre: Some(reader.actor.centre.as_str()),
        purpose: "reveal_person",
        cases: &[row.case_id],
        party: Some(party),
        reason: Some(reason),
    };
    record_access(&context.store.pool, &access).await?;
    let owner = KeyOwner::new(row.case_id, party);
    match vault.unseal(owner, PERSON_FIELD, &envelope).await.map_err(QueryError::Unseal)? {
        Unsealed::Destroyed => Ok(Shown { destroyed: true, ..Shown::default() }),
        Unsealed::Plain(plain) => {
            let data = PersonData::read(plain.expose_secret()).map_err(|_| QueryError::OtherPerson)?;
            Ok(show(&data, Sight::Plain))
        }
    }
}

async fn items(
    connection: &mut PgConnection,
    reader: &Reader,
    rows: &[CaseRow],
    today: Date,
) -> Result<Vec<(SiteCode, Item)>, QueryError> {
    let by_case: HashMap<Uuid, &CaseRow> = rows.iter().map(|row| (row.case_id, row)).collect();
    let ids: Vec<Uuid> = by_case.keys().copied().collect();
    let parties = sqlx::query!("SELECT case_id, party_id, person FROM party WHERE case_id = ANY($1)", &ids)
        .fetch_all(connection)
        .await
        .map_err(|source| StoreError::Statement("read parties", source))?;
    let mut items = Vec::with_capacity(parties.len() + rows.len());
    for party in parties {
        let (Some(row), Ok(envelope)) = (by_case.get(&party.case_id), party.person.parse()) else { continue };
        let sight = sight(reader, row, today);
        if sight == Sight::Hidden {
            continue;
        }
        let owner = KeyOwner::new(party.case_id, party.party_id);
        items.push((row.site, Item { owner, field: PERSON_FIELD, envelope, sight }));
    }
    for row in rows {
        let sight = sight(reader, row, today);
        if let (Sight::Plain | Sight::Brief, Ok(envelope)) = (sight, row.brief.parse()) {
            let owner = KeyOwner::of_scope(row.case_id);
            items.push((row.site, Item { owner, field: BRIEF_FIELD, envelope, sight }));
        }
    }
    Ok(items)
}

fn sight(reader: &Reader, row: &CaseRow, today: Date) -> Sight {
    let actor = &reader.actor;
    if actor.case.is_some() {
        return Sight::Masked;
    }
    let holds = row.holder == actor.centre && actor.unit.is_none();
    let restricted = row.state.restricted_until.is_some_and(|until| today <= until);
    if restricted {
        let leads = HEADS.iter().any(|role| actor.roles.contains(role));
        let knows = (holds && leads) || row.handler == Some(actor.officer);
        return if knows { Sight::Plain } else { Sight::Hidden };
    }
    // The body that reviews has no persons in its own case: it reads them where they are.
    let reviews = reviewing_centre(&row.state) == Some(actor.centre) && actor.unit.is_none();
    if holds || reviews || row.handler == Some(actor.officer) {
        return Sight::Plain;
    }
    let answers = matches!(
        &row.state.phase,
        Phase::Handling { escalation: Escalation::Requested(_) | Escalation::UnderAppeal { .. }, .. }
    ) && row.escalation_to == Some(actor.centre);
    if answers { Sight::Brief } else { Sight::Masked }
}

fn show(data: &PersonData, sight: Sight) -> Shown {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    if sight == Sight::Plain {
        return Shown {
            name: data.name.clone(),
            document_number: text(&data.document_number),
            phone: text(&data.phone),
            address: text(&data.address),
            destroyed: false,
            masked: false,
        };
    }
    // An address has no part that is safe to show.
    Shown {
        name: mask::name(&data.name),
        document_number: mask::number(&text(&data.document_number)),
        phone: mask::number(&text(&data.phone)),
        address: String::new(),
        destroyed: false,
        masked: true,
    }
}
