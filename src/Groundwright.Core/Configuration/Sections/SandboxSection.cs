using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary><c>sandbox:</c></summary>
internal static class SandboxSection
{
    private static readonly Key<string> Use = new("use", new WordShape("a way to use the sandbox", "preferred", "required", "never"),
        "`preferred` uses it where there is one, `required` refuses to work without, `never` lets agents and tools run as you. A request that is not trusted always needs one.")
    { Default = "preferred" };

    private static readonly Key<IReadOnlyList<string>> Readable = new("readable",
        new ListShape<string>(new FormShape("an absolute path", Patterns.AbsolutePathText, Patterns.AbsolutePath()), "a list of absolute paths") { Unique = true },
        "Folders and files that may be read in it: programs installed outside of /usr, such as /opt/tools. Never a home folder as a whole.");

    private static readonly Key<IReadOnlyList<string>> Hosts = new("hosts",
        new ListShape<string>(new FormShape("the name of a host", Patterns.HostText, Patterns.Host()), "a list of hosts") { Unique = true },
        "Hosts an agent may read from (GET, HEAD), through a proxy and as http://. Everything else is unreachable, except the model.");

    public static ObjectShape<SandboxSettings> Shape { get; } = new([Use, Readable, Hosts], fields => new SandboxSettings
    {
        Use = fields.Get(Use, "preferred") switch { "required" => SandboxUse.Required, "never" => SandboxUse.Never, _ => SandboxUse.Preferred },
        Readable = fields.Get(Readable, []),
        Hosts = fields.Get(Hosts, []),
    });
}
