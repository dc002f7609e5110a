using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Locks;

/// <summary>Who says to hold what of one environment: the content of its lock ref. Immutable.</summary>
/// <param name="Entries">One for each holder; several only when their targets are disjoint.</param>
public sealed record LockTable(IReadOnlyList<LockEntry> Entries)
{
    /// <summary>Nobody holds anything.</summary>
    public static LockTable Empty { get; } = new([]);

    /// <summary>The table as it is stored: one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, LockFormat.Default.LockTable);

    /// <summary>Reads one.</summary>
    /// <exception cref="GroundwrightException">It is none (GW2071).</exception>
    public static LockTable Parse(string environment, string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, LockFormat.Default.LockTable) is { Entries: not null } table ? table : throw new JsonException("it has no entries");
        }
        catch (JsonException fault)
        {
            throw new GroundwrightException(Problem.Of(EnvironmentProblems.LedgerDamaged, $"the lock of {environment} cannot be read", fault.Message,
                new Remedy($"git update-ref -d refs/groundwright/locks/{Ledger.PartName.Of(environment)}", "frees it, where there is no remote"),
                new Remedy($"git push <remote> :refs/groundwright/locks/{Ledger.PartName.Of(environment)}", "frees it, where there is one")), fault);
        }
    }

    /// <summary>The entry of a claim; null when it is somebody else's by now.</summary>
    public LockEntry? Of(LockClaim claim) => Entries.FirstOrDefault(entry => entry.Epoch == claim.Epoch && entry.Holder.RunId == claim.RunId);

    /// <summary>Whoever holds something of these targets (empty: of the environment).</summary>
    public IEnumerable<LockEntry> Against(IReadOnlyList<string> targets) =>
        Entries.Where(entry => targets.Count == 0 || entry.Holder.Targets.Count == 0 || entry.Holder.Targets.Intersect(targets, StringComparer.Ordinal).Any());

    /// <summary>The same with a sign of life of a claim; null when the claim is not in it.</summary>
    public LockTable? Renewed(LockClaim claim) =>
        Of(claim) is { } own ? new LockTable([.. Entries.Select(entry => entry == own ? own with { Counter = own.Counter + 1 } : entry)]) : null;

    /// <summary>The same without some entries.</summary>
    public LockTable Without(IEnumerable<LockEntry> gone)
    {
        var epochs = gone.Select(entry => entry.Epoch).ToHashSet(StringComparer.Ordinal);
        return new LockTable([.. Entries.Where(entry => !epochs.Contains(entry.Epoch))]);
    }

    /// <summary>The same with one more entry.</summary>
    public LockTable With(LockEntry entry) => new([.. Entries, entry]);
}

/// <summary>A claim as others see it.</summary>
/// <param name="Epoch">Random, new each time a lock is taken.</param>
/// <param name="Counter">One more with each renewal: whoever sees it unchanged for a whole lease knows that the holder is gone (rule R11).</param>
/// <param name="Origin">Which clone on which machine since which start of it: there the kernel's lock says more than any lease.</param>
/// <param name="Holder">For people.</param>
public sealed record LockEntry(string Epoch, long Counter, string Origin, LockHolder Holder);

/// <summary>How lock tables and holders are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LockTable))]
[JsonSerializable(typeof(LockHolder))]
internal sealed partial class LockFormat : JsonSerializerContext;
