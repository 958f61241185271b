//! The neutral model: what a submission says, in no language, dialect or framework. `extract` fills
//! [`FileFacts`] for each file; [`Facts::link`] relates them.

mod access;
mod artifact;
mod authorization;
mod baseline;
mod catalog;
mod code;
mod compatibility;
mod conduct;
mod contract;
mod coverage;
mod derived;
mod engine;
mod event_envelope;
mod events;
mod exposure;
mod fields;
mod file;
mod flow;
mod forgery;
mod graph_schema;
mod graphql;
mod histories;
mod history;
mod house_style;
mod labels;
mod link;
mod located;
mod migration;
mod mismatch;
mod model;
mod name;
mod names;
mod operation_class;
mod outside;
mod pagination;
mod path;
mod pattern;
mod protection;
pub mod proto;
mod purpose;
mod query;
mod query_mark;
mod rehearsal;
mod relationship;
mod retry;
mod route;
mod run;
mod schema;
mod schema_change;
mod secret;
mod security_use;
mod served;
mod spelling;
mod technology;
mod writes;

pub use access::{Control, Cover, UNSTATED_GUARD};
pub use artifact::Artifact;
pub use authorization::Access;
pub use catalog::*;
pub use code::*;
pub use compatibility::{Bump, ChangeKind, Comparison, ContractChange, Impact};
pub use conduct::Conduct;
pub use contract::{
    Body, Contract, ContractProblem, Header, Info, Media, Method, OAuthFlow, Operation, OperationSlots,
    Parameter, ParameterLocation, ProblemKind, Requirement, Response, SchemeKind, SecurityScheme, Server,
    Tag,
};
pub use coverage::{Companion, Coverage, Note, Status, Tally};
pub use derived::Derived;
pub use engine::{Diagnostic, Engine, Restated};
pub use event_envelope::EventEnvelope;
pub use events::{
    Action as EventAction, Binding, Channel, EventContract, EventOperation, EventServer, Message,
};
pub use exposure::{Direction, Exposure, Way};
pub use fields::{Field, FieldIndex, FieldRole};
pub use file::FileEntry;
pub use flow::{Assurance, Doubts, Flow, Outcome, Passed, SinkKind, Step};
pub use forgery::{CookieSession, ForgeryFacts};
pub use graph_schema::GraphSchema;
pub use graphql::{
    AppliedDirective, ClientOperation, DirectiveDefinition, EnumValue, GraphDocument, GraphField, GraphKind,
    GraphType, Literal, RootKind, SchemaDefinition, TypeRef, directive,
};
pub use histories::{Histories, Implicit, Opened, StepHistory, Tool, Within};
pub use history::{Age, History};
pub use house_style::{
    Casing, Convention, Envelope, HouseStyle, Moment, Number, StampName, VersionPlace, version_of,
};
pub use located::Located;
pub use migration::{Migration, Runner, RunnerSign, StepRole, Transaction, WayBack};
pub use mismatch::{GivenValues, Mismatch, MismatchKind, ValueDifference};
pub use model::{Link, MadeColumn, Model, ModelKind, Relation};
pub use name::Name;
pub use names::{plain, singular, snake, stem, words};
pub use operation_class::{Classes, OperationClass, Sign};
pub use outside::{OutsideCall, OutsideWork, SerialCalls};
pub use pagination::{Family, List, Paging};
pub use path::{Segment, is_version, segments};
pub use pattern::{is_catastrophic, is_unanchored};
pub use protection::LateGuard;
pub use purpose::Purpose;
pub use query::{Predicate, PredicateRole, Query, QueryColumn, QueryOrigin, QueryVerb};
pub use query_mark::{QueryColumns, QueryMark};
pub use rehearsal::{is_of_example, is_of_tests};
pub use relationship::{Multiplicity, Relationship};
pub use retry::{Precondition, Repetition, Write};
pub use route::{Guard, GuardKind, Handler, Mount, MountTarget, Route, Router};
pub use run::{RunStep, StepKind};
pub use schema::{
    Bound, Discriminator, Mapping, Permitted, Property, RareKeywords, Schema, SchemaId, SchemaType,
};
pub use schema_change::{AlterTable, SchemaChange, Switch};
pub use secret::{Proof, Secret};
pub use security_use::{Algorithm, Said, SecurityUse, UseKind, digest_family};
pub use served::{Served, Unserved};
pub use technology::{OPERATOR_FILTER, Technology, TechnologyRole};
pub use writes::{DependentWrites, LazyRead, Rewrite};

use crate::artifact::{FileId, Place};
use crate::collections::{BTreeMap, BTreeSet};

/// What one file says. Made once for each content, and cached.
#[derive(Clone, Debug, Default)]
pub struct FileFacts {
    pub coverage: Coverage,
    /// Other files that it refers to: what it says depends on them.
    pub companions: Vec<Companion>,
    pub contracts: Vec<Contract>,
    pub events: Vec<EventContract>,
    /// One for a file; several where a document holds several blocks.
    pub protos: Vec<proto::ProtoFile>,
    pub graphql: Vec<GraphDocument>,
    /// In the order in which they stand.
    pub schema_changes: Vec<SchemaChange>,
    /// Tables that code declares.
    pub models: Vec<Model>,
    /// Settings in it give columns the names of their fields in snake case, in all models that name none.
    pub snake_names: bool,
    /// In the order in which they stand.
    pub run: Vec<RunStep>,
    /// The file as a step that a migration tool runs.
    pub migration: Option<Box<Migration>>,
    /// What it shows of how migrations beside it are run.
    pub runner_signs: Vec<RunnerSign>,
    pub queries: Vec<Query>,
    pub code: CodeFacts,
    pub flows: Vec<Flow>,
    pub secrets: Vec<Secret>,
    /// Names of credentials that the environment or a vault gives: `JWT_SECRET`.
    pub supplied_credentials: Vec<Located<String>>,
    /// What it sets for programs, by name.
    pub configured: Vec<Configured>,
    pub technologies: Vec<Technology>,
    /// The database that its statements are for.
    pub engine: Option<&'static Engine>,
    /// The database that statements are mostly for which show none.
    pub usual_engine: Option<&'static Engine>,
}

/// What the whole submission says, without the files of an earlier version.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub files: Vec<FileEntry>,
    pub catalog: Catalog,
    /// How migrations are run.
    pub histories: Histories,
    /// Routes of all files, with the prefixes and guards of the routers that they are mounted on.
    pub routes: Vec<Route>,
    /// Those within one file, and those that go through several.
    pub flows: Vec<Flow>,
    /// What the handlers of routes do, by the place that registers them.
    conducts: BTreeMap<Place, Conduct>,
    /// How the files of protobuf definitions belong together.
    pub protos: proto::Protos,
    /// The GraphQL schemas, each with the definitions of all its files.
    pub graphs: Vec<GraphSchema>,
    /// Files whose code never serves anybody: what they do is no part of `routes`, `flows`, `queries` and `code`.
    rehearsals: BTreeSet<FileId>,
    /// Files of an earlier version: nothing but `comparisons` is made of them.
    baseline: BTreeSet<FileId>,
    /// What changed since the earlier version.
    comparisons: Vec<Comparison>,
    /// Files that were read with several others.
    shared: BTreeSet<FileId>,
}

impl Facts {
    pub fn link(mut files: Vec<FileEntry>) -> Self {
        let shared = link::parts(&mut files);
        let (earlier, mut files) = baseline::split(files);
        let comparisons = compatibility::comparisons(&earlier, &files);
        let baseline = earlier.iter().map(|file| file.id).collect();
        let rehearsals = rehearsal::files(&files);
        link::snake_names(&mut files, &rehearsals);
        link::fill_in(&mut files);
        link::name_tables(&mut files, &rehearsals);
        let catalog = link::catalog(&files, &rehearsals);
        let histories = histories::histories(&files, &link::in_order(&files));
        let mut routes = link::routes(&files);
        link::surround(&files, &mut routes);
        routes.retain(|route| !rehearsals.contains(&route.place.file));
        let mut flows = link::flows(&files, &rehearsals);
        flows.retain(|flow| !rehearsals.contains(&flow.argument.file));
        let conducts = link::conducts(&files, &routes);
        let protos = proto::Protos::link(&files);
        let graphs = link::graphs(&files, &rehearsals);
        Self {
            files,
            catalog,
            histories,
            routes,
            flows,
            conducts,
            protos,
            graphs,
            rehearsals,
            baseline,
            comparisons,
            shared,
        }
    }

    /// Whether the code of a file may serve somebody: it is no test, fixture or example in a document.
    pub fn serves(&self, file: FileId) -> bool {
        !self.rehearsals.contains(&file)
    }

    /// Whether a file is of an earlier version of the contracts, which is only compared with the later one.
    pub fn is_baseline(&self, file: FileId) -> bool {
        self.baseline.contains(&file)
    }

    /// The versions of contracts that were compared.
    pub fn comparisons(&self) -> impl Iterator<Item = &Comparison> {
        self.comparisons.iter()
    }

    /// Whether a file was read with several others: what stands in it is a part of each of them.
    pub fn is_shared(&self, file: FileId) -> bool {
        self.shared.contains(&file)
    }

    fn served(&self) -> impl Iterator<Item = &FileEntry> {
        self.files.iter().filter(|file| self.serves(file.id))
    }

    pub fn has(&self, artifact: Artifact) -> bool {
        self.files.iter().any(|file| file.artifacts.contains(&artifact))
    }

    /// Contracts of messages.
    pub fn event_contracts(&self) -> impl Iterator<Item = &EventContract> {
        self.files.iter().flat_map(|file| &file.facts.events)
    }

    pub fn contracts(&self) -> impl Iterator<Item = &Contract> {
        self.files.iter().flat_map(|file| &file.facts.contracts)
    }

    /// Every operation with the contract that it belongs to.
    pub fn operations(&self) -> impl Iterator<Item = (&Contract, &Operation)> {
        self.contracts().flat_map(|contract| contract.operations.iter().map(move |one| (contract, one)))
    }

    pub fn graphs(&self) -> impl Iterator<Item = &GraphSchema> {
        self.graphs.iter()
    }

    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.catalog.tables.iter()
    }

    pub fn queries(&self) -> impl Iterator<Item = &Query> {
        self.served().flat_map(|file| &file.facts.queries)
    }

    pub fn flows(&self) -> impl Iterator<Item = &Flow> {
        self.flows.iter()
    }

    pub fn code(&self) -> impl Iterator<Item = &CodeFacts> {
        self.served().map(|file| &file.facts.code)
    }

    /// Whether a file of settings sets one whose name ends so.
    pub fn is_configured(&self, ending: &str) -> bool {
        self.files.iter().flat_map(|file| &file.facts.configured).any(|line| line.name.ends_with(ending))
    }

    pub fn technologies(&self) -> impl Iterator<Item = &Technology> {
        self.files.iter().flat_map(|file| &file.facts.technologies)
    }
}
