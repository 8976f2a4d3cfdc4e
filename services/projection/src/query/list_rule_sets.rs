//! The rule sets that there are and were, and the drafts of others. Everybody may know by which rules is decided.

use fengqiao_api::v1;
use fengqiao_domain::affair::RuleSetStanding;
use tonic::Request;

use super::answer::QueryError;
use super::at_least::at_least;
use super::page;
use super::read::words;
use super::reader::Reader;
use super::rule_sets::{Shelf, Shelved};
use super::service::Context;
use crate::limits::{LIST_PAGE_DEFAULT, LIST_PAGE_MAX};

pub(super) async fn list_rule_sets(
    context: &Context,
    request: Request<v1::ListRuleSetsRequest>,
) -> Result<v1::ListRuleSetsResponse, QueryError> {
    Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let standings = words::<RuleSetStanding>(&request.standings, "standings")?;
    let size = page::size(request.page_size, LIST_PAGE_DEFAULT, LIST_PAGE_MAX);
    let before: Option<u64> = page::key(&request.page_token, &standings)?;
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let shelf = Shelf::read(context, &mut views).await?;
    let is_wanted = |shelved: &Shelved<'_>| {
        let standing = shelf.standing(*shelved);
        let behind = before.is_none_or(|before| shelved.sequence() < before);
        behind && standings.as_ref().is_none_or(|wanted| wanted.iter().any(|word| word == standing.as_str()))
    };
    let wanted = usize::try_from(size).unwrap_or(usize::MAX).saturating_add(1);
    let shelved: Vec<_> = shelf.all().filter(is_wanted).take(wanted).collect();
    let (shelved, next_page_token) = page::cut(shelved, size, &standings, Shelved::sequence);
    let rule_sets = shelved.into_iter().map(|shelved| shelf.view(context, shelved)).collect();
    Ok(v1::ListRuleSetsResponse { rule_sets, next_page_token })
}
