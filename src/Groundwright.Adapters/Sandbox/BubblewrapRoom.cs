using System.Globalization;
using Groundwright.Adapters.Sandbox.Egress;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox;

/// <summary>One room. Each command that enters gets namespaces of its own; tree, home and way out are the same for all.</summary>
internal sealed class BubblewrapRoom : ISandboxRoom
{
    // Every room has its own loopback device: the port is never taken.
    private const int Port = 18400;
    private static readonly string Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    private readonly RoomIsolation isolation;
    private readonly SandboxNeeds needs;
    private readonly RelayProgram relay;
    private readonly RoomFiles files;
    private readonly EgressProxy? exit;

    private BubblewrapRoom(RoomIsolation isolation, SandboxNeeds needs, RelayProgram relay, ModelGate? model, Dial dial)
    {
        this.isolation = isolation;
        this.needs = needs;
        this.relay = relay;
        var hasExit = model is not null || needs.Hosts.Count > 0 || needs.Egress.Count > 0;
        files = new RoomFiles(hasExit);
        if (hasExit) exit = EgressProxy.Listen(files.Socket, new EgressRules(model, [.. needs.Hosts.Select(ReadableHost.Parse)], needs.Egress), dial);
    }

    public string Home => files.Home;

    public string? ModelAddress => needs.Model is null ? null : Address;

    // Looks like a key, because some programs check that; it opens nothing.
    public string? ModelKey => needs.Model is null ? null : "sk-ant-placeholder-the-proxy-of-groundwright-holds-the-key";

    public IReadOnlyCollection<string> Refusals => exit?.Refusals ?? [];

    // The proxy, and what of this machine may be reached: programs ask no proxy for that.
    private string Ports => string.Join(',', needs.Egress.Where(host => host.IsLocal).DistinctBy(host => host.Port).Select(host => $"{host.Name}:{host.Port}").Prepend(Port.ToString(CultureInfo.InvariantCulture)));

    /// <exception cref="GroundwrightException">GW3104.</exception>
    internal static BubblewrapRoom Open(RoomIsolation isolation, SandboxNeeds needs, RelayProgram relay, Dial dial) =>
        new[] { needs.OpenNetwork, needs.Egress.Count > 0, needs.Model is not null || needs.Hosts.Count > 0 }.Count(asked => asked) > 1
            ? throw new ArgumentException("a room has an open network, hosts that are reached, or a model and hosts that are read", nameof(needs))
            : new BubblewrapRoom(isolation, needs, relay, needs.Model is { } model ? ModelGate.Of(model, needs.ModelRequests) : null, dial);

    public Command Enter(Command command)
    {
        var environment = command.Environment.With("HOME", Home).With("TMPDIR", "/tmp");
        if (exit is not null) environment = WithExit(environment);
        var program = ProgramPath.Of(command);
        IEnumerable<string> programs = [.. ProgramFiles.Of(program), .. ProgramPath.FoldersOf(command).Where(ProgramFiles.HoldsPrograms), .. exit is null ? [] : relay.Folders];
        string[] through = exit is null ? [] : [relay.Program, .. relay.Arguments, RoomFiles.Exit, Ports];
        return command with
        {
            Program = isolation.Program,
            Arguments = [.. isolation.Arguments, .. new RoomMounts(needs, files).Arguments(programs, command.WorkingDirectory), .. through, program, .. command.Arguments],
            Environment = environment,
            IsDoor = true,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (exit is not null) await exit.DisposeAsync();
        files.Dispose();
    }

    private static CommandEnvironment WithExit(CommandEnvironment environment)
    {
        // The relay is a program of .NET; where its runtime is, is for it to know only when it is not where it is looked for.
        environment = environment.With("DOTNET_ROOT", RelayProgram.Runtime).With("DOTNET_EnableDiagnostics", "0").With("DOTNET_TieredPGO", "0");
        foreach (var name in new[] { "no_proxy", "NO_PROXY" }) environment = environment.With(name, "127.0.0.1,localhost");
        // Set for https too: a refusal that says why is worth more than an unreachable network.
        foreach (var name in new[] { "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY" }) environment = environment.With(name, Address);
        return environment;
    }
}
