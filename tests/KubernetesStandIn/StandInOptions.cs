namespace KubernetesStandIn;

/// <summary>What the command line says.</summary>
internal sealed record StandInOptions
{
    /// <summary>Where the OpenAPI document and the CustomResourceDefinitions are. Required.</summary>
    public required string Schemas { get; init; }

    /// <summary>Where <c>ca.crt</c> is written and checkouts are kept. Required.</summary>
    public required string Folder { get; init; }

    /// <summary>0: the system chooses.</summary>
    public int Port { get; init; }

    /// <summary>Whoever has it may do everything.</summary>
    public string Token { get; init; } = "writer";

    /// <summary>Whoever has it may only read.</summary>
    public string ReadOnlyToken { get; init; } = "reader";

    /// <summary>How long a pod takes to get ready. Default 300 ms.</summary>
    public TimeSpan ReadyAfter { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Intervals of Flux objects are cut to this. Default 5 s.</summary>
    public TimeSpan FluxInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Folders of <see cref="Schemas"/> that begin with one of these hold the definitions that are installed. Default: all.</summary>
    public IReadOnlyList<string> Definitions { get; init; } = ["flux-", "argo-workflows-v4", "argo-events-"];

    /// <summary>The stand-in ends when this process has. Null: it does not.</summary>
    public int? Parent { get; init; }

    /// <summary>Reads <c>--name value</c> pairs. What is unknown or missing throws <see cref="ArgumentException"/>.</summary>
    public static StandInOptions Parse(string[] arguments)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Length; i += 2)
            given[arguments[i]] = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} lacks its value");
        string? Take(string name) => given.Remove(name, out var value) ? value : null;
        var defaults = new StandInOptions { Schemas = "", Folder = "" };
        var options = new StandInOptions
        {
            Schemas = Path.GetFullPath(Take("--schemas") ?? throw new ArgumentException("--schemas is missing")),
            Folder = Path.GetFullPath(Take("--folder") ?? throw new ArgumentException("--folder is missing")),
            Port = int.Parse(Take("--port") ?? "0"),
            Token = Take("--token") ?? defaults.Token,
            ReadOnlyToken = Take("--read-only-token") ?? defaults.ReadOnlyToken,
            ReadyAfter = Take("--ready-after") is { } ready ? TimeSpan.FromMilliseconds(int.Parse(ready)) : defaults.ReadyAfter,
            FluxInterval = Take("--flux-interval") is { } interval ? TimeSpan.FromMilliseconds(int.Parse(interval)) : defaults.FluxInterval,
            Definitions = Take("--definitions")?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? defaults.Definitions,
            Parent = Take("--parent") is { } parent ? int.Parse(parent) : null,
        };
        return given.Count == 0 ? options : throw new ArgumentException($"unknown: {string.Join(", ", given.Keys)}");
    }
}
