//! What the configuration of a program gives, which other files of the submission may say.

use std::rc::Rc;

use super::Site;
use crate::extract::code::flow::{Api, Asked, Interpreter, Shape, Value};
use crate::extract::code::frameworks::{Operation, Tables};

/// `os.getenv("HASH", "md5")`, `props.getProperty("hash")`; with little changed: `env::var("HASH").unwrap()`.
pub(super) fn asked(run: &Interpreter<'_>, site: &Site) -> Option<Value> {
    if let Some(receiver) = &site.receiver
        && matches!(receiver.shape, Shape::Setting(_))
        && site.name.as_deref().and_then(|name| run.tables.method(name)) == Some(Operation::Trimmed)
    {
        return Some(receiver.clone());
    }
    let api = site.callee.as_api()?;
    let mut rows = run.tables.reader.iter().filter(|row| !row.fields);
    rows.find(|row| row.call.matches(&api.module, &api.path))?;
    let asked = Asked { name: site.argument(0).constant()?, otherwise: site.argument(1).constant() };
    Some(Value::of(Shape::Setting(Rc::new(asked))))
}

/// `HASH` of `process.env.HASH`.
pub(super) fn field<'a>(tables: &Tables, api: &'a Api) -> Option<&'a str> {
    let (owner, name) = api.path.rsplit_once('.')?;
    let mut rows = tables.reader.iter().filter(|row| row.fields);
    rows.any(|row| row.call.matches(&api.module, owner)).then_some(name)
}
