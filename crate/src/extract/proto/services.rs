use super::reader::{Read, Reader};
use crate::facts::proto::{Payload, Rpc, Service};

impl Reader<'_> {
    /// From behind the word `service`.
    pub(super) fn service(&mut self, scope: &str, doc: Option<String>) -> Read<()> {
        let name = self.name("the name of a service")?;
        let full_name = self.declare(scope, &name.value)?;
        self.sign(b'{', "`{`")?;
        let mut service = Service { name, full_name, doc, settings: Vec::new(), rpcs: Vec::new() };
        while !self.is_sign(b'}') && !self.is_done() {
            let start = self.token().start;
            if let Err(lost) = self.in_service(&mut service) {
                self.skip(start, &lost);
            }
        }
        self.file.services.push(service);
        self.sign(b'}', "`}`")
    }

    fn in_service(&mut self, service: &mut Service) -> Read<()> {
        let doc = self.doc();
        if self.take_sign(b';') {
            return Ok(());
        }
        if self.take_word("option") {
            service.settings.extend(self.option()?);
            return Ok(());
        }
        if !self.take_word("rpc") {
            return Err(super::reader::Lost { expected: "`rpc`, `option` or `}`" });
        }
        let rpc = self.rpc(doc)?;
        service.rpcs.push(rpc);
        Ok(())
    }

    fn rpc(&mut self, doc: Option<String>) -> Read<Rpc> {
        self.count()?;
        let name = self.name("the name of an rpc")?;
        let request = self.payload()?;
        if !self.take_word("returns") {
            return Err(super::reader::Lost { expected: "`returns`" });
        }
        let response = self.payload()?;
        let mut rpc = Rpc { name, request, response, settings: Vec::new(), doc };
        if !self.take_sign(b'{') {
            self.end_of_statement()?;
            rpc.doc = rpc.doc.or_else(|| self.trailing());
            return Ok(rpc);
        }
        while !self.is_sign(b'}') && !self.is_done() {
            let start = self.token().start;
            if let Err(lost) = self.in_rpc(&mut rpc) {
                self.skip(start, &lost);
            }
        }
        self.sign(b'}', "`}`")?;
        Ok(rpc)
    }

    fn in_rpc(&mut self, rpc: &mut Rpc) -> Read<()> {
        if self.take_sign(b';') {
            return Ok(());
        }
        if !self.take_word("option") {
            return Err(super::reader::Lost { expected: "`option` or `}`" });
        }
        rpc.settings.extend(self.option()?);
        Ok(())
    }

    /// `(Visit)`, `(stream Visit)`
    fn payload(&mut self) -> Read<Payload> {
        self.sign(b'(', "`(`")?;
        let first = self.token();
        let word = self.take_word("stream");
        // A message may be called `stream`.
        let is_name = word && (self.is_sign(b')') || self.is_sign(b'.'));
        let mut type_ = if is_name {
            let place = self.place(first);
            crate::facts::Located { value: "stream".to_owned(), place }
        } else {
            self.type_name()?
        };
        if is_name && self.take_sign(b'.') {
            let rest = self.type_name()?;
            type_.value = format!("stream.{}", rest.value);
        }
        self.sign(b')', "`)`")?;
        Ok(Payload { type_, stream: word && !is_name })
    }
}
