using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Core.Tests.Environments;

/// <summary>Releases for tests about what is computed from them.</summary>
internal static class Made
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A release that ended so many minutes before now and took a minute.</summary>
    public static Release Release(string id, double minutesAgo = 0, bool healthy = true, string mode = ReleaseModes.Deploy, string run = "run12345", params string[] targets) => new()
    {
        Id = id,
        Environment = id.Split('-')[0],
        Mode = mode,
        RunId = run,
        Commit = "c" + id,
        Tree = "t" + id,
        Plans = (targets.Length == 0 ? ["app"] : targets).ToDictionary(target => target, _ => "9b1e"),
        Applied = (targets.Length == 0 ? ["app"] : targets).ToDictionary(target => target, _ => new AppliedChanges(1, 0, 0)),
        Healthy = healthy,
        Started = Now.AddMinutes(-minutesAgo - 1),
        Ended = Now.AddMinutes(-minutesAgo),
    };

    public static LedgerState Ledger(params Release[] releases) => new() { Releases = releases };
}
