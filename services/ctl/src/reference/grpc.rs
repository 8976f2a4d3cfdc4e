//! The contract, from the descriptors that were compiled in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use fengqiao_api::FILE_DESCRIPTOR_SET;
use prost::Message as _;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet};

use super::{cell, head};
use crate::error::Error;

const PACKAGE: &str = "fengqiao.v1";

/// Numbers of fields in a descriptor, which the paths of comments are made of (descriptor.proto).
const FILE_MESSAGE: i32 = 4;
const FILE_SERVICE: i32 = 6;
const SERVICE_METHOD: i32 = 2;
const MESSAGE_FIELD: i32 = 2;

pub(super) fn page() -> Result<String, Error> {
    let set = FileDescriptorSet::decode(FILE_DESCRIPTOR_SET).map_err(Error::Contract)?;
    let mut page = head(
        "gRPC",
        "The services and messages of `proto/fengqiao/v1`. Every call carries `authorization: Bearer …`, except where it \
         is said otherwise; health and reflection are offered beside them.",
    );
    let own = || set.file.iter().filter(|file| file.package() == PACKAGE);
    own().for_each(|file| services(&mut page, file));
    page.push_str("# Messages\n\n");
    own().for_each(|file| messages(&mut page, file));
    Ok(page)
}

fn services(page: &mut String, file: &FileDescriptorProto) {
    let comments = Comments::of(file);
    for (index, service) in (0..).zip(&file.service) {
        let about = comments.at(&[FILE_SERVICE, index]);
        writeln!(
            page,
            "## {}\n\n{about}\n\n| call | request | answer | |\n| --- | --- | --- | --- |",
            service.name()
        )
        .ok();
        for (number, method) in (0..).zip(&service.method) {
            let stream = if method.server_streaming() { "stream " } else { "" };
            writeln!(
                page,
                "| `{}` | [{request}](#{}) | {stream}[{answer}](#{}) | {} |",
                method.name(),
                anchor(method.input_type()),
                anchor(method.output_type()),
                cell(comments.at(&[FILE_SERVICE, index, SERVICE_METHOD, number])),
                request = short(method.input_type()),
                answer = short(method.output_type()),
            )
            .ok();
        }
        page.push('\n');
    }
}

fn messages(page: &mut String, file: &FileDescriptorProto) {
    let comments = Comments::of(file);
    for (index, message) in (0..).zip(&file.message_type) {
        let about = comments.at(&[FILE_MESSAGE, index]);
        writeln!(page, "### {}\n", message.name()).ok();
        if !about.is_empty() {
            writeln!(page, "{about}\n").ok();
        }
        if message.field.is_empty() {
            continue;
        }
        page.push_str("| field | type | |\n| --- | --- | --- |\n");
        for (number, field) in (0..).zip(&message.field) {
            let about = cell(comments.at(&[FILE_MESSAGE, index, MESSAGE_FIELD, number]));
            writeln!(page, "| `{}` | {} | {about} |", field.name(), kind(message, field)).ok();
        }
        page.push('\n');
    }
}

fn kind(message: &DescriptorProto, field: &FieldDescriptorProto) -> String {
    let name = match field.r#type() {
        Type::Message | Type::Enum => {
            format!("[{}](#{})", short(field.type_name()), anchor(field.type_name()))
        }
        scalar => scalar.as_str_name().trim_start_matches("TYPE_").to_lowercase(),
    };
    if field.label() == Label::Repeated {
        return format!("repeated {name}");
    }
    if field.proto3_optional() {
        return format!("optional {name}");
    }
    let choice = field.oneof_index.and_then(|index| message.oneof_decl.get(usize::try_from(index).ok()?));
    choice.map_or_else(|| name.clone(), |choice| format!("{name}, one of `{}`", choice.name()))
}

fn short(full_name: &str) -> &str {
    full_name.rsplit('.').next().unwrap_or(full_name)
}

fn anchor(full_name: &str) -> String {
    short(full_name).to_lowercase()
}

/// The comments of a file, by the path of what they stand on.
struct Comments(BTreeMap<Vec<i32>, String>);

impl Comments {
    fn of(file: &FileDescriptorProto) -> Self {
        let locations = file.source_code_info.iter().flat_map(|info| &info.location);
        let texts = locations.filter_map(|location| {
            let text = location.leading_comments.as_ref()?;
            Some((location.path.clone(), text.trim().replace("\n ", "\n")))
        });
        Self(texts.collect())
    }

    fn at(&self, path: &[i32]) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }
}
