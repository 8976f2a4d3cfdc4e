//! `handover begin`: hands all of an officer's open cases to others.

use std::sync::Arc;

use clap::Args;
use fengqiao_api::v1;
use fengqiao_domain::affair::handover::HANDOVER_CASES_MAX;
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::HandoverCause;
use fengqiao_jurisdiction::AccountName;
use fengqiao_runtime::reference;
use jiff::civil::Date;
use uuid::Uuid;

use super::give::Given;
use crate::accounts::Accounts;
use crate::client::{Desk, Platform};
use crate::config::CtlConfig;
use crate::error::Error;

/// Cases asked for at once.
const PAGE_CASES: u32 = 200;

/// Who leaves, and who takes the cases.
#[derive(Debug, Args)]
pub(crate) struct Order {
    /// The account of the officer who leaves.
    #[arg(long)]
    from: AccountName,
    /// The account of an officer who takes cases; they are dealt out in turn. Several are possible.
    #[arg(long, required = true)]
    to: Vec<AccountName>,
    /// transfer, retirement, resignation, leave, reassignment.
    #[arg(long)]
    cause: HandoverCause,
    /// The date by which each is to be done; left out if each case keeps its own.
    #[arg(long)]
    due: Option<Date>,
}

/// Orders the handover, as the account that asks. The cases then pass on one by one; `handover show` tells how far.
pub(crate) async fn begin(config: &CtlConfig, order: Order) -> Result<Given, Error> {
    let jurisdiction = reference::read_jurisdiction(&config.installation.jurisdiction)?;
    let accounts = Accounts::open(config, Arc::new(jurisdiction))?;
    let desk = accounts.desk(&Platform::new(&config.services)?, &config.account)?;
    let officer = |name: &AccountName| Ok::<_, Error>(accounts.account(name)?.officer.to_string());
    let from = officer(&order.from)?;
    let case_ids = open_cases(&desk, &from).await?;
    if case_ids.is_empty() {
        return Err(Error::Argument {
            argument: "--from",
            reason: format!("{} has no open case in this centre's tree", order.from),
        });
    }
    let command_id = Uuid::now_v7().to_string();
    let request = v1::HandOverCasesRequest {
        header: Some(v1::CommandHeader { command_id: command_id.clone(), ..Default::default() }),
        officer_id: from,
        successor_ids: order.to.iter().map(officer).collect::<Result<_, _>>()?,
        cause: order.cause.as_str().to_owned(),
        due: order.due.map(|due| due.to_string()).unwrap_or_default(),
        case_ids,
    };
    Ok(Given::outcome(command_id, desk.give(request).await?))
}

/// The open cases that the officer handles, the nearest due date first. What one handover does not take gets another.
async fn open_cases(desk: &Desk, handler: &str) -> Result<Vec<String>, Error> {
    let open = PhaseName::ALL.iter().filter(|phase| !phase.is_ended());
    let mut request = v1::ListCasesRequest {
        subtree: true,
        handler: handler.to_owned(),
        phases: open.map(|phase| phase.as_str().to_owned()).collect(),
        page_size: PAGE_CASES,
        ..Default::default()
    };
    let mut cases = Vec::new();
    loop {
        let page = desk.call(&request).await?;
        cases.extend(page.cases.into_iter().map(|case| case.case_id));
        if page.next_page_token.is_empty() || cases.len() >= HANDOVER_CASES_MAX {
            cases.truncate(HANDOVER_CASES_MAX);
            return Ok(cases);
        }
        request.page_token = page.next_page_token;
    }
}
