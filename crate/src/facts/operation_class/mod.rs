//! What an operation is there for, and what in the contract shows it. Which checks make sense depends on it.

mod action;
mod domain;
mod naming;
mod service;
mod shape;

use super::{Contract, Method, Operation, plain};
use naming::Naming;

/// An operation may be of several: deleting a user in an administration is `Admin` and `Delete`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationClass {
    Login,
    /// Gives or renews a token.
    Token,
    PasswordReset,
    SignUp,
    SignOut,
    /// Moves money, or is about what moved it.
    Payment,
    /// Orders, bookings, reservations.
    Order,
    Admin,
    Export,
    /// Many things in one request.
    Bulk,
    Upload,
    Download,
    Search,
    Health,
    Metrics,
    /// Shows or steers what is inside the service.
    Debug,
    /// Takes what other services deliver.
    WebhookReceiver,
    Documentation,
    /// Answers with a collection.
    List,
    Read,
    Create,
    Update,
    Delete,
    /// Changes something in a way that is none of the above.
    Action,
}

impl OperationClass {
    /// As a sentence says it: "a login".
    pub fn name(self) -> &'static str {
        match self {
            Self::Login => "a login",
            Self::Token => "a token endpoint",
            Self::PasswordReset => "a password reset",
            Self::SignUp => "a sign-up",
            Self::SignOut => "a sign-out",
            Self::Payment => "a payment",
            Self::Order => "an order",
            Self::Admin => "administration",
            Self::Export => "an export",
            Self::Bulk => "a bulk operation",
            Self::Upload => "an upload",
            Self::Download => "a download",
            Self::Search => "a search",
            Self::Health => "a health check",
            Self::Metrics => "metrics",
            Self::Debug => "a look inside the service",
            Self::WebhookReceiver => "a webhook receiver",
            Self::Documentation => "documentation",
            Self::List => "a list",
            Self::Read => "a read",
            Self::Create => "a creation",
            Self::Update => "an update",
            Self::Delete => "a deletion",
            Self::Action => "an action",
        }
    }
}

/// What shows that an operation is of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A segment of the path.
    Path(String),
    /// The operation's id.
    Id(String),
    Tag(String),
    Media(String),
    Parameter(String),
    /// What it takes or answers with, in words.
    Shape(&'static str),
    Method(Method),
}

impl Sign {
    /// In words: "`login` in its path".
    pub fn text(&self) -> String {
        match self {
            Self::Path(segment) => format!("`{segment}` in its path"),
            Self::Id(id) => format!("its id `{id}`"),
            Self::Tag(tag) => format!("its tag `{tag}`"),
            Self::Media(media) => format!("its media type `{media}`"),
            Self::Parameter(name) => format!("its parameter `{name}`"),
            Self::Shape(shape) => (*shape).to_owned(),
            Self::Method(method) => format!("its method {}", method.name()),
        }
    }
}

/// The classes of one operation, each with the first sign of it.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    signs: Vec<(OperationClass, Sign)>,
}

impl Classes {
    pub fn has(&self, class: OperationClass) -> bool {
        self.sign(class).is_some()
    }

    pub fn sign(&self, class: OperationClass) -> Option<&Sign> {
        self.signs.iter().find(|(known, _)| *known == class).map(|(_, sign)| sign)
    }

    pub fn iter(&self) -> impl Iterator<Item = (OperationClass, &Sign)> {
        self.signs.iter().map(|(class, sign)| (*class, sign))
    }

    fn add(&mut self, class: OperationClass, sign: Sign) {
        if !self.has(class) {
            self.signs.push((class, sign));
        }
    }
}

impl Operation {
    pub fn is(&self, class: OperationClass) -> bool {
        self.classes.has(class)
    }

    pub fn is_any(&self, classes: &[OperationClass]) -> bool {
        classes.iter().any(|class| self.is(*class))
    }

    /// Takes what machines guess at, or sends messages to people: its limits matter most.
    pub fn is_guessed_at(&self) -> bool {
        let guessed = [
            OperationClass::Login,
            OperationClass::Token,
            OperationClass::PasswordReset,
            OperationClass::SignUp,
        ];
        !self.webhook && self.method.writes() && self.is_any(&guessed)
    }

    /// The class by which a caller without credentials is expected, where there is one.
    pub fn open_class(&self) -> Option<OperationClass> {
        let open = [
            OperationClass::Login,
            OperationClass::Token,
            OperationClass::PasswordReset,
            OperationClass::SignUp,
            OperationClass::SignOut,
            OperationClass::Health,
            OperationClass::WebhookReceiver,
            OperationClass::Documentation,
        ];
        open.into_iter().find(|class| self.is(*class))
    }
}

impl Contract {
    /// Whether strangers get accounts of their own: they sign up, or fill a cart.
    pub fn serves_strangers(&self) -> bool {
        let own = |segment: &str| matches!(plain(segment).as_str(), "basket" | "cart" | "checkout" | "me");
        self.operations
            .iter()
            .any(|one| one.is(OperationClass::SignUp) || (!one.webhook && one.path.split('/').any(own)))
    }

    /// Finds out the classes of all operations. Called once when a contract is read.
    pub fn classify(&mut self) {
        let classes: Vec<Classes> =
            self.operations.iter().map(|operation| classes(self, operation)).collect();
        for (operation, classes) in self.operations.iter_mut().zip(classes) {
            operation.classes = classes;
        }
    }
}

fn classes(contract: &Contract, operation: &Operation) -> Classes {
    let naming = Naming::of(operation);
    let mut classes = Classes::default();
    action::add(contract, operation, &naming, &mut classes);
    if !operation.webhook {
        domain::add(contract, operation, &naming, &mut classes);
        service::add(operation, &naming, &mut classes);
    }
    shape::add(contract, operation, &naming, &mut classes);
    classes
}
