using System.Text.Json;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Projections;

/// <summary>Makes the state file of a run from its journal. What the journal knows wins, then what was taken up at the start, then what the file holds.</summary>
internal static class StateProjection
{
    public static StateFile Of(RunState state, StateFile? existing)
    {
        var entries = (existing?.Entries ?? []).ToList();
        foreach (var (key, value) in state.Started.Adopted.Where(adopted => !entries.Exists(entry => entry.Key == adopted.Key))) entries.Add(KeyValuePair.Create(key, value));
        var merged = new StateFile(entries);

        foreach (var field in StateFields.Always) Put(entries, field, Field(field, state, merged));
        Put(entries, StateFields.Groundwright, StateAdditions.Of(state, merged[StateFields.Groundwright]));
        return new StateFile(entries);
    }

    private static JsonElement Field(string field, RunState state, StateFile merged) => field switch
    {
        StateFields.AllIpes => Json(AllIpes(state, merged)),
        // The id as a person once wrote it stays: paths and scripts use it.
        StateFields.IpeId => Json(merged.Text(field) is { } id && id.Equals(state.Id, StringComparison.OrdinalIgnoreCase) ? id : state.Id),
        _ => Json(Text(field, state) ?? Adopted(field, state) ?? merged.Text(field) ?? Default(field, state)),
    };

    private static string? Text(string field, RunState state) => field switch
    {
        StateFields.IssueNumber => state.Request.IssueNumber,
        StateFields.BranchName => state.Fact("branch"),
        StateFields.SpecFile => state.Fact("spec"),
        StateFields.IssueClass => Slashed(state.Fact("class")),
        StateFields.WorktreePath => state.Fact("worktree"),
        StateFields.Environment => state.Fact("environment"),
        StateFields.TerraformDir => state.Fact("terraform_dir"),
        // Asking for the heavy set in the request beats a file that says base.
        StateFields.ModelSet => state.Request.ModelSet == "heavy" ? "heavy" : null,
        _ => null,
    };

    private static string? Default(string field, RunState state) => field switch
    {
        StateFields.Environment => state.Request.Environment,
        StateFields.ModelSet => state.Request.ModelSet,
        _ => null,
    };

    private static string? Adopted(string field, RunState state)
    {
        if (!state.Started.Adopted.TryGetValue(field, out var value)) return null;
        var text = value.ValueKind is JsonValueKind.Number ? value.GetRawText() : JsonSource.TextOf(value);
        return field == StateFields.IssueClass ? Slashed(text) : text;
    }

    private static string? Slashed(string? text) => RequestClassText.Parse(text) is { } known ? "/" + known.Word() : null;

    /// <summary>What ran before, then the workflows and the phases that were done here, in order and each once.</summary>
    private static List<string> AllIpes(RunState state, StateFile merged)
    {
        var done = state.Phases.Where(phase => phase is { Ended: not null, Problem: null }).Select(phase => (At: phase.Started, Name: OldNames.OfPhase(phase.Name))).ToList();
        var asked = state.Work.Where(work => done.Exists(phase => phase.At >= work.At)).Select(work => (work.At, Name: OldNames.OfWorkflow(Workflow(work))));
        var before = new StateFile([.. state.Started.Adopted]).AllIpes.Concat(merged.AllIpes);
        return [.. before.Concat(asked.Concat(done).OrderBy(pair => pair.At).Select(pair => pair.Name).OfType<string>()).Distinct()];
    }

    private static string Workflow(WorkRequested work) =>
        work.Workflow == "sdlc" && work.Options.GetValueOrDefault("zte") is { } zte && bool.TryParse(zte, out var zeroTouch) && zeroTouch ? "zte" : work.Workflow;

    private static void Put(List<KeyValuePair<string, JsonElement>> entries, string key, JsonElement value)
    {
        var index = entries.FindIndex(entry => entry.Key == key);
        if (index < 0) entries.Add(KeyValuePair.Create(key, value));
        else if (!JsonElement.DeepEquals(entries[index].Value, value)) entries[index] = KeyValuePair.Create(key, value);
    }

    private static JsonElement Json(string? text) => StateAdditions.Element(writer => writer.WriteStringValue(text));

    private static JsonElement Json(List<string> texts) => StateAdditions.Element(writer =>
    {
        writer.WriteStartArray();
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    });
}
