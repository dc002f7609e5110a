using Groundwright.Cli.Commands.Agents;
using Groundwright.Cli.Views.Text;

namespace Groundwright.Cli.Views.Screens;

/// <summary>The coding CLIs.</summary>
internal static class AgentsScreen
{
    /// <summary>One line each.</summary>
    public static Screen Of(IReadOnlyList<AgentLine> agents, int width)
    {
        var table = new Table("AGENT", "INSTALLED", "PROVEN", "KEY");
        foreach (var agent in agents)
            table.Add(
                new Span(agent.Name, Tone.Accent),
                agent.Version is null ? new Span("no", Tone.Dim) : new Span(agent.Version, agent.Version == agent.ProvenVersion ? Tone.Good : Tone.Warn),
                agent.ProvenVersion is null ? new Span("none", Tone.Dim) : new Span(agent.ProvenVersion, Tone.Plain),
                agent.KeyVariable is null ? new Span(agent.NeedsKey ? "none set" : "its own", Tone.Dim) : new Span(agent.KeyVariable, Tone.Good));
        var lacking = agents.FirstOrDefault(agent => !agent.Ready);
        var screen = table.Lay(width);
        return lacking is null ? screen : screen.Blank().Add(Fields.Command($"gw agents check {lacking.Name}", "how to get what is missing"));
    }
}
