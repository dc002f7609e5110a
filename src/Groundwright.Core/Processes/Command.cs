using System.Runtime.InteropServices;
using System.Threading.Channels;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Core.Processes;

/// <summary>A process to start, as an immutable value. Arguments are a list: no shell ever reads them.</summary>
/// <param name="Program">A name looked up on the PATH that the process gets, an absolute path, or a path with a slash, from the working directory.</param>
/// <param name="Arguments">Passed one by one, unquoted.</param>
public sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Where the process starts. Absolute.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>What it may see of our environment, and what it gets besides. Default: <see cref="CommandEnvironment.Minimal"/>.</summary>
    public CommandEnvironment Environment { get; init; } = CommandEnvironment.Minimal;

    /// <summary>Written to its standard input, which is then closed. Null: standard input is empty.</summary>
    public string? StandardInput { get; init; }

    /// <summary>Lines for its standard input, written as they come; after the last one it is closed. Null: it is told nothing while it runs.</summary>
    public ChannelReader<string>? Conversation { get; init; }

    /// <summary>After this the whole process tree is ended. Null: no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>After this long without any output the whole process tree is ended. Null: no limit.</summary>
    public TimeSpan? SilenceLimit { get; init; }

    /// <summary>Bytes of output after which the whole process tree is ended. Null: no limit; only the last <see cref="CaptureLimit"/> bytes are kept.</summary>
    public long? OutputLimit { get; init; }

    /// <summary>Bytes kept of each stream in the result. Default 16 MiB. What exceeds it is dropped from the front and marked in the result.</summary>
    public int CaptureLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>Characters after which a line is handed over in several pieces. Default 64 Ki.</summary>
    public int LongestLine { get; init; } = 64 * 1024;

    /// <summary>How long after an interrupt the tree may take to end by itself before it is killed. Default 5 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Handles of ours that the process and its children keep open, such as a lock that must outlive us. Default none.</summary>
    public IReadOnlyList<SafeHandle> InheritedHandles { get; init; } = [];

    /// <summary>Who this process belongs to, so that a successor of ours can find and end what a killed Groundwright left: the run id. Null: nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// What a room for it must hold, where tools are kept in (rule U1): whoever composes the program gives it a runner that does. Null: it is one of our own calls, which reads nothing that
    /// an agent wrote, or an effect, which was reviewed.
    /// </summary>
    public SandboxNeeds? Confined { get; init; }

    /// <summary>
    /// Whether the program is the door of a room (bubblewrap): it dies with the thread that started it, which therefore must live as long as we do, and an interrupt is
    /// for those behind it, not for it. Default false.
    /// </summary>
    public bool IsDoor { get; init; }

    /// <summary>The command line for people, quoted where needed. Not for a shell. Unmasked.</summary>
    public override string ToString() =>
        string.Join(' ', (IsDoor ? Arguments.SkipWhile(argument => argument != "--").Skip(1) : Arguments.Prepend(Program)).Select(word => word.Length > 0 && word.All(IsPlain) ? word : $"'{word}'"));

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || "-_./=:,@+%^~".Contains(c, StringComparison.Ordinal);
}
