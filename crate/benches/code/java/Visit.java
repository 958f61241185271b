package com.example.shop.visits;

import jakarta.persistence.*;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.CreationTimestamp;

@Entity
@Table(name = "visits", indexes = @Index(columnList = "owner, created_at"))
public class Visit {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(nullable = false, length = 100)
    private String owner;

    @Column(length = 200)
    private String name;

    @Column(nullable = false, length = 200)
    private String purpose;

    @Column(nullable = false, precision = 12, scale = 2)
    private BigDecimal price;

    private boolean urgent;

    @Enumerated(EnumType.STRING)
    @Column(length = 20)
    private VisitState state = VisitState.OPEN;

    private Instant expires;

    @CreationTimestamp
    @Column(name = "created_at")
    private Instant createdAt;

    @OneToMany(mappedBy = "visit", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<VisitLine> lines = new ArrayList<>();
// ----
    public Long getId() { return id; }

    public void setId(Long id) { this.id = id; }

    public String getOwner() { return owner; }

    public void setOwner(String owner) { this.owner = owner; }
// ----
    public String getPurpose() { return purpose; }

    public void setPurpose(String purpose) { this.purpose = purpose; }

    public String getName() { return name; }

    public void setName(String name) { this.name = name; }
// ----
    public BigDecimal getPrice() { return price; }

    public void setPrice(BigDecimal price) { this.price = price; }

    public boolean isUrgent() { return urgent; }

    public void setUrgent(boolean urgent) { this.urgent = urgent; }
// ----
    public VisitState getState() { return state; }

    public void setExpires(Instant expires) { this.expires = expires; }

    public Instant getCreatedAt() { return createdAt; }
// ----
    public boolean isFinal() {
        return state == VisitState.CLOSED || state == VisitState.ARCHIVED;
    }
// ----
    public void addLine(int amount, String remark) {
        if (amount <= 0) {
            throw new IllegalArgumentException("amount must be positive");
        }
        VisitLine line = new VisitLine();
        line.setVisit(this);
        line.setAmount(amount);
        line.setRemark(remark);
        lines.add(line);
    }
// ----
    @Override
    public String toString() {
        String text = "visit " + id + ", " + purpose;
        if (urgent) {
            text += ", urgent";
        }
        return price.signum() > 0 ? text + ", for " + price.toPlainString() : text;
    }
// ----
}
