//! Who may give which command: the table that also makes the checks.

use std::fmt::Write as _;

use fengqiao_domain::permission::{GRANTS, Grant, Relation};
use fengqiao_domain::vocabulary::{Level, Role};

use super::head;

pub(super) fn page() -> String {
    let mut page = head(
        "Permissions",
        "Officers of one of the levels, with one of the roles, standing so to the case, may give the command. What is \
         not listed is refused: A02 if no role fits, A03 outside the area, A04 if another centre must act.",
    );
    page.push_str("| command | 中文 | levels | roles | relation |\n| --- | --- | --- | --- | --- |\n");
    for grant in GRANTS {
        row(&mut page, grant);
    }
    page.push_str("\n## Relations\n\n| relation | 中文 |\n| --- | --- |\n");
    for relation in Relation::ALL {
        writeln!(page, "| `{}` | {} |", relation.as_str(), relation.zh()).ok();
    }
    page.push_str("\n## Roles\n\n| role | 中文 |\n| --- | --- |\n");
    for role in Role::ALL {
        writeln!(page, "| `{}` | {} |", role.as_str(), role.zh()).ok();
    }
    page
}

fn row(page: &mut String, grant: &Grant) {
    let levels: Vec<&str> = grant.levels.iter().copied().map(Level::as_str).collect();
    let roles: Vec<&str> = grant.roles.iter().copied().map(Role::as_str).collect();
    writeln!(
        page,
        "| `{}` | {} | {} | {} | {} |",
        grant.command.as_str(),
        grant.command.zh(),
        levels.join(", "),
        roles.join(", "),
        grant.relation.as_str(),
    )
    .ok();
}
