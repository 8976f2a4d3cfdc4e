//! A message that cannot even be read, so that there is no field to name.

use fengqiao_domain::Code as RefusalCode;
use tonic::{Code, Status};
use tonic_types::pb;

use super::{Detail as _, ERROR_DOMAIN, localized, with_details};
use crate::texts::Catalogue;
use crate::v1::RefusalDetail;

/// D03 for a whole message: longer than `bytes_max`, or not of the contract's form.
#[must_use]
pub fn malformed(bytes_max: Option<usize>, catalogue: &Catalogue) -> Status {
    let code = RefusalCode::D03;
    let reply = catalogue.refusal(code, bytes_max);
    let facts = bytes_max.map(|max| ("max".to_owned(), max.to_string()));
    let info = pb::ErrorInfo {
        reason: code.as_str().to_owned(),
        domain: ERROR_DOMAIN.to_owned(),
        metadata: facts.into_iter().collect(),
    };
    let message = [code.as_str(), &reply.text, &reply.change].join(" ");
    let localized = localized(&reply.text);
    let detail = RefusalDetail {
        code: code.as_str().to_owned(),
        text: reply.text,
        change: reply.change,
        ..Default::default()
    };
    with_details(Code::InvalidArgument, message, vec![info.packed(), localized, detail.packed()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Failure;

    #[test]
    fn a_message_too_long_is_told_how_long_it_may_be() {
        let failure = Failure::from(&malformed(Some(1_000), &Catalogue::zh_cn().unwrap()));
        assert_eq!((failure.code.as_str(), failure.grpc), ("D03", Code::InvalidArgument));
        assert_eq!(failure.facts["max"], "1000");
        assert!(failure.text.contains("1000") && !failure.change.is_empty(), "{failure:?}");
    }
}
