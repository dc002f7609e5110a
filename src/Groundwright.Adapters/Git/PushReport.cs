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
        var all = Lines(text);
        return all.Count == 0 ? (PushEnd.NotReached, "") : all[0];
    }

    /// <summary>Of a push of several refs that go together: the lease that was lost says more than the refs that therefore stayed.</summary>
    public static (PushEnd End, string Reason) ParseTogether(string text)
    {
        var all = Lines(text);
        if (all.Count == 0) return (PushEnd.NotReached, "");
        return all.FirstOrDefault(line => line.End == PushEnd.Stale, all.FirstOrDefault(line => line.End == PushEnd.Rejected, all[0]));
    }

    private static List<(PushEnd End, string Reason)> Lines(string text)
    {
        var all = new List<(PushEnd, string)>();
        foreach (var line in text.Split('\n'))
        {
            var parts = line.TrimEnd('\r').Split('\t');
            if (parts.Length < 3 || parts[0].Length != 1) continue;
            var end = parts[0] != "!" ? PushEnd.Done : parts[2].StartsWith("[rejected] (stale info)", StringComparison.Ordinal) ? PushEnd.Stale : PushEnd.Rejected;
            all.Add((end, parts[2]));
        }
        return all;
    }
}
