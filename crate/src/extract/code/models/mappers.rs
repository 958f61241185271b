//! How each library's models say what a table has.

use crate::facts::Mapper;

pub(super) static DJANGO: Mapper = Mapper {
    language: "python",
    index: "class Meta:\n    indexes = [models.Index(fields=[{list}], name=\"{name}\")]",
    unique: "class Meta:\n    constraints = [models.UniqueConstraint(fields=[{list}], name=\"{name}\")]",
    by_field: true,
    quote: "\"",
    between: ", ",
    money: "{first} = models.DecimalField(max_digits=12, decimal_places=2)",
};

pub(super) static SQLALCHEMY: Mapper = Mapper {
    language: "python",
    index: "__table_args__ = (Index(\"{name}\", {list}),)",
    unique: "__table_args__ = (UniqueConstraint({list}, name=\"{name}\"),)",
    by_field: false,
    quote: "\"",
    between: ", ",
    money: "{first} = mapped_column(Numeric(12, 2))",
};

pub(super) static JPA: Mapper = Mapper {
    language: "java",
    index: "@Table(indexes = @Index(name = \"{name}\", columnList = \"{list}\"))",
    unique: "@Table(uniqueConstraints = @UniqueConstraint(name = \"{name}\", columnNames = \"{list}\"))",
    by_field: false,
    quote: "",
    between: ", ",
    money: "@Column(precision = 12, scale = 2)\nprivate BigDecimal {first};",
};

pub(super) static GORM: Mapper = Mapper {
    language: "go",
    index: "// in the tag of {list}\n`gorm:\"index:{name}\"`",
    unique: "// in the tag of {list}\n`gorm:\"uniqueIndex:{name}\"`",
    by_field: true,
    quote: "",
    between: ", ",
    money: "{first} decimal.Decimal `gorm:\"type:numeric(12,2)\"`",
};

pub(super) static TYPEORM: Mapper = Mapper {
    language: "ts",
    index: "@Index([{list}])",
    unique: "@Unique([{list}])",
    by_field: true,
    quote: "'",
    between: ", ",
    money: "@Column('numeric', { precision: 12, scale: 2 })\n{first}: string;",
};

pub(super) static DRIZZLE: Mapper = Mapper {
    language: "ts",
    index: "(table) => [index('{name}').on({list})]",
    unique: "(table) => [uniqueIndex('{name}').on({list})]",
    by_field: true,
    quote: "",
    between: ", ",
    money: "{first}: numeric({ precision: 12, scale: 2 })",
};
