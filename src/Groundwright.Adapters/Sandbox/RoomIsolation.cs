namespace Groundwright.Adapters.Sandbox;

/// <summary>The program that makes rooms and what it can take away.</summary>
/// <param name="Program">Absolute path of bubblewrap.</param>
/// <param name="Arguments">What stands in front of everything else.</param>
internal sealed record RoomIsolation(string Program, IReadOnlyList<string> Arguments)
{
    // Further user namespaces would give a program capabilities over namespaces of its own: much kernel to attack, of no use to the work. Since 0.8.0.
    private static readonly Version LeastForNoNamespaces = new(0, 8);

    internal static RoomIsolation Of(string program, string version)
    {
        string[] basics = ["--unshare-all", "--unshare-user", "--cap-drop", "ALL", "--new-session", "--die-with-parent", "--hostname", "room"];
        var known = Version.TryParse(version.Split(' ')[^1].Trim(), out var number) && number >= LeastForNoNamespaces;
        return new RoomIsolation(program, known ? [.. basics, "--disable-userns"] : basics);
    }
}
