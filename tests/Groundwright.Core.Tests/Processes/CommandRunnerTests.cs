using System.Text.Json;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Processes;

public sealed class CommandRunnerTests : RunnerTests
{
    [Fact]
    public async Task Exit_code_and_both_streams_come_back()
    {
        var result = await Runner.Run(Bash("echo out; echo err >&2; exit 3"), null, Token);

        result.End.ShouldBe(CommandEnd.Exited);
        result.ExitCode.ShouldBe(3);
        result.Succeeded.ShouldBeFalse();
        result.StandardOutput.ShouldBe("out\n");
        result.StandardError.ShouldBe("err\n");
    }

    [Fact]
    public async Task Arguments_directory_and_input_arrive_as_given()
    {
        string[] arguments = ["describe", "a b", "\"quoted\"", "$HOME", "", "-x", "ü"];
        var result = await Runner.Run(Stub(arguments) with { StandardInput = "line 1\nzwölf" }, null, Token);

        using var seen = JsonDocument.Parse(result.StandardOutput);
        seen.RootElement.GetProperty("arguments").Deserialize<string[]>().ShouldBe(arguments[1..]);
        seen.RootElement.GetProperty("directory").GetString().ShouldBe(Folder.Path);
        seen.RootElement.GetProperty("input").GetString().ShouldBe("line 1\nzwölf");
    }

    [Fact]
    public async Task Only_what_is_allowed_of_the_environment_arrives()
    {
        var command = Stub("describe") with { Environment = CommandEnvironment.Minimal.With("GIVEN", "yes"), Owner = "run12345" };
        var result = await Runner.Run(command, null, Token);

        using var seen = JsonDocument.Parse(result.StandardOutput);
        var names = seen.RootElement.GetProperty("environment").EnumerateObject().Select(variable => variable.Name).ToList();
        names.ShouldContain("GIVEN");
        names.ShouldContain("PATH");
        seen.RootElement.GetProperty("environment").GetProperty("GROUNDWRIGHT_OWNER").GetString().ShouldBe("run12345");
        names.Except([.. CommandEnvironment.Minimal.Allowed, "GIVEN", "GROUNDWRIGHT_OWNER", "GROUNDWRIGHT_PROCESS"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_input_the_program_reads_the_end_at_once() =>
        (await Runner.Run(Bash("cat; echo done"), null, Token)).StandardOutput.ShouldBe("done\n");

    [Fact]
    public async Task A_program_may_leave_its_input_unread() =>
        (await Runner.Run(Bash("exit 0") with { StandardInput = new string('x', 10_000_000) }, null, Token)).Succeeded.ShouldBeTrue();

    [Fact]
    public async Task Both_streams_are_read_at_once()
    {
        var result = await Runner.Run(Bash("head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2"), null, Token);

        (result.StandardOutput.Length, result.StandardError.Length).ShouldBe((3_000_000, 6_000_000));
    }

    [Fact]
    [Covers("T3")]
    public async Task Lines_are_masked_and_the_result_is_not()
    {
        var lines = new List<OutputLine>();
        var result = await Runner.Run(Bash("printf 'a hunter2-hun'; sleep 0.1; echo 'ter2 b'; echo hunter2-hunter2 >&2; printf end"), lines.Add, Token);

        lines.Where(line => !line.IsError).Select(line => line.Text).ShouldBe(["a *** b", "end"]);
        lines.Single(line => line.IsError).Text.ShouldBe("***");
        result.StandardOutput.ShouldStartWith("a hunter2-hunter2 b");
    }

    [Fact]
    public async Task The_tail_of_long_output_is_kept_and_the_rest_marked()
    {
        var result = await Runner.Run(Stub("lines", "100000") with { CaptureLimit = 1000 }, null, Token);

        result.Truncated.ShouldBeTrue();
        result.StandardOutput.Length.ShouldBe(1000);
        result.StandardOutput.ShouldEndWith("line 99999\nline 100000\n");
    }

    [Fact]
    public async Task A_hundred_megabytes_without_line_break_come_in_bounded_pieces()
    {
        long total = 0;
        var longest = 0;
        var result = await Runner.Run(Stub("bytes", "100000000") with { CaptureLimit = 1024 }, line =>
        {
            total += line.Text.Length;
            longest = Math.Max(longest, line.Text.Length);
        }, Token);

        result.Succeeded.ShouldBeTrue();
        total.ShouldBe(100_000_000);
        longest.ShouldBeLessThanOrEqualTo(64 * 1024);
    }

    [Fact]
    public async Task A_program_that_is_not_installed_is_a_problem_with_a_remedy()
    {
        var problem = (await Should.ThrowAsync<GroundwrightException>(Runner.Run(new Command("no-such-tool", []) { WorkingDirectory = Folder.Path }, null, Token))).Problem;

        problem.Code.Id.ShouldBe("GW3001");
        problem.Code.Exit.ShouldBe(ExitCode.PrerequisiteMissing);
        problem.Summary.ShouldContain("no-such-tool");
        problem.Remedies.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("#!/bin/sh\n", UnixFileMode.UserRead, "permission")]
    [InlineData("#!/no/such/interpreter\n", UnixFileMode.UserRead | UnixFileMode.UserExecute, "No such file")]
    public async Task A_file_that_cannot_be_run_is_a_problem(string content, UnixFileMode mode, string reason)
    {
        Needs.Linux();
        var file = Folder.Write("tool", content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, mode);

        var problem = (await Should.ThrowAsync<GroundwrightException>(Runner.Run(new Command(file, []) { WorkingDirectory = Folder.Path }, null, Token))).Problem;

        problem.Code.Id.ShouldBe("GW3002");
        problem.Detail.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public async Task A_missing_folder_is_a_problem() =>
        (await Should.ThrowAsync<GroundwrightException>(Runner.Run(new Command("bash", []) { WorkingDirectory = Folder["gone"] }, null, Token))).Problem.Code.Id.ShouldBe("GW3003");

    [Fact]
    public async Task A_fault_of_the_taker_of_lines_ends_the_command()
    {
        Needs.Linux();
        var seconds = UniqueSeconds();
        await Should.ThrowAsync<InvalidTimeZoneException>(
            Runner.Run(Bash($"echo line; sleep {seconds}") with { Grace = TimeSpan.FromMilliseconds(100) }, _ => throw new InvalidTimeZoneException(), Token));

        Find(seconds).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_hundred_commands_at_once_all_end_and_leave_no_handle_open()
    {
        var handles = OpenHandles();
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Runner.Run(Bash($"echo {i}; exit {i % 7}"), null, Token)));

        results.Select(result => (result.ExitCode, result.StandardOutput)).ShouldBe(Enumerable.Range(0, 200).Select(i => (i % 7, $"{i}\n")));
        await Eventually(() => OpenHandles() < handles + 100, "handles are closed");
    }

    [Fact]
    public void A_command_reads_as_people_type_it() =>
        new Command("git", ["commit", "-m", "two words", ""]) { WorkingDirectory = "/" }.ToString().ShouldBe("git commit -m 'two words' ''");

    private static int OpenHandles() => OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0;
}
