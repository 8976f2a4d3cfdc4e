//! `recommendations`: what was recommended to units, and what they answered.

use std::io::{self, Write};

use clap::Args;
use fengqiao_api::v1;
use serde::Serialize;

use super::own_desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// The most that are listed at once; narrow the filter for others.
const LISTED_MAX: usize = 1_000;

/// Asked for at once.
const PAGE_SIZE: u32 = 200;

/// Which recommendations.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// The part of the tree in which the units are seated; the asking officer's own if left out.
    #[arg(long, default_value = "")]
    centre: String,
    /// One unit alone.
    #[arg(long, default_value = "")]
    unit: String,
    /// open, urged, done. Several are possible.
    #[arg(long = "standing")]
    standings: Vec<String>,
}

/// Recommendations, one a line.
#[derive(Debug, Serialize)]
pub(crate) struct Recommendations {
    recommendations: Vec<Line>,
    /// Whether there are more than are listed.
    more: bool,
}

#[derive(Debug, Serialize)]
struct Line {
    recommendation_id: String,
    kind: String,
    kind_text: String,
    unit: String,
    unit_name: String,
    issuer: String,
    issued_on: String,
    due_on: String,
    standing: String,
    standing_text: String,
    breached_on: String,
    answered_on: String,
    adopted: bool,
}

/// Lists the recommendations that the filter admits.
pub(crate) async fn list(config: &CtlConfig, filter: Filter) -> Result<Recommendations, Error> {
    let desk = own_desk(config)?;
    let mut request = v1::ListRecommendationsRequest {
        centre: filter.centre,
        unit: filter.unit,
        standings: filter.standings,
        page_size: PAGE_SIZE,
        ..Default::default()
    };
    let mut recommendations = Vec::new();
    loop {
        let page = desk.call(&request).await?;
        recommendations.extend(page.recommendations.into_iter().map(Line::from));
        let more = !page.next_page_token.is_empty();
        if !more || recommendations.len() >= LISTED_MAX {
            return Ok(Recommendations { recommendations, more });
        }
        request.page_token = page.next_page_token;
    }
}

impl From<v1::RecommendationView> for Line {
    fn from(view: v1::RecommendationView) -> Self {
        Self {
            recommendation_id: view.recommendation_id,
            kind: view.kind,
            kind_text: view.kind_text,
            unit: view.unit,
            unit_name: view.unit_name,
            issuer: view.issuer,
            issued_on: view.issued_on,
            due_on: view.due_on,
            standing: view.standing,
            standing_text: view.standing_text,
            breached_on: view.breached_on,
            answered_on: view.answered_on,
            adopted: view.adopted,
        }
    }
}

impl Report for Recommendations {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for line in &self.recommendations {
            let Line { recommendation_id, kind_text, unit_name, due_on, standing_text, .. } = line;
            let adopted = match (line.answered_on.is_empty(), line.adopted) {
                (true, _) => "",
                (false, true) => " (adopted)",
                (false, false) => " (not adopted)",
            };
            writeln!(
                out,
                "{recommendation_id}  {due_on:<10}  {standing_text}{adopted}  {kind_text}  {unit_name}"
            )?;
        }
        if self.more {
            writeln!(out, "and more")?;
        }
        Ok(())
    }
}
