using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Shop.Visits.Models;
using Shop.Visits.Services;

namespace Shop.Visits.Controllers;

[ApiController]
[Authorize]
[Route("api/visits")]
public class VisitsController : ControllerBase
{
    private readonly IVisitService _service;
    private readonly ILogger<VisitsController> _logger;

    public VisitsController(IVisitService service, ILogger<VisitsController> logger)
    {
        _service = service;
        _logger = logger;
    }

    private string Owner => User.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException();
// ----
    [HttpGet]
    public async Task<ActionResult<IEnumerable<Visit>>> List(
        [FromQuery] string sort = "created", [FromQuery] int page = 1, [FromQuery] int size = 20)
    {
        size = Math.Clamp(size, 1, 100);
        var column = sort == "price" ? "Price" : "CreatedAt";
        var visits = await _service.ListAsync(Owner, column, size, (Math.Max(page, 1) - 1) * size);
        return Ok(visits.Select(visit => new { visit.Id, visit.Purpose, visit.Price }));
    }
// ----
    [HttpGet("{id:long}")]
    public async Task<ActionResult<Visit>> Get(long id, CancellationToken token)
    {
        var visit = await _service.FindAsync(id, Owner, token);
        if (visit is null)
        {
            return NotFound($"no visit {id}");
        }
        return visit;
    }
// ----
    [HttpPost]
    public async Task<IActionResult> Create([FromBody] CreateVisit body)
    {
        if (!ModelState.IsValid)
        {
            return ValidationProblem(ModelState);
        }
        try
        {
            var visit = await _service.CreateAsync(body, Owner);
            return CreatedAtAction(nameof(Get), new { id = visit.Id }, visit);
        }
        catch (ArgumentOutOfRangeException problem)
        {
            _logger.LogWarning(problem, "visit refused");
            return UnprocessableEntity(new { error = problem.ParamName });
        }
    }
// ----
    [HttpPatch("{id:long}")]
    public async Task<IActionResult> Update(long id, UpdateVisit changes, CancellationToken token)
    {
        var visit = await _service.FindAsync(id, Owner, token);
        return visit?.State switch
        {
            null => NotFound(),
            VisitState.Open => Ok(await _service.UpdateAsync(visit, changes)),
            VisitState.Closed => Conflict("closed visits cannot be changed"),
            _ => Problem($"unknown state {visit.State}"),
        };
    }
// ----
    [HttpDelete("{id:long}")]
    [Authorize(Roles = "Admin")]
    public async Task<IActionResult> Remove(long id)
    {
        var removed = await _service.RemoveAsync(id);
        return removed ? NoContent() : NotFound();
    }
// ----
    [HttpGet("search")]
    public async Task<IEnumerable<Visit>> Search([FromQuery(Name = "q")] string text)
    {
        var results = new Dictionary<long, Visit>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
            foreach (var visit in await _service.SearchAsync(word, Owner))
            {
                results.TryAdd(visit.Id, visit);
            }
        }
        return results.Values.OrderByDescending(visit => visit.Price);
    }
// ----
    [HttpGet("{id:long}/export")]
    public async Task<IActionResult> Export(long id, string format, CancellationToken token)
    {
        var visit = await _service.FindAsync(id, Owner, token);
        if (visit is null)
        {
            return NotFound();
        }
        if (format == "csv")
        {
            var line = VisitHelpers.CsvLine(visit);
            return File(System.Text.Encoding.UTF8.GetBytes(line), "text/csv", $"visit-{visit.Id}.csv");
        }
        return new JsonResult(visit);
    }
// ----
}
