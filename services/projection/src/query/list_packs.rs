//! The packs that were frozen.

use fengqiao_api::v1;
use fengqiao_domain::{Affair, Family};
use tonic::Request;

use super::answer::QueryError;
use super::at_least::at_least;
use super::get_pack::{frozen, place};
use super::page;
use super::reader::Reader;
use super::service::Context;
use crate::limits::{LIST_PAGE_DEFAULT, LIST_PAGE_MAX};
use crate::store;

pub(super) async fn list_packs(
    context: &Context,
    request: Request<v1::ListPacksRequest>,
) -> Result<v1::ListPacksResponse, QueryError> {
    Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let size = page::size(request.page_size, LIST_PAGE_DEFAULT, LIST_PAGE_MAX);
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let rows = store::latest_affairs(&mut views, Family::Pack, size.into()).await?;
    let mut packs: Vec<v1::FrozenPack> = rows
        .iter()
        .filter_map(|row| match &row.state {
            Affair::Pack(pack) => Some(frozen(pack, place(context, row))),
            _ => None,
        })
        .collect();
    packs.sort_by(|one, other| (&other.to, &other.period).cmp(&(&one.to, &one.period)));
    Ok(v1::ListPacksResponse { packs })
}
