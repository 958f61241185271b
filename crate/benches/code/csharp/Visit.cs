using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Shop.Visits.Models;

public enum VisitState
{
    Open,
    Closed,
    Archived,
}
// ----
[Table("visits")]
[Index(nameof(Owner), nameof(CreatedAt))]
public class Visit
{
    public long Id { get; set; }

    [Required, MaxLength(100)]
    public string Owner { get; set; } = "";

    [MaxLength(200)]
    public string Name { get; set; } = "";

    [Required, MaxLength(200)]
    public string Purpose { get; set; } = "";

    [Column(TypeName = "decimal(12,2)")]
    public decimal Price { get; set; }

    public bool Urgent { get; set; }

    public VisitState State { get; set; } = VisitState.Open;

    public DateTimeOffset Expires { get; set; }

    public DateTimeOffset CreatedAt { get; set; } = DateTimeOffset.UtcNow;

    public List<VisitLine> Lines { get; set; } = new();

    public bool IsFinal => State is VisitState.Closed or VisitState.Archived;

    public override string ToString()
    {
        var text = $"visit {Id}, {Purpose}";
        if (Urgent)
        {
            text += ", urgent";
        }
        return Price > 0 ? $"{text}, for {Price:F2}" : text;
    }
}
// ----
public class VisitLine
{
    public long Id { get; set; }

    public long VisitId { get; set; }

    public Visit Visit { get; set; } = null!;

    [Range(1, 1000)]
    public int Amount { get; set; }

    [MaxLength(1000)]
    public string? Remark { get; set; }
}
// ----
public record CreateVisit(
    [property: Required, StringLength(200, MinimumLength = 1)] string Purpose,
    [property: Range(0, 10000)] decimal Price,
    bool Urgent);
// ----
public record UpdateVisit(string? Purpose, decimal? Price, bool? Urgent);
// ----
public static class VisitExtensions
{
    public static IQueryable<Visit> OpenOnly(this IQueryable<Visit> visits) =>
        visits.Where(visit => visit.State == VisitState.Open);

    public static IQueryable<Visit> Above(this IQueryable<Visit> visits, decimal price) =>
        visits.Where(visit => visit.Price > price).OrderBy(visit => visit.Price);
}
