//! What libraries say of who may call, and what stores whole objects.

use crate::facts::GuardKind;
use crate::tables::table;

table! {
    /// Methods of a configuration that says of paths who may call them: one picks paths, the one behind it says what
    /// is asked there.
    #[derive(Debug)]
    pub(in crate::extract::code) struct PolicyTable {
        pub paths: Vec<String>,
        /// Every path that was not picked before.
        pub rest: Vec<String>,
        /// What the whole configuration is about.
        pub within: Vec<String>,
        pub public: Vec<String>,
        pub authentication: Vec<String>,
        pub authorization: Vec<String>,
    }
}

table! {
    /// Words of the protection against requests that other sites make.
    #[derive(Debug)]
    pub(in crate::extract::code) struct ForgeryTable {
        /// Methods that configure it, and those that switch it off.
        pub protections: Vec<String>,
        pub off: Vec<String>,
        /// Names of what leaves a cookie behind, and of what keeps no session.
        pub cookies: Vec<String>,
        pub stateless: Vec<String>,
    }
}

table! {
    /// A call that stores the fields of an object as a record.
    #[derive(Debug)]
    pub(in crate::extract::code) struct RecordRow {
        /// `receiver`: a method of what has one of these names; `constructor`: a class of records; `mapper`: a call of
        /// an object mapper.
        pub style: String,
        pub methods: Vec<String>,
        /// By position or name.
        pub arguments: Vec<String>,
        /// Properties of the argument that hold the fields; none where it holds them itself.
        pub fields: Vec<String>,
        /// Ends of the receiver's name, lower case.
        pub receivers: Vec<String>,
        /// The file imports one of these.
        pub packages: Vec<String>,
    }
}

table! {
    /// A name of a settings file whose value lists what stands before handlers.
    #[derive(Debug)]
    pub(in crate::extract::code) struct StandingRow {
        pub name: String,
        /// The entry of a map; none for the value itself.
        pub key: Option<String>,
        /// It holds only for handlers that name none themselves.
        pub by_default: bool,
    }
}

impl PolicyTable {
    /// What a method asks of callers.
    pub(in crate::extract::code) fn asks(&self, name: &str) -> Option<GuardKind> {
        let lists = [
            (&self.public, GuardKind::Public),
            (&self.authentication, GuardKind::Authentication),
            (&self.authorization, GuardKind::Authorization),
        ];
        lists.iter().find(|(names, _)| names.iter().any(|own| own == name)).map(|(_, kind)| *kind)
    }
}
