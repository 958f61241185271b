using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;

namespace Shop;

public class Order
{
    public string Name;
    public string Kind;

    public Order(string name, string kind)
    {
        Name = name;
        Kind = kind;
    }
}

[ApiController]
public class PetsController : ControllerBase
{
    private static async Task<string> Fetch(string value) => value;

    [HttpGet("pets")]
    public async Task<IActionResult> Pets(string name)
    {
        new Runner().Run(name);
        Action ask = () => Process.Start("sh", "-c " + name); // finding
        ask();
        var order = new Order(name, "a");
        Process.Start("sh", "-c " + order.Kind);
        Process.Start("sh", "-c " + order.Name); // finding
        var held = new Dictionary<string, string> { ["clean"] = "a", ["sent"] = name };
        Process.Start("sh", "-c " + held["clean"]);
        Process.Start("sh", "-c " + held["sent"]); // finding
        var later = name;
        later = "a";
        Process.Start("sh", "-c " + later);
        Process.Start("sh", "-c " + WebUtility.HtmlEncode(name)); // finding
        Process.Start("sh", "-c " + (1 > 2 ? name : "a"));
        if (1 > 2)
        {
            Process.Start("sh", "-c " + name);
        }
        var all = "";
        foreach (var part in name.Split(','))
        {
            all += part;
        }
        Process.Start("sh", "-c " + all); // finding
        string tried;
        try
        {
            Check(name);
            tried = name;
        }
        catch (InvalidOperationException)
        {
            tried = "b";
        }
        Process.Start("sh", "-c " + tried); // finding
        var value = await Fetch(name);
        Process.Start("sh", "-c " + value); // finding
        await Task.Run(() => Process.Start("sh", "-c " + name)); // finding
        if (name is not ("a" or "b"))
        {
            return BadRequest();
        }
        Process.Start("sh", "-c " + name);
        return Ok();
    }
}
