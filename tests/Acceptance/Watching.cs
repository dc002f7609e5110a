using Groundwright.Testing;

namespace Acceptance;

/// <summary>Waiting for moments of a run, and finding its processes.</summary>
internal static class Watching
{
    public static void Await(Func<bool> there, ChildProcess gw)
    {
        var deadline = DateTime.UtcNow + TimeSpan.FromMinutes(2);
        while (!there())
        {
            if (gw.HasExited || DateTime.UtcNow > deadline) throw new InvalidOperationException(gw.Output);
            Thread.Sleep(10);
        }
    }

    /// <summary>Processes that carry a mark and stand in this repository.</summary>
    public static List<int> Marked(string mark, OrdersRepository orders) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Select(name => int.TryParse(name, out var id) ? id : 0).Where(id => id > 0)
            .Where(id => Read($"/proc/{id}/environ").Contains(mark, StringComparison.Ordinal) && StandsIn(id, orders.Root)),
    ];

    public static List<int> Leftovers(OrdersRepository orders) => Marked("GROUNDWRIGHT_", orders);

    /// <summary>The command line of a process.</summary>
    public static string[] Words(int id) => Read($"/proc/{id}/cmdline").Split('\0');

    /// <summary>Whether a process stands in a folder.</summary>
    public static bool StandsIn(int id, string folder) => Link($"/proc/{id}/cwd").StartsWith(folder, StringComparison.Ordinal);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Link(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: false)?.FullName ?? "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
