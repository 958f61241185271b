using System.Diagnostics;

namespace Shop;

public class Runner
{
    public void Run(string name)
    {
        Process.Start("sh", "-c " + name); // finding
    }

    public void Quiet(string name)
    {
        Process.Start("sh", "-c a");
    }
}
