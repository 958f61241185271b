use super::Remark;
use crate::facts::{EventContract, Located};

/// What a contract of messages says of itself, and which protocols its servers speak.
pub(super) fn remarks(contract: &EventContract) -> Vec<Remark> {
    let said = |topic, what: &str, said: &Option<Located<String>>| {
        said.as_ref().map(|said| Remark {
            topic,
            value: said.value.clone(),
            evidence: format!("the contract's {what}"),
            place: said.place,
        })
    };
    let mut remarks: Vec<Remark> = said("api", "title", &contract.info.title).into_iter().collect();
    remarks.extend(said("api-version", "version", &contract.info.version));
    remarks.push(Remark {
        topic: "contract-version",
        value: contract.version.clone(),
        evidence: "the version of AsyncAPI that the contract names".to_owned(),
        place: contract.place,
    });
    for server in &contract.servers {
        let evidence = |what: &str| format!("{what} `{}`", server.name.value);
        remarks.extend(server.protocol.as_ref().map(|protocol| Remark {
            topic: "queue",
            value: protocol.value.clone(),
            evidence: evidence("protocol of the server"),
            place: protocol.place,
        }));
        remarks.extend(server.schemes.iter().map(|scheme| Remark {
            topic: "authentication",
            value: scheme.clone(),
            evidence: evidence("asked for by the server"),
            place: server.name.place,
        }));
    }
    remarks
}
