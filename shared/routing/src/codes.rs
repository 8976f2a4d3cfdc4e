//! The closed lists of codes: what facts can be, what tables there are, what they can answer.

use fengqiao_jurisdiction::{LegalPath, Word, vocabulary};

/// The member with this written form.
pub(crate) fn word<W: Word>(text: &str) -> Option<W> {
    W::ALL.iter().copied().find(|word| word.as_str() == text)
}

vocabulary! {
    /// The class of a case's phase (阶段).
    PhaseClass {
        Handling = "handling", "办理";
        Settled = "settled", "已有结论";
        Ended = "ended", "终结";
    }
}

vocabulary! {
    /// A sign of danger (险情). Never graded away.
    DangerSign {
        Threat = "threat", "扬言";
        Weapon = "weapon", "持械";
        SelfHarm = "self_harm", "自伤";
        Violence = "violence", "暴力";
    }
}

vocabulary! {
    /// The legal path outside mediation and petition that a matter must take (其他法定途径), 信访工作条例 art. 31.
    StatutoryPath {
        /// The matter belongs to mediation or petition.
        None = "none", "无";
        Court = "court", "诉讼";
        Procuratorate = "procuratorate", "检察";
        Police = "police", "公安程序";
        Arbitration = "arbitration", "仲裁";
        PartyAppeal = "party_appeal", "党员申诉";
        Reconsideration = "reconsideration", "行政复议";
        AdministrativeProcedure = "administrative_procedure", "行政裁决等行政程序";
        DutyPerformance = "duty_performance", "履职查处";
    }
}

vocabulary! {
    /// A decision after which the matter is not taken up again (终局结论), 信访工作条例 art. 36.
    FinalDecision {
        /// Nothing final has been decided.
        None = "none", "无";
        Rechecked = "rechecked", "已复核终结";
        CourtFinal = "court_final", "已有生效裁判";
        LitigationConcluded = "litigation_concluded", "涉法涉诉终结";
    }
}

vocabulary! {
    /// A paper of the dossier (卷宗) that must be there before a case may be asked up.
    DossierItem {
        IntakeForm = "intake_form", "登记表";
        /// The identity of the parties, or their recorded refusal to give it.
        Identity = "identity", "身份材料或拒绝提供的记录";
        Classification = "classification", "分类";
        ProofOfAcceptance = "proof_of_acceptance", "受理凭证";
        /// A record of each attempt, not of the last alone.
        SessionRecords = "session_records", "每次调解的笔录";
        EvidenceList = "evidence_list", "证据清单";
        BriefOfPositions = "brief_of_positions", "各方意见摘要";
    }
}

vocabulary! {
    /// What a request to rise asks of the level above (请上级解决的事项).
    HelpWanted {
        Power = "power", "职权";
        Coordination = "coordination", "协调";
        Expertise = "expertise", "专业力量";
        Funds = "funds", "资金";
        Leader = "leader", "领导包案";
    }
}

vocabulary! {
    /// What the tables say of a case at its level (研判结论).
    Verdict {
        /// It rises in the same decision.
        LiftNow = "lift_now", "立即提级";
        /// The level may and must ask, nobody may refuse.
        LiftOnRequest = "lift_on_request", "应当上报";
        /// A named officer above decides, with a reason.
        LiftAtDiscretion = "lift_at_discretion", "可以上报";
        /// Facts are missing, a person decides.
        Undetermined = "undetermined", "待人工判定";
        /// It stays.
        Keep = "keep", "本级化解";
    }
}

vocabulary! {
    /// Why a case does not rise (不予上报). The tables give R01 to R09; the others come from the rules of conduct around a
    /// request, and are listed here so that the code has one home.
    RefusalCode {
        R01 = "R01", "本级化解不充分";
        R02 = "R02", "卷宗不完整";
        R03 = "R03", "应通过其他法定途径处理";
        R04 = "R04", "同一事项正在办理";
        R05 = "R05", "已有终局结论";
        R06 = "R06", "属本级职权和能力范围";
        R07 = "R07", "上报对象不对";
        R08 = "R08", "当事人拒绝调解";
        R09 = "R09", "正在等待鉴定意见";
        R10 = "R10", "由人决定而不接收";
        R11 = "R11", "没有可处理的请求";
        R12 = "R12", "已退回过一次";
        R13 = "R13", "情形已成立,不得拒收";
        R14 = "R14", "交下后将立即再次上报";
    }
}

vocabulary! {
    /// A table of the rule set.
    TableId {
        /// A true row lifts at once.
        HardTriggers = "hard_triggers", "硬性情形";
        /// A true row proves inability.
        SoftTriggers = "soft_triggers", "软性情形";
        /// A true row leaves it to an officer above.
        Optional = "optional", "可选情形";
        /// All must hold before a soft trigger counts.
        Gates = "gates", "上报条件";
        /// A true row tells the levels it names.
        Notices = "notices", "预警";
        /// From the results of the other tables to the verdict.
        Verdicts = "verdicts", "结论";
    }
}

// === impl StatutoryPath ===

impl From<LegalPath> for StatutoryPath {
    fn from(path: LegalPath) -> Self {
        match path {
            LegalPath::Mediation | LegalPath::PetitionOpinion => Self::None,
            LegalPath::Court => Self::Court,
            LegalPath::Procuratorate => Self::Procuratorate,
            LegalPath::Police => Self::Police,
            LegalPath::Arbitration => Self::Arbitration,
            LegalPath::PartyAppeal => Self::PartyAppeal,
            LegalPath::Reconsideration => Self::Reconsideration,
            LegalPath::AdministrativeProcedure => Self::AdministrativeProcedure,
            LegalPath::DutyPerformance => Self::DutyPerformance,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_what_it_was_written_from() {
        fn assert_reads_back<W: Word + std::fmt::Debug>() {
            for member in W::ALL {
                assert_eq!(word::<W>(member.as_str()), Some(*member));
            }
        }
        assert_reads_back::<DangerSign>();
        assert_reads_back::<RefusalCode>();
        assert_reads_back::<Verdict>();
        assert_reads_back::<TableId>();
    }

    #[test]
    fn a_path_of_our_own_is_no_other_statutory_path() {
        for path in LegalPath::ALL {
            let ours = matches!(path, LegalPath::Mediation | LegalPath::PetitionOpinion);
            let converted = StatutoryPath::from(*path);
            assert_eq!(converted == StatutoryPath::None, ours);
            assert!(ours || converted.as_str() == path.as_str());
        }
    }
}
