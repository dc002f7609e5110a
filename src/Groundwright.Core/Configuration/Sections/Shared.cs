using Groundwright.Core.Configuration.Shapes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>Shapes that several sections use.</summary>
internal static class Shared
{
    /// <summary>Names of environment variables, never values.</summary>
    public static ListShape<string> VariableNames { get; } = new(
        new FormShape("the name of an environment variable", Patterns.EnvironmentVariableText, Patterns.EnvironmentVariable(), "Values never stand in the configuration."),
        "a list of names of environment variables")
    { Unique = true };

    /// <summary>Hosts that tools may talk to.</summary>
    public static ListShape<EgressHost> EgressHosts { get; } = new(new EgressHostShape(), "a list of hosts") { Unique = true };

    /// <summary>Names of targets or environments; whether they exist is checked when all is read.</summary>
    /// <param name="one">Such as <c>a target</c>.</param>
    /// <param name="many">Such as <c>targets</c>.</param>
    public static ListShape<string> Names(string one, string many) => new(Name(one), $"a list of {many}") { Unique = true };

    /// <summary>Things that come first: one or several.</summary>
    public static OneOrManyShape<string> After(string one, string many) => new(Name(one), Names(one, many));

    private static FormShape Name(string one) => new($"the name of {one}", Patterns.NameText, Patterns.Name());
}
