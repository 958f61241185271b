//! Protobuf definitions: messages, enums and services as written, with the place of each part. Declarations
//! that stand within messages are listed flat, under their full names.

mod imports;
mod index;
mod settings;

pub use index::{DeclaredIn, Protos, Resolved, is_scalar};
pub use settings::{HttpBinding, Setting, http_bindings, setting, truth};

use super::{Facts, FileEntry, Located};
use crate::artifact::Place;
use crate::collections::Sort;

/// The largest number that a field can have (language specification, "Assigning Field Numbers").
pub const LARGEST_FIELD_NUMBER: i64 = 536_870_911;

/// Languages that a file can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Proto2,
    Proto3,
    /// `2023` and later.
    Edition,
    /// None that is known.
    Other,
}

impl ProtoFile {
    pub fn syntax(&self) -> Syntax {
        match self.syntax.as_ref().map(|syntax| syntax.value.as_str()) {
            None | Some("proto2") => Syntax::Proto2,
            Some("proto3") => Syntax::Proto3,
            Some(edition) if edition.len() == 4 && edition.starts_with("20") => Syntax::Edition,
            Some(_) => Syntax::Other,
        }
    }

    /// The package; empty where there is none.
    pub fn package(&self) -> &str {
        self.package.as_ref().map_or("", |package| &package.value)
    }
}

/// What one file declares.
#[derive(Clone, Debug, Default)]
pub struct ProtoFile {
    /// The first statement of the file.
    pub place: Place,
    /// `proto2`, `proto3`, or the edition: `2023`. `None` where the file says nothing, which means `proto2`.
    pub syntax: Option<Located<String>>,
    pub package: Option<Located<String>>,
    pub imports: Vec<Import>,
    pub settings: Vec<Setting>,
    pub messages: Vec<Message>,
    pub enums: Vec<EnumType>,
    pub services: Vec<Service>,
    pub extensions: Vec<Extension>,
    /// Where the text does not follow the grammar, in words.
    pub faults: Vec<Located<String>>,
    /// Nothing of the text was lost: what the file lacks is really not there.
    pub whole: bool,
}

#[derive(Clone, Debug)]
pub struct Import {
    pub path: String,
    /// Whoever imports this file sees what that one declares as well.
    pub public: bool,
    pub weak: bool,
    /// Of its path.
    pub place: Place,
    /// From `import` to the `;`: its whole line, where nothing but a comment stands beside it.
    pub statement: Place,
}

#[derive(Clone, Debug)]
pub struct Message {
    pub name: Located<String>,
    /// With package and the messages around it: `clinic.v1.Visit.Note`.
    pub full_name: String,
    /// From the name to the closing brace.
    pub body: Place,
    pub doc: Option<String>,
    pub settings: Vec<Setting>,
    pub fields: Vec<Field>,
    pub oneofs: Vec<Located<String>>,
    pub reserved: Reserved,
    /// Numbers that are left to extensions.
    pub extension_ranges: Vec<NumberRange>,
    /// Declared by a field of the kind `group`.
    pub group: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    None,
    Optional,
    Required,
    Repeated,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: Located<String>,
    pub label: Label,
    /// As written: `string`, `Visit`, `.google.protobuf.Timestamp`. Of a map, that of its values.
    pub type_: Located<String>,
    /// The type of a map's keys.
    pub key: Option<Located<String>>,
    /// `None` where it is missing or no number.
    pub number: Option<i64>,
    /// Which of the message's oneofs it belongs to.
    pub oneof: Option<usize>,
    pub settings: Vec<Setting>,
    pub doc: Option<String>,
}

impl Field {
    /// Whether it holds many values.
    pub fn is_many(&self) -> bool {
        self.label == Label::Repeated || self.key.is_some()
    }
}

/// What may not be used again.
#[derive(Clone, Debug, Default)]
pub struct Reserved {
    /// By their first number.
    pub ranges: Vec<NumberRange>,
    /// In the order of the alphabet.
    pub names: Vec<Located<String>>,
}

impl Reserved {
    pub fn sort(&mut self) {
        self.ranges.order_by_key(|range| (range.first, range.last));
        self.names.order_by(|one, other| one.value.cmp(&other.value));
    }

    pub fn holds_number(&self, number: i64) -> bool {
        range_of(&self.ranges, number).is_some()
    }

    pub fn holds_name(&self, name: &str) -> bool {
        self.names.binary_search_by(|reserved| reserved.value.as_str().cmp(name)).is_ok()
    }
}

/// The range that holds a number, of ranges that are sorted and do not overlap.
pub fn range_of(ranges: &[NumberRange], number: i64) -> Option<&NumberRange> {
    let after = ranges.partition_point(|range| range.first <= number);
    ranges.get(after.checked_sub(1)?).filter(|range| range.holds(number))
}

/// From the first to the last, both included.
#[derive(Clone, Copy, Debug)]
pub struct NumberRange {
    pub first: i64,
    pub last: i64,
    pub place: Place,
}

impl NumberRange {
    pub fn holds(&self, number: i64) -> bool {
        self.first <= number && number <= self.last
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

#[derive(Clone, Debug)]
pub struct EnumType {
    pub name: Located<String>,
    pub full_name: String,
    pub doc: Option<String>,
    pub settings: Vec<Setting>,
    pub values: Vec<EnumValue>,
    pub reserved: Reserved,
}

#[derive(Clone, Debug)]
pub struct EnumValue {
    pub name: Located<String>,
    pub number: Option<i64>,
    pub settings: Vec<Setting>,
    pub doc: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Service {
    pub name: Located<String>,
    pub full_name: String,
    pub doc: Option<String>,
    pub settings: Vec<Setting>,
    pub rpcs: Vec<Rpc>,
}

#[derive(Clone, Debug)]
pub struct Rpc {
    pub name: Located<String>,
    pub request: Payload,
    pub response: Payload,
    pub settings: Vec<Setting>,
    pub doc: Option<String>,
}

/// What an rpc takes or gives.
#[derive(Clone, Debug)]
pub struct Payload {
    pub type_: Located<String>,
    pub stream: bool,
}

/// Fields that are added to a message from outside.
#[derive(Clone, Debug)]
pub struct Extension {
    pub extendee: Located<String>,
    /// Where its types are looked up from.
    pub scope: String,
    pub fields: Vec<Field>,
}

impl Facts {
    /// Every file of protobuf definitions, in the order in which they were handed in.
    pub fn proto_files(&self) -> impl Iterator<Item = (DeclaredIn, &FileEntry, &ProtoFile)> {
        self.protos.files(&self.files)
    }

    /// One file of protobuf definitions.
    pub fn proto_file(&self, id: DeclaredIn) -> Option<&ProtoFile> {
        self.protos.file(&self.files, id)
    }

    /// What the name of a protobuf type means; `scope` is the full name of what it stands in.
    pub fn proto_type(&self, at: DeclaredIn, scope: &str, name: &str) -> Resolved<'_> {
        self.protos.resolve(&self.files, at, scope, name)
    }
}

/// The parts of a name before its last one; empty where there are none.
pub fn scope_of(full_name: &str) -> &str {
    full_name.rsplit_once('.').map_or("", |(scope, _)| scope)
}
