//! The codes of refusals, with what a clerk reads.

use std::fmt::Write as _;

use fengqiao_api::status::Outage;
use fengqiao_api::texts::Catalogue;
use fengqiao_domain::Code;

use super::{cell, head};
use crate::error::Error;

const COLUMNS: &str = "| code | name | what is read | what would change it |\n| --- | --- | --- | --- |\n";

pub(super) fn page() -> Result<String, Error> {
    let catalogue = Catalogue::zh_cn().map_err(Error::Texts)?;
    let mut page = head(
        "Error codes",
        "Why the platform refuses. The code is stable, and travels as the reason of `google.rpc.ErrorInfo` with the \
         facts that decided; what a clerk reads, and what would change the answer, in `fengqiao.v1.RefusalDetail`. In \
         the sentences `{name}` is a place, and a part in brackets stands only where its names are known.",
    );
    page.push_str(COLUMNS);
    for code in Code::ALL {
        row(&mut page, &catalogue, code.as_str(), code.zh());
    }
    page.push_str(
        "\n## Outages\n\nNothing was refused: something is not there. A command may be sent again with the same id.\n\n",
    );
    page.push_str(COLUMNS);
    for outage in Outage::ALL {
        row(&mut page, &catalogue, outage.code(), &format!("{outage:?}"));
    }
    Ok(page)
}

fn row(page: &mut String, catalogue: &Catalogue, code: &str, title: &str) {
    let read = catalogue.written(code).unwrap_or_default();
    writeln!(page, "| `{code}` | {} | {} | {} |", cell(title), cell(&read.text), cell(&read.change)).ok();
}
