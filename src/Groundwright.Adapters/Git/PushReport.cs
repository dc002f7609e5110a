namespace Groundwright.Adapters.Git;

/// <summary>What became of the one ref of a push.</summary>
internal enum PushEnd
{
    Done,

    /// <summary>The lease was lost: the ref stands elsewhere.</summary>
    Stale,

    /// <summary>The server said no, or its ref was just being moved.</summary>
    Rejected,

    /// <summary>It did not come so far.</summary>
    NotReached,
}

/// <summary>Reads what <c>git push --porcelain</c> prints: <c>flag TAB from:to TAB summary (reason)</c>.</summary>
internal static class PushReport
{
    public static (PushEnd End, string Reason) Parse(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var parts = line.TrimEnd('\r').Split('\t');
            if (parts.Length < 3 || parts[0].Length != 1) continue;
            if (parts[0] != "!") return (PushEnd.Done, parts[2]);
            return (parts[2].StartsWith("[rejected] (stale info)", StringComparison.Ordinal) ? PushEnd.Stale : PushEnd.Rejected, parts[2]);
        }
        return (PushEnd.NotReached, "");
    }
}
