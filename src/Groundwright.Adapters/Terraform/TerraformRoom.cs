using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Terraform;

/// <summary>
/// What the room of a call on a checkout holds (rule U1): the checkout, the folder of a local state, the cache of providers, and whatever the call itself names: the file of a
/// plan, a value that is a path. Only <c>init</c> may fill the cache, since it starts no provider: one that could write there would wait for other runs.
/// </summary>
/// <param name="environment">What the tool sees.</param>
/// <param name="egress">Hosts that it may talk to where it needs a network; null: nobody said, and the network is open.</param>
internal sealed class TerraformRoom(TerraformEnvironment environment, IReadOnlyList<EgressHost>? egress)
{
    private const string Out = "-out=";

    /// <summary>For a call that only reads the checkout.</summary>
    public SandboxNeeds Offline(TerraformRoot root, IReadOnlyList<string> arguments) =>
        Network(Needs(root, arguments), Fills(arguments) && RootReach.NeedsNetwork(root with { Backend = NoBackend }));

    /// <summary>For a call that talks to backend and clouds.</summary>
    public SandboxNeeds Online(TerraformRoot root, IReadOnlyList<string> arguments)
    {
        var needs = Network(Needs(root, arguments), RootReach.NeedsNetwork(root));
        IEnumerable<string> state = root.Backend.LocalPath is { } file ? [Path.GetDirectoryName(file)!] : [];
        return needs with { Writable = [.. needs.Writable, .. state], Readable = [.. needs.Readable, .. environment.Names.Select(environment.Value).OfType<string>().Where(IsPath)] };
    }

    /// <summary>For formatting a folder that is being worked in.</summary>
    public static SandboxNeeds Format(string folder) => new() { Tree = folder };

    private SandboxNeeds Network(SandboxNeeds needs, bool needed) => needed ? needs.WithEgress(egress) : needs;

    private static StateBackend NoBackend { get; } = new("local", "none", [], "/none");

    private SandboxNeeds Needs(TerraformRoot root, IReadOnlyList<string> arguments)
    {
        var cache = environment.PluginCache();
        return new SandboxNeeds
        {
            Tree = root.Scope.Directory,
            Writable = [.. Fills(arguments) ? [cache] : Array.Empty<string>(), .. arguments.Where(argument => argument.StartsWith(Out, StringComparison.Ordinal)).Select(argument => Path.GetDirectoryName(argument[Out.Length..])!)],
            Readable = [environment.CliConfiguration(), .. Fills(arguments) ? [] : new[] { cache }, .. arguments.Select(argument => argument[(argument.LastIndexOf('=') + 1)..]).Where(IsPath)],
        };
    }

    private static bool Fills(IReadOnlyList<string> arguments) => arguments[0] == "init";

    private static bool IsPath(string value) => Path.IsPathFullyQualified(value) && Path.Exists(value);
}
