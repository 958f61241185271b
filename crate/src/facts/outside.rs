//! Calls that leave the program, or hold it up.

use super::Located;
use crate::artifact::Place;

/// A call to another service, for a connection, or for time.
#[derive(Clone, Debug)]
pub struct OutsideCall {
    pub does: OutsideWork,
    /// What it is made through: `axios`.
    pub name: String,
    pub place: Place,
    /// Whether it gives up after a set time; none where that does not show.
    pub bounded: Option<bool>,
    /// It is over soon, more often than not.
    pub light: bool,
}

/// Calls that are waited for one after the other, in their order.
#[derive(Clone, Debug)]
pub struct SerialCalls {
    pub calls: Vec<Located<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideWork {
    /// Asks another service.
    Request,
    /// Makes a client or a pool of connections, while a request waits for it.
    Client,
    /// Listens for requests.
    Server,
    /// Holds up all requests of the process.
    Wait,
}
