//! One rule set with its texts.

use fengqiao_api::request::rule_set_hash;
use fengqiao_api::v1;
use fengqiao_domain::id::RuleSetId;
use fengqiao_domain::refusal::{Code, Refusal};
use tonic::Request;

use super::answer::QueryError;
use super::at_least::at_least;
use super::reader::Reader;
use super::rule_sets::Shelf;
use super::service::Context;

pub(super) async fn get_rule_set(
    context: &Context,
    request: Request<v1::GetRuleSetRequest>,
) -> Result<v1::GetRuleSetResponse, QueryError> {
    Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    at_least(context, &request.at_least).await?;
    let mut views = context.store.read().await?;
    let shelf = Shelf::read(context, &mut views).await?;
    drop(views);
    let unknown = |field| Refusal::new(Code::D08).at(field);
    let shelved = if !request.rule_set_id.is_empty() {
        shelf.with_id(draft_id(&request.rule_set_id)?).ok_or_else(|| unknown("rule_set_id"))?
    } else if !request.hash.is_empty() {
        shelf.with_hash(rule_set_hash(&request.hash, "hash")?).ok_or_else(|| unknown("hash"))?
    } else {
        shelf.in_force()
    };
    let files = shelf.texts(context, shelved).await?;
    let tables = files.tables.into_iter().map(|(file, text)| v1::RuleTableText { file, text });
    let text = v1::RuleSetText { manifest: files.manifest, tables: tables.collect() };
    Ok(v1::GetRuleSetResponse { rule_set: Some(shelf.view(context, shelved)), text: Some(text) })
}

pub(super) fn draft_id(text: &str) -> Result<RuleSetId, Refusal> {
    text.parse().map_err(|_| Refusal::new(Code::D03).at("rule_set_id"))
}
