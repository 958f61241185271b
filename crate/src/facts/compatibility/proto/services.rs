use super::types::last;
use super::{ChangeKind, Compared, Impact};
use crate::collections::BTreeMap;
use crate::facts::proto::{Payload, Rpc, Service, http_bindings, truth};

impl Compared<'_> {
    pub(super) fn services(&mut self) {
        let (earlier, later) = (self.earlier, self.later);
        for (name, service) in &earlier.services {
            if let Some(kept) = later.services.get(name) {
                self.service(service, kept);
            } else {
                let places = (service.name.place, later.place);
                self.removed(Impact::Breaking, places, format!("the service `{name}` was removed"));
            }
        }
        for (name, service) in later.services.iter().filter(|(name, _)| !earlier.services.contains_key(*name))
        {
            self.add(
                ChangeKind::Added,
                Impact::Safe,
                service.name.place,
                format!("the service `{name}` was added"),
            );
        }
    }

    fn service(&mut self, earlier: &Service, later: &Service) {
        let named = |service: &'_ Service| -> BTreeMap<String, Rpc> {
            service.rpcs.iter().map(|rpc| (rpc.name.value.clone(), rpc.clone())).collect()
        };
        let (before, after) = (named(earlier), named(later));
        for (name, rpc) in &before {
            let label = format!("`{}.{name}`", later.name.value);
            if let Some(kept) = after.get(name) {
                self.rpc(&label, rpc, kept);
            } else {
                let places = (rpc.name.place, later.name.place);
                self.removed(Impact::Breaking, places, format!("the rpc {label} was removed"));
            }
        }
        for (name, rpc) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
            let text = format!("the rpc `{}.{name}` was added", later.name.value);
            self.add(ChangeKind::Added, Impact::Safe, rpc.name.place, text);
        }
    }

    fn rpc(&mut self, label: &str, earlier: &Rpc, later: &Rpc) {
        self.payload(label, "takes", &earlier.request, &later.request);
        self.payload(label, "gives", &earlier.response, &later.response);
        let (before, after) = (http_bindings(&earlier.settings), http_bindings(&later.settings));
        for binding in &before {
            let kept = after.iter().find(|own| (own.method, own.path) == (binding.method, binding.path));
            let address = format!("`{} {}`", binding.method.name(), binding.path);
            match kept {
                None => {
                    let text = format!("{label} is not served at {address} any more");
                    self.change(
                        ChangeKind::Removed,
                        Impact::Breaking,
                        (binding.place, later.name.place),
                        text,
                    );
                }
                Some(kept) if kept.body != binding.body => {
                    let text = format!("{label} takes another body at {address}");
                    self.change(ChangeKind::Type, Impact::Breaking, (binding.place, kept.place), text);
                }
                Some(_) => {}
            }
        }
        self.idempotency(label, earlier, later);
        let (was, is) = (truth(&earlier.settings, "deprecated"), truth(&later.settings, "deprecated"));
        self.deprecated("the rpc", was, is, (&earlier.name, &later.name));
    }

    fn payload(&mut self, label: &str, verb: &str, earlier: &Payload, later: &Payload) {
        let places = (earlier.type_.place, later.type_.place);
        if last(&earlier.type_.value) != last(&later.type_.value) {
            let text = format!("{label} {verb} `{}` instead of `{}`", later.type_.value, earlier.type_.value);
            self.change(ChangeKind::Type, Impact::Breaking, places, text);
        }
        if earlier.stream != later.stream {
            let (is, was) =
                if later.stream { ("a stream", "one message") } else { ("one message", "a stream") };
            let text = format!("{label} {verb} {is} instead of {was}");
            self.change(ChangeKind::Type, Impact::Breaking, places, text);
        }
    }
}
