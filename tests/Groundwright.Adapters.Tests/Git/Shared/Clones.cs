using Groundwright.Adapters.Git;
using Groundwright.Adapters.Git.Shared;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Environments.Provenance;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;
using Groundwright.Core.Secrets;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Git.Shared;

/// <summary>Two clones of one bare remote on this machine, as on two laptops. Everything is real.</summary>
internal sealed class Clones : IDisposable
{
    public static readonly Actor Ada = new("ada", "os-user");

    private readonly TemporaryDirectory folder = new();

    public required GitSandbox Sandbox { get; init; }

    public string First => Sandbox.Root;

    public string Second => folder["second"];

    public string Remote => Sandbox.Remote!;

    public string this[string file] => folder[file];

    public static string Probe { get; } = StubTool.Path.Replace("StubTool", "LedgerProbe", StringComparison.Ordinal).Replace("stub-tool", "ledger-probe", StringComparison.Ordinal);

    public static Clones Create()
    {
        var clones = new Clones { Sandbox = GitSandbox.Create(withRemote: true) };
        GitSandbox.GitIn(clones.folder.Path, "clone", "-q", clones.Remote, "second");
        return clones;
    }

    public static Task<GitRepository> Open(string clone) => GitRepository.Discover(new CommandRunner(TimeProvider.System, new Masker()), clone, Opened.Stop);

    public static async Task<GitLedger> Ledger(string clone, ReleaseKey? key = null) => (await Open(clone)).OpenLedger(TimeProvider.System, key is null ? null : new(() => key));

    public static async Task<LeasedLocks> Locks(string clone, double lease = 30, TimeSpan? patience = null)
    {
        var repository = await Open(clone);
        return new LeasedLocks(repository.GitDirectory, repository.OpenLockTables(TimeProvider.System), repository.OpenLedger(TimeProvider.System, null), TimeProvider.System)
        {
            Timing = new LockTiming { Lease = TimeSpan.FromSeconds(lease), Patience = patience },
        };
    }

    public static LockRequest Request(string run, params string[] targets) => new("prod", run, Ada, "deploy 4f9c2e1") { Targets = targets };

    /// <summary>A change that adds a release with the next free number of an environment.</summary>
    public static LedgerChange Deploy(string run, string environment = "dev", LockClaim? fence = null) =>
        new(new AuditFact("deploy", Ada, environment, run, "a test"), state => state with { Releases = [.. state.Releases, Release($"{environment}-2026-11-20-{state.ReleasesOf(environment).Count + 1}", run, environment)] })
        { Fence = fence };

    public static Release Release(string id, string run, string environment = "dev") => new()
    {
        Id = id,
        Environment = environment,
        Mode = ReleaseModes.Deploy,
        RunId = run,
        Commit = "4f9c2e1",
        Tree = "7d1c",
        Title = "Füge einen Eimer hinzu",
        Plans = new Dictionary<string, string> { ["app"] = "9b1e" },
        Applied = new Dictionary<string, AppliedChanges> { ["app"] = new(2, 0, 0) },
        Approvals = ["apply: ada (self-attested)"],
        Healthy = true,
        Started = Opened.Date,
        Ended = Opened.Date.AddMinutes(1),
    };

    public static ChildProcess Start(string verb, string clone, double lease, params string[] rest) =>
        ChildProcess.Start(Probe, [verb, clone, lease.ToString(System.Globalization.CultureInfo.InvariantCulture), .. rest]);

    public static async Task Until(Func<bool> holds, double seconds = 60)
    {
        for (var end = DateTime.UtcNow.AddSeconds(seconds); !holds(); await Task.Delay(20, Opened.Stop))
            if (DateTime.UtcNow > end) throw new TimeoutException($"did not happen within {seconds} s");
    }

    public void Dispose()
    {
        Sandbox.Dispose();
        folder.Dispose();
    }
}
