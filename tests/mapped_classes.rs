//! What classes of Python and Java and structs of Go become in the catalog.

use archwright_tests::tables::tables;

#[test]
fn django_models_have_keys_references_and_what_their_meta_says() {
    let base = r#"
from django.db import models

class Stamped(models.Model):
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
"#;
    let shop = r#"
from django.conf import settings
from django.db import models
from core.models import Stamped

class Owner(Stamped):
    email = models.EmailField(unique=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

class Pet(Stamped):
    owner = models.ForeignKey("shop.Owner", on_delete=models.PROTECT, null=True)
    price = models.DecimalField(max_digits=12, decimal_places=2)
    tags = models.ManyToManyField("Tag")

    class Meta:
        db_table = "animals"
        unique_together = ("owner", "price")
        indexes = [models.Index(fields=["-created"], name="newest")]

class Tag(models.Model):
    slug = models.SlugField(primary_key=True)

class Puppy(Pet):
    weeks = models.PositiveSmallIntegerField(default=8)

class OwnerForm(forms.Form):
    email = forms.EmailField()
"#;
    let found = tables(&[("core/models.py", base), ("shop/models.py", shop)]);
    assert_eq!(
        found,
        [
            "shop_owner (id) | id bigint!+ | email varchar(254)! \
             | created timestamp with time zone!=now() | user_id ! | unique email \
             | unique user_id | user_id -> User. cascade",
            "animals (id) | id bigint!+ | price numeric(12, 2)! \
             | created timestamp with time zone!=now() | owner_id bigint | unique owner_id,price \
             | index created | owner_id -> shop_owner. restrict",
            "shop_tag (slug) | slug varchar(50)!",
            "shop_puppy (pet_ptr_id) | weeks smallint!=8 | pet_ptr_id bigint! \
             | pet_ptr_id -> animals.",
            "animals_tags (pet_id,tag_id) | pet_id bigint! | tag_id varchar(50)! | index tag_id \
             | pet_id -> animals.id cascade | tag_id -> shop_tag.slug cascade",
        ]
    );
}

#[test]
fn sqlalchemy_classes_and_tables_have_what_their_columns_say() {
    let text = r#"
from sqlalchemy import Column, ForeignKey, Index, Integer, Numeric, String, Table, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

class Base(DeclarativeBase):
    pass

pairs = Table(
    "owners_vets",
    Base.metadata,
    Column("owner_id", ForeignKey("owners.id"), primary_key=True),
    Column("vet", String(40), primary_key=True),
)

class Owner(Base):
    __tablename__ = "owners"
    id = Column(Integer, primary_key=True)
    email = Column(String(120), unique=True, nullable=False)
    pets = relationship("Pet")

class Pet(Base):
    __tablename__ = "pets"
    __table_args__ = (UniqueConstraint("owner_id", "name"), Index("by_price", "price"))
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    nick: Mapped[str | None]
    price = mapped_column(Numeric(10, 2), server_default="0")
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id", ondelete="CASCADE"), index=True)
    owner: Mapped["Owner"] = relationship(back_populates="pets")
"#;
    assert_eq!(
        tables(&[("models.py", text)]),
        [
            "owners (id) | id integer!+ | email varchar(120)! | unique email",
            "pets (id) | id integer!+ | name varchar(80)! | nick varchar \
             | price numeric(10, 2)='0' | owner_id integer! | unique owner_id,name \
             | index owner_id | index price | owner_id -> owners.id cascade",
            "owners_vets (owner_id,vet) | vet varchar(40)! | owner_id integer! \
             | owner_id -> owners.id",
        ]
    );
}

#[test]
fn sqlmodel_tables_take_the_fields_of_their_bases() {
    let text = r#"
import uuid
from sqlmodel import Field, Relationship, SQLModel

class UserBase(SQLModel):
    email: str = Field(unique=True, index=True, max_length=255)
    full_name: str | None = Field(default=None, max_length=255)

class UserCreate(UserBase):
    password: str

class User(UserBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    items: list["Item"] = Relationship(back_populates="owner")

class Item(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    owner_id: uuid.UUID = Field(foreign_key="user.id", nullable=False, ondelete="CASCADE")
"#;
    assert_eq!(
        tables(&[("app/models.py", text)]),
        [
            "user (id) | id uuid! | email varchar(255)! | full_name varchar(255) | unique email",
            "item (id) | id integer!+ | owner_id uuid! | owner_id -> user.id cascade",
        ]
    );
}

#[test]
fn jpa_entities_have_their_columns_in_snake_case() {
    let base = r#"
package org.clinic;
import jakarta.persistence.*;

@MappedSuperclass
public class BaseEntity implements Serializable {
    private static final long serialVersionUID = 1L;
    @Id @GeneratedValue private Long id;
    @Version private int version;
}
"#;
    let pet = r#"
package org.clinic;
import jakarta.persistence.*;
import jakarta.validation.constraints.NotBlank;

@Entity
@Table(name = "pets", indexes = @Index(name = "by_name", columnList = "ownerId, name desc"),
    uniqueConstraints = @UniqueConstraint(columnNames = {"name"}))
public class Pet extends BaseEntity {
    @NotBlank private String name;
    @Column(nullable = false, precision = 12, scale = 2) private BigDecimal yearlyPrice;
    @Enumerated(EnumType.STRING) private Kind kind;
    private LocalDate birthDate;
    @Transient private int age;
    @ManyToOne(optional = false) private Owner owner;
    @ManyToMany @JoinTable(name = "pets_vets", joinColumns = @JoinColumn(name = "pet_id"),
        inverseJoinColumns = @JoinColumn(name = "vet_id")) private Set<Vet> vets;
    @OneToMany(mappedBy = "pet") private List<Visit> visits;
}

@Entity
class Owner extends BaseEntity {
    @OneToMany @JoinColumn(name = "keeper_id") private List<Vet> vets;
}

@Entity
class Vet extends BaseEntity {
    double fee;
}
"#;
    let found = tables(&[("org/clinic/BaseEntity.java", base), ("org/clinic/Pet.java", pet)]);
    assert_eq!(
        found,
        [
            "pets (id) | name varchar(255)! | yearly_price numeric(12, 2)! | kind varchar(255) \
             | birth_date date | id bigint!+ | version integer! | owner_id bigint! | unique name \
             | index owner_id,name | owner_id -> owner.",
            "owner (id) | id bigint!+ | version integer!",
            "vet (id) | fee double precision! | id bigint!+ | version integer! | keeper_id bigint \
             | keeper_id -> owner.",
            "pets_vets (pet_id,vet_id) | pet_id bigint! | vet_id bigint! | pet_id -> pets.id \
             | vet_id -> vet.id",
        ]
    );
}

#[test]
fn gorm_structs_have_what_their_tags_say() {
    let text = r#"
package models

import "gorm.io/gorm"

type Owner struct {
	gorm.Model
	Email string `gorm:"size:120;uniqueIndex;not null"`
	Pets  []Pet
}

type Base struct {
	ID        uint `gorm:"primarykey"`
	CreatedAt time.Time
}

type Pet struct {
	Base
	Name    string  `gorm:"column:called;index:by_name"`
	Price   float64 `json:"price"`
	Chip    *string `gorm:"index:by_name"`
	OwnerID uint
	Owner   Owner
	Tags    []Tag  `gorm:"many2many:pets_tags"`
	Secret  string `gorm:"-"`
}

type Tag struct {
	ID int64 `gorm:"primaryKey;autoIncrement:false"`
}

func (Tag) TableName() string { return "labels" }

type Answer struct {
	Name string `json:"name"`
}
"#;
    assert_eq!(
        tables(&[("models/pets.go", text)]),
        [
            "owners (id) | id bigint!+ | created_at timestamp with time zone=now() \
             | updated_at timestamp with time zone | deleted_at timestamp with time zone \
             | email varchar(120)! | unique email | index deleted_at",
            "pets (id) | called text | price double precision | chip text | owner_id bigint \
             | id bigint!+ | created_at timestamp with time zone=now() | index called,chip \
             | owner_id -> owners.",
            "labels (id) | id bigint!",
            "pets_tags (pet_id,tag_id) | pet_id bigint! | tag_id bigint! | pet_id -> pets.id \
             | tag_id -> labels.id",
        ]
    );
}
