using Groundwright.Core.Runs.Effects;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Effects;

/// <summary>An effect host whose disk fails: what happened once happens once, and is known.</summary>
public sealed class EffectHostFaultTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    [Theory, Covers("R2", "X1")]
    [InlineData("fsync", "EIO", 1)] // what begins
    [InlineData("fsync", "EIO", 2)]
    [InlineData("fsync", "EIO", 3)] // what it printed
    [InlineData("fsync", "EIO", 4)] // how it ended
    [InlineData("fsync", "EIO", 5)]
    [InlineData("pwrite64", "ENOSPC", 1)]
    [InlineData("pwrite64", "ENOSPC", 2)]
    [InlineData("pwrite64", "ENOSPC", 3)]
    public void A_disk_that_refuses_once_stops_no_effect_and_loses_no_record(string call, string error, int number)
    {
        Needs.Strace();
        var effect = Ordered();
        Host(effect, ["-e", $"trace={call}", "-e", $"inject={call}:error={error}:when={number}"]).ExitCode.ShouldBe(0);
        File.ReadAllText(folder["trace"]).ShouldContain("INJECTED");
        File.ReadAllLines(folder["count"]).Length.ShouldBe(1);
        effect.Exit!.ExitCode.ShouldBe(0);
        var inLog = (call, number) is ("fsync", 3) or ("pwrite64", 2);
        effect.Exit.LogSha256.Length.ShouldBe(inLog ? 0 : 64, "a log that the disk refused never passes for whole");
    }

    [Fact, Covers("X1")]
    public void No_more_open_files_is_told_and_not_taken_for_a_lock_that_somebody_holds()
    {
        Needs.Strace();
        var effect = Ordered();
        using (effect.TryLock().ShouldNotBeNull()) effect.TryLock().ShouldBeNull("it is held");
        var (_, output) = Host(effect, ["-P", effect.LockFile, "-e", "trace=openat", "-e", "inject=openat:error=EMFILE"]);
        output.ShouldContain("Too many open files");
        effect.Begun.ShouldBeNull();
    }

    public void Dispose() => folder.Dispose();

    private EffectFolder Ordered()
    {
        var effect = new EffectFolder(folder["effect"]);
        effect.Write(new EffectOrder("n", "sh", ["-c", $"echo x >> '{folder["count"]}'; echo printed"], folder.Path, null, 1));
        return effect;
    }

    private (int ExitCode, string Output) Host(EffectFolder effect, string[] fault) => ChildProcess.Run(
        "strace", ["-f", "-b", "execve", "-q", "-o", folder["trace"], .. fault, StubTool.Path, "host", effect.Path, "n"], folder.Path,
        // strace counts for every thread by itself.
        new Dictionary<string, string?> { ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1", ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1" });
}
