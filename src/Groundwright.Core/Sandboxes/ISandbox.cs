using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Sandboxes;

/// <summary>Where programs work that read or write what nobody has reviewed: with what they may read, write and reach, and nothing else (rules U1, U4, U5).</summary>
public interface ISandbox
{
    /// <summary>Why a program is not kept in: it runs as the person themselves, and only text that is trusted may steer it. Null: it is.</summary>
    Problem? Absence { get; }

    /// <summary>Makes a room for one piece of work.</summary>
    /// <exception cref="GroundwrightException">GW3102, GW3103: the room cannot be made, or it was tried and does not hold. GW3104: the model's key is not set.</exception>
    Task<ISandboxRoom> Open(SandboxNeeds needs, CancellationToken cancellationToken);
}

/// <summary>A room for one piece of work. Disposing it ends every process in it and deletes its home.</summary>
public interface ISandboxRoom : IAsyncDisposable
{
    /// <summary>The home of the programs in it: fresh, empty, writable. Absolute, and the same path inside and outside.</summary>
    string Home { get; }

    /// <summary>Where the model is to be reached from inside; null when none was asked for. Has no trailing slash and no <c>/v1</c>.</summary>
    string? ModelAddress { get; }

    /// <summary>What a program in the room presents as its key: a placeholder where the room confines, the real one where it does not; null without a model.</summary>
    string? ModelKey { get; }

    /// <summary>
    /// Why requests of programs in it did not go out: a host that <see cref="SandboxNeeds.Egress"/> does not name, one that does not answer. A sentence each, at most 20, unmasked.
    /// </summary>
    IReadOnlyCollection<string> Refusals { get; }

    /// <summary>The command as it runs in the room. Its working directory must be the tree or below; <c>HOME</c> is set.</summary>
    Command Enter(Command command);
}

/// <summary>What one piece of work needs of its room.</summary>
public sealed record SandboxNeeds
{
    /// <summary>Folder that may be written. Absolute. Holds no git directory (rule U2).</summary>
    public required string Tree { get; init; }

    /// <summary>What may be read besides the system's own programs and libraries: where a program is installed. Absolute. Default: nothing.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>Folders besides the tree that may be written: where a tool keeps its state. Absolute. Default: none.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];

    /// <summary>The model it talks to. Null: none.</summary>
    public ModelAccess? Model { get; init; }

    /// <summary>Most requests to the model. Default 2,000.</summary>
    public int ModelRequests { get; init; } = 2000;

    /// <summary>
    /// Hosts that may be read from, by GET and HEAD: names, which are fetched over TLS, or origins such as <c>http://127.0.0.1:4873</c>. From inside they are
    /// <c>http://name/</c> through the proxy that <c>http_proxy</c> names. Default: none.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// Hosts that may be talked to in any way, through the proxy that <c>https_proxy</c> and <c>http_proxy</c> name; those of the machine itself at their own port. For tools
    /// that talk to a backend and clouds. Not together with <see cref="Model"/> or <see cref="Hosts"/>. Default: none.
    /// </summary>
    public IReadOnlyList<EgressHost> Egress { get; init; } = [];

    /// <summary>
    /// Whether the machine's own network is there, unfiltered: for tools of which nobody said what they talk to. Not together with <see cref="Model"/>,
    /// <see cref="Hosts"/> or <see cref="Egress"/>. Default: there is no network.
    /// </summary>
    public bool OpenNetwork { get; init; }

    /// <summary>The same with a way to the hosts that a target names; null: nobody said which, and the network is open.</summary>
    public SandboxNeeds WithEgress(IReadOnlyList<EgressHost>? hosts) => hosts is null ? this with { OpenNetwork = true } : this with { Egress = hosts };
}

/// <summary>How a model is reached.</summary>
/// <param name="Api">Which interface it speaks.</param>
/// <param name="Upstream">Where it really is, such as <c>https://api.anthropic.com</c>.</param>
/// <param name="KeyVariable">Variable of our own environment that holds the key, such as <c>ANTHROPIC_API_KEY</c>.</param>
public sealed record ModelAccess(ModelApi Api, Uri Upstream, string KeyVariable);

/// <summary>The interface of a model: which paths there are and how the key is presented.</summary>
public enum ModelApi
{
    /// <summary>Messages: <c>x-api-key</c>, or a bearer token.</summary>
    Anthropic,

    /// <summary>Responses and chat completions: a bearer token.</summary>
    OpenAi,

    /// <summary>Generate content: <c>x-goog-api-key</c>.</summary>
    Gemini,
}
