//! Words of joint handling: confirmation by a court, meetings, tasks, referrals, orders, advice.

use fengqiao_jurisdiction::{Level, vocabulary};

vocabulary! {
    /// Why a court would not confirm an agreement (司法确认预检), 民诉法解释 arts. 355 and 358.
    ConfirmationBar {
        /// 确认、解除身份关系.
        IdentityRelation = "identity_relation", "确认或者解除身份关系";
        /// 物权、知识产权确权.
        PropertyTitle = "property_title", "物权、知识产权确权";
        /// 不属于该法院管辖.
        NoJurisdiction = "no_jurisdiction", "不属于该法院管辖";
        /// 违反强制性规定,损害国家、社会公共利益或者他人合法权益.
        AgainstLaw = "against_law", "违反强制性规定或者损害他人利益";
        /// 内容不明确,无法执行.
        Vague = "vague", "内容不明确";
    }
}

vocabulary! {
    /// Why an officer's cases pass to others (移交原因).
    HandoverCause {
        /// 调离.
        Transfer = "transfer", "调离";
        /// 退休.
        Retirement = "retirement", "退休";
        /// 离职.
        Resignation = "resignation", "离职";
        /// 休假、病假.
        Leave = "leave", "休假、病假";
        /// 工作调整.
        Reassignment = "reassignment", "工作调整";
    }
}

vocabulary! {
    /// What is recommended to a unit (三项建议), 信访工作条例 art. 40.
    RecommendationKind {
        /// 改进工作.
        BetterWork = "better_work", "改进工作";
        /// 完善政策.
        CompletePolicy = "complete_policy", "完善政策";
        /// 追究责任.
        HoldToAccount = "hold_to_account", "追究责任";
    }
}

vocabulary! {
    /// What kind of meeting was held on a case (会议种类).
    MeetingKind {
        /// 会商.
        Consultation = "consultation", "会商";
        /// 联席会议.
        JointConference = "joint_conference", "联席会议";
        /// 领导接访.
        LeaderReception = "leader_reception", "领导接访";
        /// 领导下访.
        LeaderVisit = "leader_visit", "领导下访";
        /// 专班会议.
        TaskForce = "task_force", "专班会议";
    }
}

vocabulary! {
    /// A dated duty of one unit (任务种类).
    TaskKind {
        /// 议定事项: what a meeting decided; one of them leads.
        Decision = "decision", "议定事项";
        /// 吹哨: a township summons a department of the level above.
        Summons = "summons", "吹哨";
        /// 代跑.
        Errand = "errand", "代跑";
        /// 会签意见.
        UnitInput = "unit_input", "会签意见";
        /// 回电: to a citizen who is not satisfied.
        Callback = "callback", "回电";
        /// 遮蔽: personal data are taken out of a narrative.
        Redaction = "redaction", "遮蔽";
    }
}

vocabulary! {
    /// To whom part of a matter is referred (对接移送).
    ReferralKind {
        /// 人民调解等调解组织: needs both sides' consent.
        Mediators = "mediators", "调解组织";
        /// 人民法院.
        Court = "court", "人民法院";
        /// 检察机关.
        Procuratorate = "procuratorate", "检察机关";
        /// 公安机关.
        Police = "police", "公安机关";
        /// 救助帮扶.
        Aid = "aid", "救助帮扶";
        /// 法律援助.
        LegalAid = "legal_aid", "法律援助";
    }
}

vocabulary! {
    /// What came of a referral (对接结果).
    ReferralResult {
        /// 已办结.
        Done = "done", "已办结";
        /// 未办成.
        Failed = "failed", "未办成";
        /// 不予办理.
        Declined = "declined", "不予办理";
    }
}

vocabulary! {
    /// A numbered written order from above (交办种类).
    OrderKind {
        /// 交办.
        Assignment = "assignment", "交办";
        /// 批示.
        Instruction = "instruction", "批示";
        /// 挂账.
        Listing = "listing", "挂账";
    }
}

vocabulary! {
    /// The level that issued an order (交办层级).
    IssuerLevel {
        /// 县(区).
        County = "county", "县(区)";
        /// 市.
        City = "city", "市";
        /// 省(自治区).
        Province = "province", "省(自治区)";
        /// 国家.
        State = "state", "国家";
    }
}

impl IssuerLevel {
    /// The highest of our levels that such an order may tell to lead.
    #[must_use]
    pub const fn highest_lead(self) -> Level {
        match self {
            Self::County => Level::County,
            Self::City | Self::Province | Self::State => Level::City,
        }
    }
}

vocabulary! {
    /// Whose advice is put on file (专业意见种类).
    AdviceKind {
        /// 律师意见.
        Lawyer = "lawyer", "律师意见";
        /// 第三方意见.
        ThirdParty = "third_party", "第三方意见";
        /// 专家意见.
        Expert = "expert", "专家意见";
    }
}
