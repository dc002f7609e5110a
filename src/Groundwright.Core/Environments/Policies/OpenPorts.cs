namespace Groundwright.Core.Environments.Policies;

/// <summary>Which ports may be open to everyone, and who everyone is.</summary>
internal static class OpenPorts
{
    public static bool IsEveryone(string? source) => source is "0.0.0.0/0" or "::/0" or "*" or "Internet" or "any" or "Any";

    /// <summary>Web ports alone may be open: exactly 80 or exactly 443.</summary>
    public static bool IsWeb(long? from, long? to) => from == to && from is 80 or 443;

    /// <summary>The same for <c>443</c> or <c>80-80</c> written as text.</summary>
    public static bool IsWeb(string range)
    {
        var ends = range.Split('-', 2);
        return ends.All(end => end.Trim() is "80") || ends.All(end => end.Trim() is "443");
    }
}
