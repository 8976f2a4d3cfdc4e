//! Finds the case that a request names.

use fengqiao_api::request::CaseRef;
use fengqiao_domain::refusal::{Code, Refusal};
use sqlx::PgConnection;
use sqlx::types::Json;

use super::answer::QueryError;
use super::reader::Reader;
use crate::fold::CaseRow;
use crate::store::{self, StoreError, row_error};

/// The case, if there is one that the reader may see.
///
/// # Errors
/// D08 both for none and for one that is not the reader's to see, so that nobody learns of it by asking.
pub(crate) async fn locate(
    connection: &mut PgConnection,
    reader: &Reader,
    case: &CaseRef,
) -> Result<CaseRow, QueryError> {
    let row = match case {
        CaseRef::Id(id) => store::cases(connection, &[id.uuid()]).await?.pop(),
        CaseRef::Number(number) => by_number(connection, &number.to_string()).await?,
    };
    row.filter(|row| reader.sees(row)).ok_or_else(|| Refusal::new(Code::D08).at("case").into())
}

async fn by_number(connection: &mut PgConnection, number: &str) -> Result<Option<CaseRow>, StoreError> {
    let row = sqlx::query_scalar!(
        r#"SELECT to_jsonb(v) AS "row!: Json<CaseRow>" FROM case_view v WHERE number = $1"#,
        number
    )
    .fetch_optional(connection)
    .await;
    row.map(|row| row.map(|Json(row)| row)).map_err(row_error)
}
