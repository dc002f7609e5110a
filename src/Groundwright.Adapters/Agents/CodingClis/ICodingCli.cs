using Groundwright.Core.Agents;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>What is particular to one coding CLI: how it is called and what its output means. What all have in common is <see cref="CodingCliAgent"/>.</summary>
internal interface ICodingCli
{
    /// <summary>The name in <c>agent: use:</c>.</summary>
    string Name { get; }

    /// <summary>Its program: a name on PATH, or an absolute path.</summary>
    string Program { get; }

    /// <summary>Models that it can work with; the first whose key is set counts. Empty: it has none that we know, or sees to that itself.</summary>
    IReadOnlyList<ModelPlace> Models { get; }

    /// <summary>Version that this adapter was proven with; null: none was.</summary>
    string? ProvenVersion { get; }

    /// <summary>How it is installed: one line to type.</summary>
    string Install { get; }

    /// <summary>What it must be able to read besides its program. Absolute. Default: nothing.</summary>
    IReadOnlyList<string> Readable => [];

    /// <summary>Writes what it reads from its home before it starts.</summary>
    void Furnish(CliCall call);

    /// <summary>The command of a call. What it is told comes on its standard input: the prompt, or what an <see cref="ICliDialogue"/> says.</summary>
    Command Command(CliCall call);

    /// <summary>Something that reads what this call prints.</summary>
    ICliOutput Read(CliCall call);
}

/// <summary>One call of a coding CLI.</summary>
/// <param name="Task">The work, with what is left of its bounds.</param>
/// <param name="Room">Where it works.</param>
/// <param name="Confined">Whether the room keeps it in. Where it does not, it must get by without running programs that its own rules do not keep in.</param>
/// <param name="Environment">What every agent gets.</param>
/// <param name="Session">Session to go on with; null: a new one.</param>
internal sealed record CliCall(AgentTask Task, ISandboxRoom Room, bool Confined, CommandEnvironment Environment, string? Session)
{
    /// <summary>The model whose key is set, with the variable of that key alone; null: none that we know.</summary>
    public ModelPlace? Model { get; init; }

    /// <summary>What it is told: the work, or to go on with it.</summary>
    public string Prompt => Session is null ? Task.Prompt
        : "The connection to the model was lost in the middle of this work. Look at what is there already, go on where you stopped, and finish the work. The rules given at its beginning hold.";
}

/// <summary>Reads what a coding CLI prints, line by line. Whatever the lines are, it never throws and keeps little.</summary>
internal interface ICliOutput
{
    /// <summary>What a line of standard output means; nothing for what is not known.</summary>
    IReadOnlyList<AgentEvent> Take(string line);

    /// <summary>What a line of standard error means; nothing for most.</summary>
    IReadOnlyList<AgentEvent> TakeError(string line) => [];

    /// <summary>How it says that the work came out; null until it has said so.</summary>
    CliEnd? End { get; }

    /// <summary>The session by which the work can be gone on with; null before the model was asked for the first time.</summary>
    string? Session { get; }

    /// <summary>Whether the session can be gone on with in another process.</summary>
    bool CanGoOn => Session is not null;
}
