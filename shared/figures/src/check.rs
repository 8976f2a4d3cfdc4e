//! The identities (勾稽) that must hold before a pack leaves. A failed one names both figures and the difference.

use fengqiao_jurisdiction::{Level, vocabulary};

use crate::figure::{Figure as F, Stand};
use crate::indicator::{Indicator, Kind, settled_up_to};
use crate::tallies::{Tallies, sum};

vocabulary! {
    /// How two figures must stand to each other.
    Relation {
        /// 等于.
        Equal = "equal", "等于";
        /// 不大于.
        AtMost = "at_most", "不大于";
    }
}

/// Two figures that must agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// `Q01` to `Q11`.
    pub id: &'static str,
    pub left_name: String,
    pub left: i64,
    pub right_name: String,
    pub right: i64,
    pub relation: Relation,
}

impl Check {
    /// Whether they agree.
    #[must_use]
    pub const fn holds(&self) -> bool {
        match self.relation {
            Relation::Equal => self.left == self.right,
            Relation::AtMost => self.left <= self.right,
        }
    }

    const fn equal(id: &'static str, left_name: String, left: i64, right_name: String, right: i64) -> Self {
        Self { id, left_name, left, right_name, right, relation: Relation::Equal }
    }
}

/// The checks of an area. `whole` is true of the area that nothing enters or leaves: what moves within a part of the tree
/// may cross its border, so that some identities hold of the whole alone.
#[must_use]
pub fn checks(t: &Tallies, lines: &[Indicator], whole: bool) -> Vec<Check> {
    let mut checks = vec![backlog(t)];
    checks.extend(parts(t));
    checks.extend(closings(t));
    checks.extend(asking(t));
    checks.extend(slips(t));
    checks.extend(terms(t));
    if whole {
        checks.extend(of_the_whole(t));
    }
    checks.push(parts_and_wholes(lines));
    checks
}

/// Q01: the flows, counted by events, explain the stocks, counted by cases.
fn backlog(t: &Tallies) -> Check {
    let flows = t.times(F::Registered) + t.times(F::Reopened) + t.times(F::Received)
        - t.times(F::Closed)
        - t.times(F::Exited)
        - t.times(F::Passed);
    Check::equal(
        "Q01",
        "期初在办 + 登记 + 复启 + 移入 − 结案 − 终结 − 移出".to_owned(),
        t.opened_with(Stand::Open) + flows,
        "期末在办".to_owned(),
        t.closed_with(Stand::Open),
    )
}

/// Q03 and Q04.
fn parts(t: &Tallies) -> Vec<Check> {
    let registered = t.times(F::Registered);
    let matters: i64 = t.matters().map(|(_, cases)| cases).sum();
    let ages: i64 = t.ages.values().sum();
    let name = || "登记".to_owned();
    vec![
        Check::equal(
            "Q03",
            "受理 + 不予受理 + 不再受理 + 受理前终结 + 待定".to_owned(),
            sum(&t.cohort, Stand::Intake, |_| true),
            name(),
            registered,
        ),
        Check::equal("Q04", "各事项类别登记合计(含未分类)".to_owned(), matters, name(), registered),
        Check::equal(
            "Q04",
            "各账龄期末在办合计".to_owned(),
            ages,
            "期末在办".to_owned(),
            t.closed_with(Stand::Open),
        ),
    ]
}

/// Q05: who settled a matter, and how.
fn closings(t: &Tallies) -> Vec<Check> {
    let up_to = |level| settled_up_to(t, level);
    let at_most = |left_name: &str, left, right_name: &str, right| Check {
        relation: Relation::AtMost,
        ..Check::equal("Q05", left_name.to_owned(), left, right_name.to_owned(), right)
    };
    vec![
        Check::equal(
            "Q05",
            "各级化解合计".to_owned(),
            up_to(Level::City),
            "结案".to_owned(),
            t.times(F::Closed),
        ),
        at_most("不出村", up_to(Level::Village), "不出镇", up_to(Level::Township)),
        at_most("不出镇", up_to(Level::Township), "不出县", up_to(Level::County)),
    ]
}

/// Q07: requests to rise, and refusals of them.
fn asking(t: &Tallies) -> Vec<Check> {
    let refused = t.times_of(F::RequestEnded, "refused") + t.times_of(F::RequestEnded, "appealed");
    vec![
        Check::equal(
            "Q07",
            "期初待决 + 申请上报".to_owned(),
            t.opened_with(Stand::Request) + t.times(F::Asked),
            "同意 + 不予上报 + 终止 + 逾期报请裁决 + 期末待决".to_owned(),
            t.times(F::RequestEnded) + t.closed_with(Stand::Request),
        ),
        Check::equal(
            "Q07",
            "期初不予上报未了结 + 不予上报 + 逾期报请裁决".to_owned(),
            t.opened_with(Stand::Refusal) + refused,
            "撤销 + 维持 + 期满 + 终止 + 再次申请 + 期末未了结".to_owned(),
            t.times(F::RefusalEnded) + t.closed_with(Stand::Refusal),
        ),
    ]
}

/// Q09.
fn slips(t: &Tallies) -> Vec<Check> {
    vec![Check::equal(
        "Q09",
        "期初在督 + 督办".to_owned(),
        t.opened_with(Stand::Slip) + t.times(F::SlipIssued),
        "解除 + 升级 + 期末在督".to_owned(),
        t.times(F::SlipLifted) + t.times(F::SlipPromoted) + t.closed_with(Stand::Slip),
    )]
}

/// Q10: a recorded breach is in the figure of its term, once.
fn terms(t: &Tallies) -> Vec<Check> {
    let of = |clocks: &[&str]| t.times_where(F::Breach, |clock| clocks.contains(&clock));
    let at_most = |name: &str, clocks, figure| Check {
        relation: Relation::AtMost,
        ..Check::equal(
            "Q10",
            format!("{name}超期记录"),
            of(clocks),
            format!("{name}未按期"),
            t.times_of(figure, "breached"),
        )
    };
    vec![
        at_most("受理告知期限", &["acceptance_notice_term"], F::NoticeTerm),
        at_most("督办反馈期限", &["slip_term"], F::SlipTerm),
        at_most("交办时限", &["order_term"], F::OrderTerm),
    ]
}

/// Q02, Q06, Q08 and the leaders' cases of Q10.
fn of_the_whole(t: &Tallies) -> Vec<Check> {
    let up = |figure| t.times_of(figure, "up");
    let kept =
        t.times_where(F::Rise, |detail| detail.ends_with(".keep") && !detail.starts_with("taken_over"));
    vec![
        Check::equal(
            "Q02",
            "移入合计".to_owned(),
            t.times(F::Received),
            "移出合计".to_owned(),
            t.times(F::Passed),
        ),
        Check::equal(
            "Q06",
            "期初待评价 + 评价邀请".to_owned(),
            t.opened_with(Stand::Invitation) + t.times(F::Invited),
            "已评价 + 超期未评 + 失效 + 期末待评价".to_owned(),
            t.times(F::Rated)
                + t.times(F::RatingLapsed)
                + t.times(F::InvitationStopped)
                + t.closed_with(Stand::Invitation),
        ),
        Check::equal("Q08", "上行移入".to_owned(), up(F::Received), "上行移出".to_owned(), up(F::Passed)),
        Check::equal(
            "Q08",
            "上行(按事由)".to_owned(),
            t.times(F::Rise),
            "上行移出".to_owned(),
            up(F::Passed),
        ),
        Check::equal("Q08", "研判为“就地化解”而上行".to_owned(), kept, "零".to_owned(), 0),
        Check::equal(
            "Q09",
            "督办升级".to_owned(),
            t.times(F::SlipPromoted),
            "由升级而来的督办".to_owned(),
            t.times(F::SlipFromPromotion),
        ),
        Check::equal(
            "Q10",
            "期初包案 + 新包案".to_owned(),
            t.opened_with(Stand::Led) + t.times(F::LeaderAssigned),
            "包案结案 + 终结 + 期末在办".to_owned(),
            t.times(F::LedEnded) + t.closed_with(Stand::Led),
        ),
    ]
}

/// Q11: no part exceeds its whole. Named is the line that does so most, or that comes nearest to it.
fn parts_and_wholes(lines: &[Indicator]) -> Check {
    let shares = lines.iter().filter(|line| line.kind == Kind::Share);
    let worst = shares.max_by_key(|line| line.value.numerator.saturating_sub(line.value.denominator));
    let (name, value) = worst.map_or(("", None), |line| (line.name.as_str(), Some(line.value)));
    Check {
        relation: Relation::AtMost,
        ..Check::equal(
            "Q11",
            format!("{name}的分子"),
            value.map_or(0, |value| value.numerator),
            format!("{name}的分母"),
            value.map_or(0, |value| value.denominator),
        )
    }
}
