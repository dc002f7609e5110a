using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary><c>agent:</c></summary>
internal static class AgentSection
{
    private static readonly Key<string> Use = new("use", new WordShape("an agent", AgentNames.Known),
        "Who does the work: a person (`manual`), any program (`command`), a recording (`replay`), a coding CLI by its name, or any agent of the Agent Client Protocol (`acp`).")
    { Default = AgentNames.Manual };

    private static readonly Key<IReadOnlyList<string>> Command = new("command", new CommandShape(),
        "Program and arguments of the agents `command` (the prompt comes on its standard input) and `acp` (it speaks the Agent Client Protocol there).");

    private static readonly Key<string> Recording = new("recording", new PathShape(), "Folder with the recorded edits of the `replay` agent.");

    private static readonly Key<IReadOnlyList<string>> Environment = new("environment", Shared.VariableNames,
        "Names of environment variables the agent may see besides the basics. Values never stand here.");

    private static readonly Key<IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, string>>>>> Models = new("models",
        new MapShape<IReadOnlyList<KeyValuePair<string, string>>>(new KnownNames("base", "heavy"),
            new MapShape<string>(new KnownNames([.. Phases.All, "default", "classify"]), new LineShape("the name of a model"), "phases and their models"),
            "model sets (base, heavy), each with phases and their models"),
        "Which model works in which phase, for the model sets `base` and `heavy`. `default` is for phases not named.");

    private static readonly Key<int> Minutes = new("minutes", new WholeNumberShape(1, 1440), "Minutes one piece of work may take.") { Default = "30" };

    private static readonly Key<int> SilentMinutes = new("silentMinutes", new WholeNumberShape(1, 1440),
        "Minutes without output after which the agent counts as hung.")
    { Default = "10" };

    private static readonly Key<int> Turns = new("turns", new WholeNumberShape(1, 10_000),
        "Turns one piece of work may take: answers of the model. Kept by `claude` and `claude-acp`.")
    { Default = "no limit" };

    private static readonly Key<decimal> Usd = new("usd", new MoneyShape(100_000), "US dollars one run may cost. Kept by `claude` and `claude-acp`.") { Default = "no limit" };

    private static readonly Key<int> Tokens = new("tokens", new WholeNumberShape(1000, 2_000_000_000),
        "Tokens one run may use, read and written together: what is over ends the run before its next piece of work. Kept by all coding CLIs but `kiro` and `acp`.")
    { Default = "no limit" };

    private static readonly Key<Limits> Bounds = new("limits", new ObjectShape<Limits>([Minutes, SilentMinutes, Turns, Usd, Tokens],
        fields => new Limits(fields.Get(Minutes, 30), fields.Get(SilentMinutes, 10), fields.FindValue(Turns), fields.FindValue(Usd), fields.FindValue(Tokens))), "Bounds of the agent's work.");

    public static ObjectShape<AgentSettings> Shape { get; } = new([Use, Command, Recording, Environment, Models, Bounds], Build,
        new RequiredWhen(Use, AgentNames.Command, Command), new RequiredWhen(Use, AgentNames.Acp, Command), new RequiredWhen(Use, AgentNames.Replay, Recording));

    private static AgentSettings Build(Fields fields)
    {
        var limits = fields.Get(Bounds, new Limits(30, 10, null, null, null));
        return new AgentSettings
        {
            Use = fields.Get(Use, AgentNames.Manual),
            Command = fields.Get(Command, []),
            Recording = fields.Find(Recording),
            Environment = fields.Get(Environment, []),
            Models = fields.Get(Models, []).ToDictionary(set => set.Key, set => (IReadOnlyDictionary<string, string>)set.Value.ToDictionary()),
            Minutes = limits.Minutes,
            SilentMinutes = limits.SilentMinutes,
            Turns = limits.Turns,
            Usd = limits.Usd,
            Tokens = limits.Tokens,
        };
    }

    private sealed record Limits(int Minutes, int SilentMinutes, int? Turns, decimal? Usd, int? Tokens);
}
