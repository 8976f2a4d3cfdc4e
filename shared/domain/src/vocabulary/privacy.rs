//! Words of the protection of personal data.

use fengqiao_jurisdiction::vocabulary;

vocabulary! {
    /// On what the key of a person's data is destroyed (销钥依据).
    DestructionBasis {
        /// 保存期满: the file need not be kept any more, 个人信息保护法 art. 19 and 47.
        RetentionOver = "retention_over", "保存期满";
        /// 个人依法请求删除, 个人信息保护法 art. 47.
        LawfulRequest = "lawful_request", "个人依法请求删除";
        /// 弃置草稿: a draft that nobody saved again for thirty days.
        AbandonedDraft = "abandoned_draft", "草稿弃置满30日";
    }
}
