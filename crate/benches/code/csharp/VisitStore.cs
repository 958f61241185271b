using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;
using Shop.Visits.Models;

namespace Shop.Visits.Services;

public class VisitStore
{
    private const string Columns = "id, owner, purpose, price, urgent, state, created_at";
    private static readonly HashSet<string> Sortable = new() { "id", "price", "created_at" };
    private readonly string _connectionString;

    public VisitStore(IConfiguration configuration)
    {
        _connectionString = configuration.GetConnectionString("Shop")!;
    }
// ----
    public async Task<IEnumerable<Visit>> SortedAsync(string owner, string column, int limit)
    {
        var order = Sortable.Contains(column) ? column : "id";
        var sql = $"SELECT TOP (@limit) {Columns} FROM visits WHERE owner = @owner ORDER BY {order}";
        using IDbConnection connection = new SqlConnection(_connectionString);
        return await connection.QueryAsync<Visit>(sql, new { owner, limit });
    }
// ----
    public async Task<List<Visit>> MatchingAsync(string owner, string pattern)
    {
        const string sql = "SELECT TOP 50 " + Columns + " FROM visits " +
            "WHERE owner = @owner AND purpose LIKE @pattern ORDER BY created_at DESC";
        await using var connection = new SqlConnection(_connectionString);
        var rows = await connection.QueryAsync<Visit>(sql, new { owner, pattern });
        return rows.ToList();
    }
// ----
    public async Task<int> RemoveLinesAsync(long id)
    {
        await using var connection = new SqlConnection(_connectionString);
        return await connection.ExecuteAsync("DELETE FROM visit_lines WHERE visit_id = @id", new { id });
    }
// ----
    public List<Visit> OfOwners(IReadOnlyList<string> owners)
    {
        var visits = new List<Visit>();
        using var connection = new SqlConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        var marks = string.Join(", ", owners.Select((_, at) => $"@owner{at}"));
        command.CommandText = "SELECT " + Columns + " FROM visits WHERE owner IN (" + marks + ")";
        for (var at = 0; at < owners.Count; at++)
        {
            command.Parameters.AddWithValue($"@owner{at}", owners[at]);
        }
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            visits.Add(ToVisit(reader));
        }
        return visits;
    }
// ----
    public async Task<int> UpdateAsync(long id, IDictionary<string, object> changes)
    {
        var allowed = new[] { "purpose", "price", "urgent", "state" };
        var sets = new List<string>();
        var parameters = new DynamicParameters();
        foreach (var column in allowed)
        {
            if (changes.TryGetValue(column, out var value))
            {
                sets.Add($"{column} = @{column}");
                parameters.Add(column, value);
            }
        }
        parameters.Add("id", id);
        await using var connection = new SqlConnection(_connectionString);
        return await connection.ExecuteAsync($"UPDATE visits SET {string.Join(", ", sets)} WHERE id = @id", parameters);
    }
// ----
    private static Visit ToVisit(IDataRecord row) => new()
    {
        Id = row.GetInt64(0),
        Owner = row.GetString(1),
        Purpose = row.GetString(2),
        Price = row.GetDecimal(3),
        Urgent = row.GetBoolean(4),
    };
// ----
}
