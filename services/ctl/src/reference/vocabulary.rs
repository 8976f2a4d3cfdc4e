//! The closed vocabularies: every code that a request may carry or an answer may hold.

use std::fmt::Write as _;

use fengqiao_domain::affair::RuleSetStanding;
use fengqiao_domain::vocabulary as words;
use fengqiao_jurisdiction::Word;
use fengqiao_routing::{
    DangerSign, DossierItem, FinalDecision, HelpWanted, ReplayChange, StatutoryPath, Verdict,
};

use super::{cell, head};

pub(super) fn page() -> String {
    let mut page = head(
        "Vocabulary",
        "Codes are words of closed vocabularies, written in one way only. An unknown word is refused with D02, and the \
         answer lists those that are known.",
    );
    section::<words::Level>(&mut page, "Level", "层级");
    section::<words::Channel>(&mut page, "Channel", "来源渠道");
    section::<words::PartyRole>(&mut page, "PartyRole", "当事人地位");
    section::<words::PartyKind>(&mut page, "PartyKind", "当事人类型");
    section::<words::DocumentKind>(&mut page, "DocumentKind", "证件种类");
    section::<words::RiskGrade>(&mut page, "RiskGrade", "风险等级");
    pairs(&mut page, "DangerSign", "险情", DangerSign::ALL.iter().map(|word| (word.as_str(), word.zh())));
    section::<words::Track>(&mut page, "Track", "程序");
    section::<words::LegalPath>(&mut page, "LegalPath", "法定途径");
    section::<words::MediationMethod>(&mut page, "MediationMethod", "调解方式");
    section::<words::Profile>(&mut page, "Profile", "繁简");
    section::<words::Ground>(&mut page, "Ground", "不予受理、不再受理的情形");
    section::<words::Notice>(&mut page, "Notice", "文书");
    section::<words::ServiceMeans>(&mut page, "ServiceMeans", "送达方式");
    section::<words::ConsentSubject>(&mut page, "ConsentSubject", "意愿事项");
    section::<words::DispatchMode>(&mut page, "DispatchMode", "流转方式");
    section::<words::InvestigationKind>(&mut page, "InvestigationKind", "调查方式");
    pairs(
        &mut page,
        "DossierItem",
        "卷宗材料",
        DossierItem::ALL.iter().map(|word| (word.as_str(), word.zh())),
    );
    section::<words::SessionMode>(&mut page, "SessionMode", "调解形式");
    section::<words::SessionOutcome>(&mut page, "SessionOutcome", "调解结果");
    section::<words::AgreementForm>(&mut page, "AgreementForm", "协议形式");
    section::<words::FailureGround>(&mut page, "FailureGround", "调解不成的原因");
    pairs(&mut page, "Verdict", "研判结论", Verdict::ALL.iter().map(|word| (word.as_str(), word.zh())));
    pairs(
        &mut page,
        "HelpWanted",
        "请上级解决的事项",
        HelpWanted::ALL.iter().map(|word| (word.as_str(), word.zh())),
    );
    pairs(
        &mut page,
        "StatutoryPath",
        "其他法定途径",
        StatutoryPath::ALL.iter().map(|word| (word.as_str(), word.zh())),
    );
    pairs(
        &mut page,
        "FinalDecision",
        "终局结论",
        FinalDecision::ALL.iter().map(|word| (word.as_str(), word.zh())),
    );
    section::<words::ConfirmationBar>(&mut page, "ConfirmationBar", "司法确认预检");
    section::<words::MeetingKind>(&mut page, "MeetingKind", "会议种类");
    section::<words::TaskKind>(&mut page, "TaskKind", "任务种类");
    section::<words::ReferralKind>(&mut page, "ReferralKind", "对接移送");
    section::<words::ReferralResult>(&mut page, "ReferralResult", "对接结果");
    section::<words::OrderKind>(&mut page, "OrderKind", "交办种类");
    section::<words::IssuerLevel>(&mut page, "IssuerLevel", "交办层级");
    section::<words::AdviceKind>(&mut page, "AdviceKind", "专业意见种类");
    section::<words::Direction>(&mut page, "Direction", "流转方向");
    section::<words::AppealRuling>(&mut page, "AppealRuling", "裁决");
    section::<words::Outcome>(&mut page, "Outcome", "三到位一处理");
    section::<words::FollowUpRound>(&mut page, "FollowUpRound", "回访轮次");
    section::<words::Rating>(&mut page, "Rating", "评价");
    section::<words::RehandleReason>(&mut page, "RehandleReason", "重新办理的原因");
    section::<words::ReopenReason>(&mut page, "ReopenReason", "复启的原因");
    section::<words::HandoverCause>(&mut page, "HandoverCause", "移交原因");
    section::<words::RecommendationKind>(&mut page, "RecommendationKind", "三项建议");
    section::<RuleSetStanding>(&mut page, "RuleSetStanding", "规则集状态");
    pairs(
        &mut page,
        "ReplayChange",
        "旧案试算的变化",
        ReplayChange::ALL.iter().map(|word| (word.as_str(), word.zh())),
    );
    section::<words::VoidReason>(&mut page, "VoidReason", "作废的原因");
    section::<words::DestructionBasis>(&mut page, "DestructionBasis", "销钥依据");
    page
}

fn section<W: Word>(page: &mut String, name: &str, zh: &str) {
    pairs(page, name, zh, W::ALL.iter().map(|word| (word.as_str(), word.zh())));
}

fn pairs(page: &mut String, name: &str, zh: &str, words: impl Iterator<Item = (&'static str, &'static str)>) {
    // Writing to a string cannot fail.
    writeln!(page, "## {name} {zh}\n\n| code | 中文 |\n| --- | --- |").ok();
    for (code, zh) in words {
        writeln!(page, "| `{code}` | {} |", cell(zh)).ok();
    }
    page.push('\n');
}
