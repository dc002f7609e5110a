using Groundwright.Adapters.Sandbox;
using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox;

/// <summary>What a room holds, and how work in it ends.</summary>
[Covers("U4")]
public sealed class RoomTests : IDisposable
{
    private readonly RoomBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task What_was_named_can_be_read_and_not_be_written()
    {
        var named = Path.Combine(bench.Outside, "secret.txt");

        var result = await bench.Script($"cat {named}; echo x >>{named} || ls {bench.Outside}", bench.Needed with { Readable = [named] });

        result.StandardOutput.ShouldBe($"{bench.Secret}secret.txt\n");
    }

    [Fact]
    public async Task A_folder_around_the_tree_or_the_home_is_never_brought_in()
    {
        var result = await bench.Script("ls \"$OUTSIDE\" /root", bench.Needed with { Readable = [Path.GetDirectoryName(bench.Outside)!, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "/"] });

        result.StandardOutput.ShouldBe("");
    }

    [Fact]
    public async Task A_program_installed_in_a_home_runs_with_its_packages_and_without_its_neighbours()
    {
        var home = bench.Outside;
        Write("lib/node_modules/tool/tool.sh", "#!/bin/sh\n. \"$(dirname \"$(readlink -f \"$0\")\")/words\"\necho \"$WORD\"\nls " + home);
        Write("lib/node_modules/tool/words", "WORD=works");
        Directory.CreateDirectory(Path.Combine(home, "bin"));
        File.CreateSymbolicLink(Path.Combine(home, "bin", "tool"), "../lib/node_modules/tool/tool.sh");

        var result = await bench.Run(new Command("tool", []) { WorkingDirectory = bench.Tree, Environment = CommandEnvironment.Minimal.With("PATH", $"{home}/bin:/usr/bin:/bin") });

        result.StandardOutput.ShouldBe("works\nbin\nlib\n", result.StandardError);

        void Write(string path, string content)
        {
            var file = Path.Combine(home, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Programs_know_who_and_where_they_are()
    {
        var result = await bench.Script("id -un; pwd; echo \"$HOME\" | grep -c groundwright-home-; [ \"$(getent passwd worker | cut -d: -f6)\" = \"$HOME\" ] && echo same; mktemp | cut -c1-5");

        result.StandardOutput.ShouldBe($"worker\n{bench.Tree}\n1\nsame\n/tmp/\n", result.StandardError);
    }

    [Fact]
    public async Task Its_home_and_files_are_gone_afterwards()
    {
        string home;
        await using (var room = await bench.Sandbox.Open(bench.Needed, CancellationToken.None))
        {
            home = room.Home;
            Directory.Exists(home).ShouldBeTrue();
        }

        Directory.Exists(home).ShouldBeFalse();
    }

    [Fact]
    public async Task An_interrupt_reaches_the_program_before_anything_is_killed()
    {
        using var stop = new CancellationTokenSource();
        var command = bench.Bash("trap 'echo interrupted >told; exit 3' INT; echo ready; while :; do sleep 0.05; done") with { Grace = TimeSpan.FromSeconds(20) };
        await using var room = await bench.Sandbox.Open(bench.Needed, CancellationToken.None);

        await Should.ThrowAsync<OperationCanceledException>(() => RecordingRunner.Real.Run(room.Enter(command), line => { if (line.Text == "ready") stop.Cancel(); }, stop.Token));

        File.ReadAllText(bench.InTree("told")).ShouldBe("interrupted\n");
    }

    [Fact]
    public async Task A_room_outlives_the_thread_that_asked_for_it()
    {
        await using var room = await bench.Sandbox.Open(bench.Needed, CancellationToken.None);
        Task<CommandResult>? running = null;
        var asking = new Thread(() => running = RecordingRunner.Real.Run(room.Enter(bench.Bash("read -r line; echo \"$line\"; for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.05; done; echo end") with { StandardInput = "here\n" }), null, CancellationToken.None));
        asking.Start();
        asking.Join();

        (await running!).StandardOutput.ShouldBe("here\nend\n");
    }

    [Fact]
    public void A_command_in_a_room_is_shown_as_what_runs_in_it()
    {
        var command = new Command("/usr/bin/bwrap", ["--unshare-all", "--", "terraform", "plan"]) { WorkingDirectory = "/", IsDoor = true };

        command.ToString().ShouldBe("terraform plan");
    }

    [Fact]
    [Covers("U1")]
    public async Task A_runner_that_confines_does_so_with_what_asks_for_it_and_leaves_the_rest()
    {
        var runner = new ConfiningRunner(RecordingRunner.Real, bench.Sandbox);
        var look = bench.Bash("cat \"$OUTSIDE/secret.txt\"");

        (await runner.Run(look, null, CancellationToken.None)).StandardOutput.ShouldBe(bench.Secret);
        (await runner.Run(look with { Confined = bench.Needed }, null, CancellationToken.None)).StandardOutput.ShouldBe("");
    }
}
