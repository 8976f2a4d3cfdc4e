//! Refusals: values with a stable code, the facts that decided, and what would change the answer.

use std::collections::BTreeMap;
use std::fmt;

use fengqiao_routing::{Assessment, RefusalCode};
use serde::{Deserialize, Serialize};

use crate::command::CommandName;

macro_rules! codes {
    ($($code:ident = $zh:literal;)+) => {
        /// The stable code of a refusal. What a clerk reads for each is in the catalogue of texts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $(#[doc = concat!($zh, ".")] $code),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// The code as written.
            #[must_use]
            pub const fn as_str(self) -> &'static str { match self { $(Self::$code => stringify!($code)),+ } }

            /// What it means, in a few words.
            #[must_use]
            pub const fn zh(self) -> &'static str { match self { $(Self::$code => $zh),+ } }
        }
    };
}

codes! {
    A01 = "令牌无效";
    A02 = "角色无权";
    A03 = "不在辖区";
    A04 = "非持案中心";
    A05 = "应当回避";
    A06 = "经办审核同一人";
    L01 = "阶段不允许";
    L02 = "案件已终结";
    L03 = "已被他人更新";
    L04 = "已并案";
    L05 = "并案、关联条件不符";
    L06 = "不能排除硬性情形";
    D01 = "必填缺失";
    D02 = "代码不存在";
    D03 = "格式或长度不符";
    D04 = "日期不合";
    D05 = "证件、信用代码或电话校验失败";
    D06 = "缺少依据材料";
    D07 = "命令编号已用于其他内容";
    D08 = "案件不存在";
    D09 = "规则草案有误";
    D10 = "报表勾稽不符";
    L08 = "异议已裁定";
    T01 = "不得以此事由中止";
    T02 = "不得延期";
    T03 = "权利期限已过";
    V01 = "依法保留";
    V02 = "保存期未满";
    C01 = "文书不全";
    C02 = "督办、任务、交办未了";
    C03 = "首次回访未做";
    C04 = "险情未处置";
    C05 = "诉求未支持而无释明记录";
    C06 = "司法确认预检不通过";
    R01 = "本级化解不充分";
    R02 = "卷宗不完整";
    R03 = "应通过其他法定途径处理";
    R04 = "同一事项正在办理";
    R05 = "已有终局结论";
    R06 = "属本级职权和能力范围";
    R07 = "上报对象不对";
    R08 = "当事人拒绝调解";
    R09 = "正在等待鉴定意见";
    R10 = "由人决定而不接收";
    R11 = "没有可处理的请求";
    R12 = "已退回过一次";
    R13 = "情形已成立,不得拒收";
    R14 = "交下后将立即再次上报";
}

/// Why a command changed nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub code: Code,
    /// The field of the request at fault, as a path.
    pub field: Option<String>,
    /// The facts that decided, by the names the texts use. Codes and figures, never personal data.
    pub facts: BTreeMap<&'static str, String>,
    /// What this officer may do instead.
    pub allowed: Vec<CommandName>,
    /// The tables' answer, where a rule decided.
    pub assessment: Option<Box<Assessment>>,
}

impl Refusal {
    /// A refusal with nothing but its code.
    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self { code, field: None, facts: BTreeMap::new(), allowed: Vec::new(), assessment: None }
    }

    /// A field that is missing though required (D01).
    #[must_use]
    pub fn missing(field: impl Into<String>) -> Self {
        Self::new(Code::D01).at(field)
    }

    /// Names the field at fault.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn because(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.facts.insert(name, value.to_string());
        self
    }

    /// Adds the tables' answer.
    #[must_use]
    pub fn explained_by(mut self, assessment: Assessment) -> Self {
        self.assessment = Some(Box::new(assessment));
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code.as_str(), self.code.zh())
    }
}

impl std::error::Error for Refusal {}

impl From<RefusalCode> for Code {
    fn from(code: RefusalCode) -> Self {
        match code {
            RefusalCode::R01 => Self::R01,
            RefusalCode::R02 => Self::R02,
            RefusalCode::R03 => Self::R03,
            RefusalCode::R04 => Self::R04,
            RefusalCode::R05 => Self::R05,
            RefusalCode::R06 => Self::R06,
            RefusalCode::R07 => Self::R07,
            RefusalCode::R08 => Self::R08,
            RefusalCode::R09 => Self::R09,
            RefusalCode::R10 => Self::R10,
            RefusalCode::R11 => Self::R11,
            RefusalCode::R12 => Self::R12,
            RefusalCode::R13 => Self::R13,
            RefusalCode::R14 => Self::R14,
        }
    }
}
