using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox;

/// <summary>Who goes into a room: the rules must hold for root and for anybody else.</summary>
public sealed record Visitor(string Name, IReadOnlyList<string> Through)
{
    /// <summary>Whoever runs the tests: on most build machines root.</summary>
    public static Visitor Ourselves { get; } = new("ourselves", []);

    /// <summary>Nobody, who can do nothing but make user namespaces. Only root can become them.</summary>
    public static Visitor Nobody { get; } = new("nobody", ["--reuid=65534", "--regid=65534", "--clear-groups"]);

    /// <summary>Both.</summary>
    public static TheoryData<Visitor> All => [Ourselves, Nobody];

    /// <summary>The command as this visitor starts it, with a tree and a home of their own.</summary>
    internal Command Send(Command command, string tree, string home)
    {
        if (Through.Count == 0) return command;
        if (!Environment.IsPrivilegedProcess) Assert.Skip("only root can become nobody");
        Needs.Tool("setpriv", "apt-get install util-linux");
        var rooms = command.Arguments.Where(argument => argument.Contains("/groundwright-room-", StringComparison.Ordinal)).Select(argument => Path.GetDirectoryName(argument)!);
        foreach (var folder in rooms.Distinct().Concat([Path.GetDirectoryName(tree)!, home])) ChildProcess.Run("chown", ["-R", "65534:65534", folder]);
        return command with { Program = "setpriv", Arguments = [.. Through, command.Program, .. command.Arguments] };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
