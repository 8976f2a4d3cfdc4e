//! The words every crate shares: levels, tracks, legal paths, methods, profiles and roles.
//!
//! Each word is written in one way only, in snake case: in events, in rule tables and in the files of a
//! jurisdiction. [`Word::zh`] is what a clerk reads.

use thiserror::Error;

/// A closed vocabulary whose members have one written form.
pub trait Word: Copy + Eq + Sized + 'static {
    /// Every member, in the order of definition.
    const ALL: &'static [Self];

    /// The written form.
    fn as_str(self) -> &'static str;

    /// The Chinese term.
    fn zh(self) -> &'static str;
}

/// Text that is no member of the vocabulary asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{text:?} is not a {vocabulary}; expected one of {expected}")]
pub struct UnknownWord {
    /// The name of the type.
    pub vocabulary: &'static str,
    /// What was read.
    pub text: String,
    /// The members, separated by commas.
    pub expected: String,
}

/// Defines a closed vocabulary: a public enum, or one for its crate alone, whose members have one written form and one
/// Chinese term.
#[macro_export]
macro_rules! vocabulary {
    ($(#[$meta:meta])* pub(crate) $name:ident { $($members:tt)+ }) => {
        $crate::vocabulary!(@define $(#[$meta])* (pub(crate)) $name { $($members)+ });
    };
    ($(#[$meta:meta])* $name:ident { $($members:tt)+ }) => {
        $crate::vocabulary!(@define $(#[$meta])* (pub) $name { $($members)+ });
    };
    (@define $(#[$meta:meta])* ($vis:vis) $name:ident {
        $($(#[$doc:meta])* $variant:ident = $text:literal, $zh:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        $vis enum $name { $($(#[$doc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every member, in the order of definition.
            $vis const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Every written form, in the order of the members.
            $vis const WRITTEN: &'static [&'static str] = &[$($text),+];

            /// The written form.
            #[must_use]
            $vis const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The Chinese term.
            #[must_use]
            $vis const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh),+ }
            }
        }

        impl $crate::Word for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn as_str(self) -> &'static str { self.as_str() }

            fn zh(self) -> &'static str { self.zh() }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(text: &str) -> Result<Self, $crate::UnknownWord> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text).ok_or_else(|| $crate::UnknownWord {
                    vocabulary: stringify!($name),
                    text: text.to_owned(),
                    expected: Self::WRITTEN.join(", "),
                })
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

vocabulary! {
    /// The level of a centre (层级). Ordered: the village is lowest. A grid 网格 is inside a village, not a level.
    Level {
        /// 村(社区).
        Village = "village", "村(社区)";
        /// 乡镇(街道).
        Township = "township", "乡镇(街道)";
        /// 县(区).
        County = "county", "县(区)";
        /// 市.
        City = "city", "市";
    }
}

vocabulary! {
    /// The procedure a matter follows (程序).
    Track {
        /// 调解程序: ends in an agreement.
        Mediation = "mediation", "调解程序";
        /// 信访程序: ends in a written opinion.
        Petition = "petition", "信访程序";
    }
}

vocabulary! {
    /// The statutory path that settles a matter (法定途径), 信访工作条例 art. 31.
    LegalPath {
        /// 调解.
        Mediation = "mediation", "调解";
        /// 信访处理意见.
        PetitionOpinion = "petition_opinion", "信访处理意见";
        /// 诉讼.
        Court = "court", "诉讼";
        /// 检察.
        Procuratorate = "procuratorate", "检察";
        /// 公安程序.
        Police = "police", "公安程序";
        /// 仲裁.
        Arbitration = "arbitration", "仲裁";
        /// 党员申诉.
        PartyAppeal = "party_appeal", "党员申诉";
        /// 行政复议.
        Reconsideration = "reconsideration", "行政复议";
        /// 行政裁决等行政程序.
        AdministrativeProcedure = "administrative_procedure", "行政裁决等行政程序";
        /// 履职查处.
        DutyPerformance = "duty_performance", "履职查处";
    }
}

vocabulary! {
    /// Who mediates, and with it the statutory term of a mediation (调解方式).
    MediationMethod {
        /// 人民调解.
        People = "people", "人民调解";
        /// 行政调解.
        Administrative = "administrative", "行政调解";
        /// 司法调解.
        Judicial = "judicial", "司法调解";
        /// 医疗纠纷调解.
        Medical = "medical", "医疗纠纷调解";
        /// 劳动争议调解.
        Labour = "labour", "劳动争议调解";
    }
}

vocabulary! {
    /// How much procedure a matter needs (办理类型). Simple is lost when the facts turn complex.
    Profile {
        /// 简易.
        Simple = "simple", "简易";
        /// 普通.
        Ordinary = "ordinary", "普通";
        /// 疑难.
        Complex = "complex", "疑难";
    }
}

vocabulary! {
    /// What an officer, a party or the system may act as (角色).
    Role {
        /// 网格员, at a village.
        GridOfficer = "grid_officer", "网格员";
        /// 村级调解员.
        StationMediator = "station_mediator", "村级调解员";
        /// 站点负责人, of a village station.
        StationHead = "station_head", "站点负责人";
        /// 窗口登记员, at a centre of township, county or city.
        Clerk = "clerk", "窗口登记员";
        /// 分派员.
        Dispatcher = "dispatcher", "分派员";
        /// 调解员, at township or county.
        Mediator = "mediator", "调解员";
        /// 中心主任, of township or county.
        Director = "director", "中心主任";
        /// 联席会议办公室, of county or city: co-ordinates.
        JointOffice = "joint_office", "联席办";
        /// 指挥员: reads all, supervises and designates, never edits a case.
        CommandOfficer = "command_officer", "指挥员";
        /// 单位经办人: acts only on what was dispatched to the unit.
        UnitOfficer = "unit_officer", "单位经办人";
        /// 单位负责人.
        UnitHead = "unit_head", "单位负责人";
        /// 复查复核员.
        ReviewOfficer = "review_officer", "复查复核员";
        /// 诉调联络员.
        CourtLiaison = "court_liaison", "诉调联络员";
        /// 值班律师.
        Lawyer = "lawyer", "值班律师";
        /// 规则编辑: never the approver.
        RuleEditor = "rule_editor", "规则编辑";
        /// 规则审批: never the editor.
        RuleApprover = "rule_approver", "规则审批";
        /// 系统管理员: the three administrators are three persons.
        SystemAdministrator = "system_administrator", "系统管理员";
        /// 安全管理员.
        SecurityAdministrator = "security_administrator", "安全管理员";
        /// 审计管理员.
        Auditor = "auditor", "审计管理员";
        /// 当事人.
        Party = "party", "当事人";
        /// 代办员: staff filing for a party with a letter of authority.
        Proxy = "proxy", "代办员";
        /// 系统: timers and policies.
        System = "system", "系统";
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;
    use std::str::FromStr;

    use serde::{Deserialize, Serialize};

    use super::*;

    fn assert_one_written_form<W>()
    where
        W: Word
            + FromStr<Err = UnknownWord>
            + Serialize
            + for<'de> Deserialize<'de>
            + fmt::Debug
            + fmt::Display,
    {
        for word in W::ALL.iter().copied() {
            let quoted = format!("\"{}\"", word.as_str());
            assert_eq!(serde_json::to_string(&word).unwrap(), quoted);
            assert_eq!(serde_json::from_str::<W>(&quoted).unwrap(), word);
            assert_eq!(word.as_str().parse::<W>().unwrap(), word);
            assert_eq!(word.to_string(), word.as_str());
            assert!(!word.zh().is_empty());
        }
    }

    #[test]
    fn every_word_has_one_written_form_in_text_and_in_json() {
        assert_one_written_form::<Level>();
        assert_one_written_form::<Track>();
        assert_one_written_form::<LegalPath>();
        assert_one_written_form::<MediationMethod>();
        assert_one_written_form::<Profile>();
        assert_one_written_form::<Role>();
    }

    #[test]
    fn levels_rise_from_the_village_to_the_city() {
        assert!(
            Level::Village < Level::Township
                && Level::Township < Level::County
                && Level::County < Level::City
        );
    }

    #[test]
    fn an_unknown_word_is_refused_with_what_was_expected() {
        let error = "province".parse::<Level>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"province\" is not a Level; expected one of village, township, county, city"
        );
    }
}
