using System.Security.Cryptography;
using System.Text;
using Groundwright.Adapters.Cdk;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Cdk;

/// <summary>The app of <c>samples/cdk-shop</c> and a cloud, shared by all tests of a class: each test has an environment of its own. Packages are installed once.</summary>
public sealed class CdkBench : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly SemaphoreSlim starting = new(1);
    private MotoServer? cloud;
    private int checkouts;

    public CdkBench() => Vault = new PlanVault(folder["git", "plans"], folder["keys", "key"], TimeProvider.System);

    internal PlanVault Vault { get; }

    internal string Root => folder.Path;

    /// <summary>The cloud; the first who asks starts it.</summary>
    internal async Task<MotoServer> Cloud()
    {
        await starting.WaitAsync();
        try
        {
            return cloud ??= await StartCloud();
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>A target, and who runs its commands.</summary>
    internal async Task<(CdkTarget Target, RecordingRunner Runner)> Target(Func<TargetSettings, TargetSettings>? change = null, IReadOnlyDictionary<string, string>? more = null)
    {
        var moto = await Cloud();
        var ours = new Dictionary<string, string>(moto.Variables);
        foreach (var (name, value) in more ?? new Dictionary<string, string>()) ours[name] = value;
        var settings = Settings with { Environment = [.. ours.Keys] };
        return Make(change is null ? settings : change(settings), ours);
    }

    /// <summary>A target without any cloud.</summary>
    internal (CdkTarget Target, RecordingRunner Runner) Offline(Func<TargetSettings, TargetSettings>? change = null) =>
        Make(change is null ? Settings : change(Settings), new Dictionary<string, string>());

    /// <summary>A fresh checkout of the sample, with some of its files written anew.</summary>
    internal TargetScope Scope(string environment, params (string Path, string Content)[] files)
    {
        var directory = folder[$"checkout-{Interlocked.Increment(ref checkouts)}"];
        var app = Path.Combine(directory, "infra/cdk");
        foreach (var file in new[] { "package.json", "package-lock.json", "cdk.json", "bin/shop.js", "lib/network-stack.js", "lib/shop-stack.js" })
            Write(Path.Combine(app, file), File.ReadAllText(Path.Combine(SourceTree.Root, CdkPackages.App, file)));
        foreach (var (path, content) in files) Write(Path.Combine(app, path), content);
        // Linked file by file: a copy would take seconds each time.
        ChildProcess.Run("cp", ["-al", CdkPackages.Modules, Path.Combine(app, "node_modules")]).ExitCode.ShouldBe(0);
        var tree = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', files.Select(file => $"{file.Path}\0{file.Content}")))));
        return new TargetScope("run12345", environment, directory, tree, null);
    }

    /// <summary>A file of the sample.</summary>
    internal static string Sample(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, CdkPackages.App, path));

    public void Dispose()
    {
        cloud?.Dispose();
        starting.Dispose();
        folder.Dispose();
    }

    private static TargetSettings Settings => new()
    {
        Name = "shop",
        Cdk = "infra/cdk",
        Context = new Dictionary<string, string> { ["environment"] = "{environment}" },
        Account = MotoServer.Account,
        Region = "eu-west-1",
    };

    private (CdkTarget, RecordingRunner) Make(TargetSettings settings, Dictionary<string, string> ours)
    {
        var runner = new RecordingRunner(ours);
        var policy = new PolicyRules(new PolicySettings(), new StatefulResources([]), TimeProvider.System);
        var options = new CdkOptions { Variable = name => ours.GetValueOrDefault(name), Pause = TimeSpan.FromMilliseconds(100) };
        return (new CdkTarget(settings, runner, Vault, policy, TimeProvider.System, options), runner);
    }

    private static async Task<MotoServer> StartCloud()
    {
        var moto = await MotoServer.Start();
        moto.Bootstrap();
        return moto;
    }

    private static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
