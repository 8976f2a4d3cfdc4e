//! The families of subjects in a site's log (主题族), a closed list. Whatever has a history has one literal subject,
//! `<family>.<site>.<origin>.<id>`, fixed at its birth: a case, and what is no case beside it.

use uuid::Uuid;

use fengqiao_jurisdiction::{CentreCode, SiteCode, vocabulary};

vocabulary! {
    /// What a subject of the log is the history of (主题族).
    Family {
        /// 案件.
        Case = "case", "案件";
        /// 承办移交: an officer's cases pass to others.
        Handover = "handover", "承办移交";
        /// 三项建议: 信访工作条例 art. 40.
        Recommendation = "recommendation", "三项建议";
        /// 规则集: the decision tables of a city, from draft to draft.
        RuleSet = "rule_set", "规则集";
        /// 报表: the frozen figures of a period.
        Pack = "pack", "报表";
    }
}

impl Family {
    /// The subject of one thing, born at a centre.
    #[must_use]
    pub fn subject(self, origin: CentreCode, id: Uuid) -> String {
        format!("{self}.{}.{origin}.{id}", origin.site())
    }

    /// The pattern of one thing's subject where its origin is not known.
    #[must_use]
    pub fn wherever_born(self, site: SiteCode, id: Uuid) -> String {
        format!("{self}.{site}.*.{id}")
    }

    /// The patterns of all subjects of a site: what its stream takes.
    #[must_use]
    pub fn subjects(site: SiteCode) -> Vec<String> {
        Self::ALL.iter().map(|family| format!("{family}.{site}.*.*")).collect()
    }

    /// The family and the id that a subject names, if it is one of these.
    #[must_use]
    pub fn read(subject: &str) -> Option<(Self, Uuid)> {
        let mut tokens = subject.split('.');
        let family = tokens.next()?.parse().ok()?;
        let (_site, _origin) = (tokens.next()?, tokens.next()?);
        let id = tokens.next()?.parse().ok()?;
        tokens.next().is_none().then_some((family, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_subject_of_a_known_family_is_read() {
        let (origin, id): (CentreCode, _) = ("640221100".parse().unwrap(), Uuid::from_u128(7));
        for family in Family::ALL {
            let subject = family.subject(origin, id);
            assert_eq!(Family::read(&subject), Some((*family, id)), "{subject}");
            assert_eq!(Family::read(&format!("{subject}.x")), None);
        }
        assert_eq!(Family::Case.subject(origin, id), format!("case.640221.640221100.{id}"));
        for other in ["case.640221.640221100", "case.640221.640221100.x", "rules.640221.640221.1", ""] {
            assert_eq!(Family::read(other), None, "{other}");
        }
    }

    #[test]
    fn a_stream_takes_every_family() {
        let subjects = Family::subjects("640221".parse().unwrap());
        assert_eq!(subjects.len(), Family::ALL.len());
        assert_eq!(subjects.first().map(String::as_str), Some("case.640221.*.*"));
    }
}
