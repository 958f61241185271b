package com.example.shop.visits;

import jakarta.validation.Valid;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/visits")
public class VisitController {
    private final VisitService service;

    public VisitController(VisitService service) {
        this.service = service;
    }
// ----
    @GetMapping
    public Page<Visit> list(
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            Principal principal) {
        return service.list(principal.getName(), PageRequest.of(page, Math.min(size, 100)));
    }
// ----
    @GetMapping("/{id}")
    public ResponseEntity<Visit> get(@PathVariable Long id, Principal principal) {
        return service.find(id, principal.getName())
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
// ----
    @PostMapping
    public ResponseEntity<Visit> create(@Valid @RequestBody CreateVisit body, Principal principal) {
        try {
            Visit visit = service.create(body, principal.getName());
            return ResponseEntity.created(URI.create("/visits/" + visit.getId())).body(visit);
        } catch (IllegalArgumentException problem) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, problem.getMessage());
        }
    }
// ----
    @PatchMapping("/{id}")
    public ResponseEntity<?> update(
            @PathVariable Long id, @Valid @RequestBody UpdateVisit changes, Principal principal) {
        Visit visit = service.find(id, principal.getName()).orElse(null);
        if (visit == null) {
            return ResponseEntity.notFound().build();
        }
        switch (visit.getState()) {
            case OPEN:
                return ResponseEntity.ok(service.update(visit, changes));
            case CLOSED:
                return ResponseEntity.status(HttpStatus.CONFLICT).body("closed visits cannot be changed");
            default:
                return ResponseEntity.internalServerError().body("unknown state " + visit.getState());
        }
    }
// ----
    @DeleteMapping("/{id}")
    @PreAuthorize("hasRole('ADMIN')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void remove(@PathVariable Long id) {
        if (!service.remove(id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
// ----
    @GetMapping("/search")
    public List<Visit> search(@RequestParam("q") String text, Principal principal) {
        Map<Long, Visit> results = new LinkedHashMap<>();
        String[] words = text.trim().split("\\s+");
        for (int at = 0; at < words.length && at < 5; at++) {
            for (Visit visit : service.search(words[at], principal.getName())) {
                results.putIfAbsent(visit.getId(), visit);
            }
        }
        List<Visit> sorted = new ArrayList<>(results.values());
        sorted.sort((one, two) -> two.getPrice().compareTo(one.getPrice()));
        return sorted;
    }
// ----
    @GetMapping("/{id}/export")
    public ResponseEntity<String> export(
            @PathVariable Long id, @RequestParam(defaultValue = "json") String format, Principal principal) {
        Visit visit = service.find(id, principal.getName())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        HttpHeaders headers = new HttpHeaders();
        if ("csv".equals(format)) {
            headers.set(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"visit-" + visit.getId() + ".csv\"");
            return new ResponseEntity<>(VisitHelpers.csvLine(visit), headers, HttpStatus.OK);
        }
        return new ResponseEntity<>(VisitHelpers.json(visit), headers, HttpStatus.OK);
    }
// ----
}
