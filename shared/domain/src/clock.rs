//! When a clock ends: the tenant's terms and the calendar applied to a running clock.

use jiff::Timestamp;
use jiff::civil::Date;

use fengqiao_calendar::{Calendar, Due, Term, end_of_day};
use fengqiao_jurisdiction::Terms;

use crate::context::Context;
use crate::state::{Case, Clock, ClockEnd, ClockName, ClockState};
use crate::vocabulary::{Level, MediationMethod, PauseReason, Profile, SlipColour};

/// 信访工作条例 art. 34: at most thirty days more, once.
const HANDLE_EXTENSION_MAX: Term = Term::CalendarDays(30);

/// The end of a clock, with its arithmetic day by day.
#[must_use]
pub fn due(clock: &Clock, terms: &Terms, calendar: &Calendar) -> Due {
    calendar.due(clock.from, term(clock, terms), &clock.pauses, clock.extension)
}

/// The moment at which a clock ends: 24:00 of its last day, or the end of the last hour. None while a pause is open.
#[must_use]
pub fn end_instant(clock: &Clock, terms: &Terms, calendar: &Calendar) -> Option<Timestamp> {
    let term = term(clock, terms);
    let at = if matches!(term, Term::Hours(_)) {
        calendar.due_instant(clock.started_at, term, &clock.pauses, clock.extension)
    } else {
        let due = due(clock, terms, calendar);
        if due.paused {
            return None;
        }
        end_of_day(due.on)
    };
    // Nothing falls due before it was known to.
    Some(at.max(clock.stands_since()))
}

/// Whether a right may still be used today: its clock runs and has not ended.
#[must_use]
pub fn runs(case: &Case, name: ClockName, ctx: &Context<'_>) -> bool {
    end(case, name, ctx).is_some_and(|date| ctx.occurred_on <= date)
}

/// The last day of a running clock.
#[must_use]
pub fn end(case: &Case, name: ClockName, ctx: &Context<'_>) -> Option<Date> {
    case.clocks.running(name).map(|clock| due(clock, ctx.jurisdiction.terms(), ctx.calendar).on)
}

/// The term of a clock: what statute fixes here, the rest from the tenant.
#[must_use]
pub fn term(clock: &Clock, terms: &Terms) -> Term {
    match clock.end {
        ClockEnd::On(date) => Term::Until(date),
        ClockEnd::OfLevel(level) => terms.level.of(level).unwrap_or(terms.designation),
        ClockEnd::OfMethod(method) => of_method(method),
        ClockEnd::OfColour(SlipColour::Blue) => terms.slip.blue,
        ClockEnd::OfColour(SlipColour::Yellow) => terms.slip.yellow,
        ClockEnd::OfColour(SlipColour::Red) => terms.slip.red,
        ClockEnd::OfProfile(profile) => administrative_acceptance(profile, terms),
        ClockEnd::Term => of_name(clock.name, terms),
    }
}

/// 司法部令75 one month; 医疗纠纷条例 art. 38 thirty working days; 劳动争议调解仲裁法 art. 14 fifteen days.
const fn of_method(method: MediationMethod) -> Term {
    match method {
        MediationMethod::People | MediationMethod::Administrative | MediationMethod::Judicial => {
            Term::CalendarDays(30)
        }
        MediationMethod::Medical => Term::WorkingDays(30),
        MediationMethod::Labour => Term::CalendarDays(15),
    }
}

/// 深圳经济特区矛盾纠纷多元化解条例 art. 45: five working days, ten if complex. Its clock starts only where the tenant has the term.
fn administrative_acceptance(profile: Profile, terms: &Terms) -> Term {
    match (&terms.administrative, profile) {
        (Some(local), Profile::Complex) => local.accept_complex,
        (Some(local), Profile::Simple | Profile::Ordinary) => local.accept,
        (None, Profile::Complex) => Term::WorkingDays(10),
        (None, Profile::Simple | Profile::Ordinary) => Term::WorkingDays(5),
    }
}

const fn of_name(name: ClockName, terms: &Terms) -> Term {
    use ClockName as C;
    match name {
        // 信访工作条例 arts. 22 and 23.
        C::ForwardTerm | C::AcceptanceNoticeTerm => Term::CalendarDays(15),
        C::ObjectionRight => Term::WorkingDays(5),
        // 信访工作条例 art. 34.
        C::HandleTerm => Term::CalendarDays(60),
        // 人民调解法 art. 33.
        C::ConfirmationRight => Term::CalendarDays(30),
        // 信访工作条例 arts. 35 and 36.
        C::ReviewRight | C::RecheckRight | C::ReviewTerm | C::RecheckTerm => Term::CalendarDays(30),
        // 劳动争议调解仲裁法 art. 43.
        C::LabourAwardWatch => Term::CalendarDays(45),
        // 农村土地承包经营纠纷调解仲裁法 art. 47; 行政复议法 art. 62.
        C::LandAwardWatch | C::ReconsiderationWatch => Term::CalendarDays(60),
        C::SimpleReconsiderationWatch => Term::CalendarDays(30),
        // 劳动保障监察条例 art. 17.
        C::LabourInspectionWatch => Term::WorkingDays(60),
        C::CourtWatch => Term::CalendarDays(18),
        C::MediationTerm => Term::CalendarDays(30),
        C::SignTerm => terms.sign,
        C::SimpleAnswerTerm => terms.simple_answer,
        C::FactTerm => terms.fact,
        C::AskUpTerm => terms.ask_up,
        C::EscalationTerm => terms.escalation,
        C::AppealRight => terms.appeal_right,
        C::AppealTerm => terms.appeal,
        C::ContinueRight => terms.continue_right_max,
        C::LevelTerm | C::DesignationTerm => terms.designation,
        C::DangerTerm => terms.danger,
        C::UnresolvedTerm => terms.unresolved,
        C::FollowUpFirstTerm => terms.follow_up_first,
        C::FollowUpSecondTerm => terms.follow_up_second,
        C::RatingRight => terms.rating_right,
        C::ArchiveTerm => terms.archive,
        // 信访工作条例 art. 40 wants an answer in writing; the thirty days are usual, not the law's.
        C::RecommendationTerm => Term::CalendarDays(30),
        C::AdministrativeAcceptTerm => Term::WorkingDays(5),
        C::AdministrativeTransferTerm => match &terms.administrative {
            Some(local) => local.transfer,
            None => Term::WorkingDays(3),
        },
        C::SlipTerm => terms.slip.blue,
        // The dates of the others are set, see `ClockEnd::On`.
        C::PerformanceCheckTerm
        | C::HandlerTerm
        | C::TaskTerm
        | C::OrderTerm
        | C::RiskReviewTerm
        | C::PerformanceWatch => terms.performance_check,
    }
}

/// Whether days of a clock may stop counting for that reason (中止计时). A term that a level has to itself pauses with the
/// mediation that it is for.
#[must_use]
pub fn may_pause(case: &Case, clock: &Clock, reason: PauseReason) -> bool {
    use PauseReason as P;
    if clock.state() == ClockState::Breached {
        return false;
    }
    match (clock.name, clock.end) {
        (ClockName::AcceptanceNoticeTerm, _) => reason == P::AddressUnknown,
        (ClockName::MediationTerm, ClockEnd::OfMethod(method)) => match method {
            MediationMethod::People | MediationMethod::Administrative | MediationMethod::Judicial => {
                matches!(reason, P::ExpertOpinion | P::Supplement | P::ForceMajeure)
            }
            // 医疗纠纷预防和处理条例 art. 38.
            MediationMethod::Medical => reason == P::ExpertOpinion,
            MediationMethod::Labour => false,
        },
        // 信访工作条例 art. 36: the time of a hearing does not count.
        (ClockName::RecheckTerm, _) => reason == P::Hearing,
        (ClockName::LevelTerm, _) => case
            .clocks
            .running(ClockName::MediationTerm)
            .is_some_and(|mediation| may_pause(case, mediation, reason)),
        _ => false,
    }
}

/// By how much a clock may be extended, once (延期); none if it may not be.
#[must_use]
pub fn extension_max(clock: &Clock, terms: &Terms) -> Option<u16> {
    let max = match (clock.name, clock.end) {
        (ClockName::HandleTerm, _) => HANDLE_EXTENSION_MAX,
        // 劳动争议调解仲裁法 art. 14: after fifteen days arbitration is open, whatever the parties agree.
        (ClockName::MediationTerm, ClockEnd::OfMethod(MediationMethod::Labour)) => return None,
        (ClockName::MediationTerm, _) => terms.mediation_extension_max,
        (ClockName::LevelTerm, ClockEnd::OfLevel(Level::County)) => terms.level.county_extension_max,
        _ => return None,
    };
    match max {
        Term::CalendarDays(days) | Term::WorkingDays(days) => Some(days),
        Term::Hours(_) | Term::Until(_) => None,
    }
}
