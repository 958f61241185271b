package com.example.shop.visits;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
public class VisitStore {
    private static final String COLUMNS = "id, owner, purpose, price, urgent, state, created_at";
    private static final Set<String> SORTABLE = Set.of("id", "price", "created_at");

    private final JdbcTemplate jdbc;
    private final DataSource source;

    public VisitStore(JdbcTemplate jdbc, DataSource source) {
        this.jdbc = jdbc;
        this.source = source;
    }
// ----
    public List<Visit> sorted(String owner, String column, int limit) {
        String order = SORTABLE.contains(column) ? column : "id";
        String sql = "SELECT " + COLUMNS + " FROM visits WHERE owner = ? ORDER BY " + order + " LIMIT ?";
        return jdbc.query(sql, (row, number) -> toVisit(row), owner, limit);
    }
// ----
    public List<Visit> matching(String owner, String pattern) {
        String sql = "SELECT " + COLUMNS + " FROM visits "
                + "WHERE owner = ? AND purpose LIKE ? "
                + "ORDER BY created_at DESC LIMIT 50";
        return jdbc.query(sql, (row, number) -> toVisit(row), owner, pattern);
    }
// ----
    public int removeLines(Long id) {
        return jdbc.update("DELETE FROM visit_lines WHERE visit_id = ?", id);
    }
// ----
    public List<Visit> ofOwners(List<String> owners) throws SQLException {
        List<Visit> visits = new ArrayList<>();
        String marks = String.join(", ", owners.stream().map(owner -> "?").toList());
        String sql = "SELECT " + COLUMNS + " FROM visits WHERE owner IN (" + marks + ")";
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < owners.size(); at++) {
                statement.setString(at + 1, owners.get(at));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visits.add(toVisit(rows));
                }
            }
        }
        return visits;
    }
// ----
    public int update(Long id, Map<String, Object> changes) {
        StringBuilder sql = new StringBuilder("UPDATE visits SET ");
        List<Object> values = new ArrayList<>();
        for (String column : List.of("purpose", "price", "urgent", "state")) {
            if (changes.containsKey(column)) {
                if (!values.isEmpty()) {
                    sql.append(", ");
                }
                sql.append(column).append(" = ?");
                values.add(changes.get(column));
            }
        }
        if (values.isEmpty()) {
            return 0;
        }
        sql.append(" WHERE id = ?");
        values.add(id);
        return jdbc.update(sql.toString(), values.toArray());
    }
// ----
    private static Visit toVisit(ResultSet row) throws SQLException {
        Visit visit = new Visit();
        visit.setId(row.getLong("id"));
        visit.setOwner(row.getString("owner"));
        visit.setPurpose(row.getString("purpose"));
        visit.setPrice(row.getBigDecimal("price"));
        visit.setUrgent(row.getBoolean("urgent"));
        return visit;
    }
// ----
}
