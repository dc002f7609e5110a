using System.Security.Cryptography;
using System.Text;
using Groundwright.Adapters.Terraform;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>A repository with Terraform roots for a test: files are written, and each scope is a fresh checkout of them.</summary>
internal sealed class TerraformBench : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);
    private int checkouts;

    public TerraformBench(IReadOnlyDictionary<string, string>? ours = null)
    {
        Needs.Terraform();
        Ours = new Dictionary<string, string>(ours ?? new Dictionary<string, string>());
        Runner = new RecordingRunner(Ours);
        Vault = new PlanVault(folder["git", "groundwright", "plans"], folder["keys", "plans.key"], TimeProvider.System);
        Directory.CreateDirectory(Repository);
    }

    /// <summary>What stands for our own environment.</summary>
    public Dictionary<string, string> Ours { get; }

    public RecordingRunner Runner { get; }

    public PlanVault Vault { get; }

    public string Root => folder.Path;

    public string Repository => folder["repository"];

    public string StateFile(string target = "app", string environment = "dev") => folder["git", "groundwright", "state", environment, $"{target}.tfstate"];

    public TerraformTarget Target(TargetSettings? settings = null, ICommandRunner? runner = null, TerraformOptions? options = null)
    {
        var policy = new PolicyRules(new PolicySettings(), new StatefulResources([]), TimeProvider.System);
        options ??= new TerraformOptions { LockTimeout = TimeSpan.Zero };
        return new TerraformTarget(settings ?? new TargetSettings { Name = "app", Terraform = "infra/app" }, new TerraformTool(runner ?? Runner), runner ?? Runner, Vault, policy,
            Repository, folder["git"], TimeProvider.System, options with { Variable = name => Ours.GetValueOrDefault(name) });
    }

    /// <summary>Writes a file of the tree that later checkouts hold.</summary>
    public TerraformBench With(string path, string content)
    {
        files[path] = content;
        return this;
    }

    /// <summary>A fresh checkout of the tree as it is now.</summary>
    public TargetScope Scope(string environment = "dev", Action<OutputLine>? onLine = null)
    {
        var directory = folder[$"checkout-{Interlocked.Increment(ref checkouts)}"];
        foreach (var (path, content) in files)
        {
            var full = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, content);
        }
        var tree = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', files.Select(file => $"{file.Key}\0{file.Value}")))));
        return new TargetScope("run12345", environment, directory, tree, onLine);
    }

    /// <summary>Plans and applies what the tree says now.</summary>
    public async Task<CommandResult> Ship(ITarget target, string environment = "dev")
    {
        var plan = await target.Plan(Scope(environment), CancellationToken.None);
        var result = await Runner.Apply(target, Scope(environment), plan);
        target.Discard(plan);
        return result;
    }

    public void Dispose() => folder.Dispose();
}
