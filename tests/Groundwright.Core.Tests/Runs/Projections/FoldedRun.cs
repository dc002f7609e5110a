using System.Text.Json;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Projections;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Tests.Runs.Projections;

/// <summary>Runs as the engine would hand them over.</summary>
internal static class FoldedRun
{
    public static DateTimeOffset At(int minute) => new(2026, 11, 20, 12, minute, 0, TimeSpan.Zero);

    public static RunState Of(string id = "abc12345", StateFile? adopted = null, string modelSet = "base") => new()
    {
        Started = new RunStarted(
            1, id, new Request { IssueNumber = "12", Title = "Add a log bucket", Body = "b", Source = "issues/12-x.md", Trusted = true, ModelSet = modelSet },
            new Actor("person", "os-user"), new BranchTip("main", "c0ffee"), new ConfigurationSource(null, "", false), "0.1.0")
        {
            At = At(0),
            Adopted = adopted?.Adopt("s").Values ?? new Dictionary<string, JsonElement>(),
        },
        Updated = At(9),
    };

    public static PhaseState Done(string name, int minute, params (string Key, string Value)[] facts) =>
        new(name, 1, At(minute)) { Ended = At(minute + 1), Summary = name + " done", Facts = facts.ToDictionary(fact => fact.Key, fact => fact.Value) };

    public static WorkRequested Work(string workflow, int minute) =>
        new(workflow, [], new Actor("person", "os-user"), new Dictionary<string, string>()) { At = At(minute) };
}
