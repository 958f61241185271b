use super::reader::{Lost, Read, Reader};
use crate::facts::Located;
use crate::facts::proto::{EnumType, EnumValue, Reserved};

/// The largest number of an enum's value.
const LARGEST: i64 = i32::MAX as i64;

impl Reader<'_> {
    /// From behind the word `enum`.
    pub(super) fn enum_(&mut self, scope: &str, doc: Option<String>) -> Read<()> {
        let name = self.name("the name of an enum")?;
        let full_name = self.declare(scope, &name.value)?;
        self.sign(b'{', "`{`")?;
        let mut declared = EnumType {
            name,
            full_name,
            doc,
            settings: Vec::new(),
            values: Vec::new(),
            reserved: Reserved::default(),
        };
        while !self.is_sign(b'}') && !self.is_done() {
            let start = self.token().start;
            if let Err(lost) = self.in_enum(&mut declared) {
                self.skip(start, &lost);
            }
        }
        declared.reserved.sort();
        self.file.enums.push(declared);
        self.sign(b'}', "`}`")
    }

    fn in_enum(&mut self, declared: &mut EnumType) -> Read<()> {
        let doc = self.doc();
        if self.take_sign(b';') {
            return Ok(());
        }
        let name = self.name("the name of a value or `}`")?;
        let is_statement = !self.is_sign(b'=');
        match name.value.as_str() {
            "option" if is_statement => declared.settings.extend(self.option()?),
            "reserved" if is_statement => self.reserved(LARGEST, &mut declared.reserved)?,
            _ => {
                let value = self.enum_value(name, doc)?;
                declared.values.push(value);
            }
        }
        Ok(())
    }

    fn enum_value(&mut self, name: Located<String>, doc: Option<String>) -> Read<EnumValue> {
        self.count()?;
        self.sign(b'=', "`=`")?;
        let number = self.number("the number of the value")?;
        let settings = self.bracketed()?;
        self.end_of_statement()?;
        Ok(EnumValue { name, number: Some(number), settings, doc: doc.or_else(|| self.trailing()) })
    }

    /// `reserved 2, 9 to 11, "old";`, from behind the word `reserved`.
    pub(super) fn reserved(&mut self, largest: i64, reserved: &mut Reserved) -> Read<()> {
        loop {
            if let Some(word) = self.word() {
                // Editions write names without quotes.
                let token = self.advance();
                let place = self.place(token);
                reserved.names.push(Located { value: word.to_owned(), place });
            } else if let Ok(name) = self.quoted("") {
                reserved.names.push(name);
            } else {
                match self.range(largest) {
                    Ok(range) => reserved.ranges.push(range),
                    Err(_) => return Err(Lost { expected: "a number, a range or a name" }),
                }
            }
            if !self.take_sign(b',') {
                return self.end_of_statement();
            }
        }
    }
}
