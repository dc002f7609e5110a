using Groundwright.Testing;

namespace Groundwright.Core.Tests.Processes;

[Covers("X1")]
public sealed class InheritedHandlesTests : RunnerTests
{
    public InheritedHandlesTests()
    {
        Needs.Linux();
        Needs.Tool("flock", "apt-get install util-linux");
    }

    [Fact]
    public async Task A_lock_is_held_until_the_last_process_that_inherited_it_ends()
    {
        var path = Folder.Write("lock", "");
        var seconds = UniqueSeconds();
        // Killed, because .NET gives up a lock when the file is closed in order.
        using var killed = ChildProcess.Start(StubTool.Path, ["lock", path, "bash", "-c", $"echo ready; sleep {seconds} & wait"]);
        await Eventually(() => killed.Output.Contains("ready", StringComparison.Ordinal) && Find($"sleep {seconds}").Count == 3, "the lock is handed on");
        killed.Kill();
        killed.WaitForExit(TimeSpan.FromSeconds(30));

        var left = Find($"sleep {seconds}");
        left.Count.ShouldBe(2);
        foreach (var id in left)
        {
            IsFree(path).ShouldBeFalse();
            ChildProcess.Run("kill", ["-9", $"{id}"]);
        }
        await Eventually(() => IsFree(path), "the lock is free once all have ended");
    }

    [Fact]
    public async Task Other_commands_do_not_inherit_it()
    {
        var path = Folder.Write("lock", "");
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var list = Bash("ls -l /proc/self/fd");

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Runner.Run(i % 2 == 0 ? list with { InheritedHandles = [file.SafeFileHandle] } : list, null, Token)));

        results.Select(result => result.StandardOutput.Contains(path, StringComparison.Ordinal)).ShouldBe(Enumerable.Range(0, 40).Select(i => i % 2 == 0));
    }

    private static bool IsFree(string path) => ChildProcess.Run("flock", ["-n", path, "true"]).ExitCode == 0;
}
