//! One party of a case unmasked, for an officer of the area who says why.

use fengqiao_api::request::Reveal;
use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use tonic::Request;

use super::answer::QueryError;
use super::at_least::at_least;
use super::locate::locate;
use super::persons::reveal;
use super::reader::Reader;
use super::service::Context;
use super::view::party_view;

pub(super) async fn reveal_person(
    context: &Context,
    request: Request<v1::RevealPersonRequest>,
) -> Result<v1::RevealPersonResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let asked = Reveal::parse(&request)?;
    at_least(context, &request.at_least).await?;
    let mut views = context.store.read().await?;
    let row = locate(&mut views, &reader, &asked.case).await?;
    let party = row.state.parties.get(&asked.party).ok_or_else(|| Refusal::new(Code::D08).at("party"))?;
    let id = asked.party.uuid();
    let shown = reveal(context, &mut views, &reader, &row, id, &asked.reason).await?;
    Ok(v1::RevealPersonResponse { party: Some(party_view(id, party, shown)) })
}
