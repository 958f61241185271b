using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shop.Visits.Models;

namespace Shop.Visits.Services;

public static class VisitHelpers
{
    private static readonly string Files =
        Path.GetFullPath(Environment.GetEnvironmentVariable("VISIT_FILES") ?? "files");
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(2) };
// ----
    public static string Slug(string text)
    {
        var plain = text.Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        return Regex.Replace(plain, "[^a-z0-9]+", "-").Trim('-');
    }
// ----
    public static async Task<T> Retry<T>(int times, Func<Task<T>> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (TimeoutException) when (attempt < times - 1)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt));
            }
        }
    }
// ----
    public static string CsvLine(Visit visit)
    {
        var line = new StringBuilder();
        line.Append(visit.Id).Append(',');
        line.Append('"').Append(visit.Purpose.Replace("\"", "\"\"")).Append('"').Append(',');
        line.Append(visit.Price.ToString("F2")).Append('\n');
        return line.ToString();
    }
// ----
    public static byte[] VisitFile(string name)
    {
        var full = Path.GetFullPath(Path.Combine(Files, Path.GetFileName(name)));
        if (!full.StartsWith(Files + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new UnauthorizedAccessException("outside of the folder of visits");
        }
        return File.ReadAllBytes(full);
    }
// ----
    public static string Etag(object value)
    {
        var text = JsonSerializer.Serialize(value);
        var sum = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return $"\"{Convert.ToBase64String(sum)}\"";
    }
// ----
    public static async Task<bool> NotifyAsync(string address, Visit visit, CancellationToken token)
    {
        var body = new { id = visit.Id, purpose = visit.Purpose };
        using var response = await Client.PostAsJsonAsync($"{address}/hooks/visits", body, token);
        return response.IsSuccessStatusCode;
    }
// ----
    public static Dictionary<TKey, List<T>> GroupBy<T, TKey>(IEnumerable<T> items, Func<T, TKey> key)
        where TKey : notnull
    {
        var groups = new Dictionary<TKey, List<T>>();
        foreach (var item in items)
        {
            var own = key(item);
            if (!groups.TryGetValue(own, out var list))
            {
                list = new List<T>();
                groups[own] = list;
            }
            list.Add(item);
        }
        return groups;
    }
// ----
}
