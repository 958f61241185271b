using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Shop.Data;
using Shop.Visits.Models;

namespace Shop.Visits.Services;

public interface IVisitService
{
    Task<List<Visit>> ListAsync(string owner, string column, int size, int offset);
    Task<Visit?> FindAsync(long id, string owner, CancellationToken token);
    Task<Visit> CreateAsync(CreateVisit body, string owner);
    Task<Visit> UpdateAsync(Visit visit, UpdateVisit changes);
    Task<bool> RemoveAsync(long id);
    Task<List<Visit>> SearchAsync(string word, string owner);
}

public class VisitService : IVisitService
{
    private const decimal LargestPrice = 10_000m;
    private readonly ShopContext _context;
    private readonly IMemoryCache _cache;
    private readonly VisitStore _store;

    public VisitService(ShopContext context, IMemoryCache cache, VisitStore store)
    {
        _context = context;
        _cache = cache;
        _store = store;
    }
// ----
    public async Task<List<Visit>> ListAsync(string owner, string column, int size, int offset)
    {
        var query = _context.Visits.AsNoTracking().Where(visit => visit.Owner == owner);
        query = column switch
        {
            "Price" => query.OrderBy(visit => visit.Price),
            _ => query.OrderByDescending(visit => visit.CreatedAt),
        };
        return await query.Skip(offset).Take(size).ToListAsync();
    }
// ----
    public async Task<Visit?> FindAsync(long id, string owner, CancellationToken token)
    {
        if (_cache.TryGetValue($"visit:{id}", out Visit? known) && known?.Owner == owner)
        {
            return known;
        }
        var visit = await _context.Visits.FirstOrDefaultAsync(row => row.Id == id && row.Owner == owner, token);
        if (visit is not null)
        {
            _cache.Set($"visit:{id}", visit, TimeSpan.FromMinutes(5));
        }
        return visit;
    }
// ----
    public async Task<Visit> CreateAsync(CreateVisit body, string owner)
    {
        if (body.Price > LargestPrice)
        {
            throw new ArgumentOutOfRangeException(nameof(body), $"price {body.Price} is above {LargestPrice}");
        }
        var days = body.Urgent ? 1 : 14;
        var visit = new Visit
        {
            Owner = owner,
            Purpose = body.Purpose.Trim(),
            Price = body.Price,
            Urgent = body.Urgent,
            Name = VisitHelpers.Slug(body.Purpose),
            Expires = DateTimeOffset.UtcNow.AddDays(days),
        };
        _context.Visits.Add(visit);
        await VisitHelpers.Retry(3, () => _context.SaveChangesAsync());
        return visit;
    }
// ----
    public async Task<Visit> UpdateAsync(Visit visit, UpdateVisit changes)
    {
        if (changes.Purpose != null)
        {
            visit.Purpose = changes.Purpose;
        }
        if (changes.Price.HasValue)
        {
            visit.Price = changes.Price.Value;
        }
        await _context.SaveChangesAsync();
        _cache.Remove($"visit:{visit.Id}");
        return visit;
    }
// ----
    public async Task<bool> RemoveAsync(long id)
    {
        await using var transaction = await _context.Database.BeginTransactionAsync();
        var visit = await _context.Visits.Include(row => row.Lines).SingleOrDefaultAsync(row => row.Id == id);
        if (visit == null)
        {
            return false;
        }
        _context.RemoveRange(visit.Lines);
        _context.Visits.Remove(visit);
        await _context.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }
// ----
    public async Task<List<Visit>> SearchAsync(string word, string owner)
    {
        var pattern = "%" + word.Replace("%", "").Replace("_", "") + "%";
        var rows = await _store.MatchingAsync(owner, pattern);
        return rows
            .Select(row => (row, score: Score(row, word)))
            .OrderByDescending(pair => pair.score)
            .Select(pair => pair.row)
            .ToList();
    }

    private static double Score(Visit visit, string word)
    {
        var score = 0.0;
        if (visit.Purpose.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            score += 10;
        }
        if (visit.Urgent)
        {
            score += 5;
        }
        return score + Math.Min((double)visit.Price / 100, 5);
    }
// ----
    public async Task<Dictionary<string, decimal>> TotalsAsync(string owner)
    {
        var totals = new Dictionary<string, decimal>();
        for (var offset = 0; ; offset += 100)
        {
            var rows = await ListAsync(owner, "Id", 100, offset);
            foreach (var row in rows)
            {
                var month = row.CreatedAt.ToString("yyyy-MM");
                totals[month] = totals.GetValueOrDefault(month) + row.Price;
            }
            if (rows.Count < 100)
            {
                return totals;
            }
        }
    }
// ----
}
