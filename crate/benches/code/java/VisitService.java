package com.example.shop.visits;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class VisitService {
    private static final Logger log = LoggerFactory.getLogger(VisitService.class);
    private static final BigDecimal LARGEST_PRICE = new BigDecimal("10000");

    private final VisitRepository repository;
    private final VisitStore store;
    private final Map<Long, Visit> recent = new ConcurrentHashMap<>();

    public VisitService(VisitRepository repository, VisitStore store) {
        this.repository = repository;
        this.store = store;
    }
// ----
    public Page<Visit> list(String owner, Pageable pageable) {
        Page<Visit> page = repository.findByOwner(owner, pageable);
        page.forEach(visit -> recent.put(visit.getId(), visit));
        return page;
    }
// ----
    public Optional<Visit> find(Long id, String owner) {
        Visit known = recent.get(id);
        if (known != null && known.getOwner().equals(owner)) {
            return Optional.of(known);
        }
        return repository.findById(id).filter(visit -> visit.getOwner().equals(owner));
    }
// ----
    @Transactional
    public Visit create(CreateVisit body, String owner) {
        if (body.price().compareTo(LARGEST_PRICE) > 0) {
            throw new IllegalArgumentException("price " + body.price() + " is above " + LARGEST_PRICE);
        }
        int days = body.urgent() ? 1 : 14;
        Visit visit = new Visit();
        visit.setOwner(owner);
        visit.setPurpose(body.purpose().trim());
        visit.setPrice(body.price());
        visit.setUrgent(body.urgent());
        visit.setName(VisitHelpers.slug(body.purpose()));
        visit.setExpires(Instant.now().plus(Duration.ofDays(days)));
        Visit saved = repository.save(visit);
        log.info("visit {} created", saved.getId());
        return saved;
    }
// ----
    @Transactional
    public Visit update(Visit visit, UpdateVisit changes) {
        if (changes.purpose() != null) {
            visit.setPurpose(changes.purpose());
        }
        if (changes.price() != null) {
            visit.setPrice(changes.price());
        }
        recent.remove(visit.getId());
        return repository.save(visit);
    }
// ----
    @Transactional
    public boolean remove(Long id) {
        if (!repository.existsById(id)) {
            return false;
        }
        store.removeLines(id);
        repository.deleteById(id);
        recent.remove(id);
        return true;
    }
// ----
    public List<Visit> search(String word, String owner) {
        String pattern = "%" + word.replace("%", "").replace("_", "") + "%";
        List<Visit> rows = store.matching(owner, pattern);
        return rows.stream()
                .sorted(Comparator.comparingDouble((Visit visit) -> score(visit, word)).reversed())
                .collect(Collectors.toList());
    }

    private double score(Visit visit, String word) {
        double score = 0;
        if (visit.getPurpose().startsWith(word)) {
            score += 10;
        }
        if (visit.isUrgent()) {
            score += 5;
        }
        return score + Math.min(visit.getPrice().doubleValue() / 100, 5);
    }
// ----
    public Map<YearMonth, BigDecimal> totals(String owner) {
        Map<YearMonth, BigDecimal> totals = new HashMap<>();
        int at = 0;
        Page<Visit> page;
        do {
            page = repository.findByOwner(owner, PageRequest.of(at++, 100));
            for (Visit visit : page) {
                YearMonth month = YearMonth.from(visit.getCreatedAt().atZone(ZoneOffset.UTC));
                totals.merge(month, visit.getPrice(), BigDecimal::add);
            }
        } while (page.hasNext());
        return totals;
    }
// ----
}
