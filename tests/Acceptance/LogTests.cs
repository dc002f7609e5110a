using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>What <c>gw runs logs</c> says of logs that are not what was printed.</summary>
public sealed class LogTests
{
    [Fact]
    [Covers("T9")]
    public void A_cut_changed_emptied_or_deleted_log_is_unknown_and_never_passes_for_whole()
    {
        using var pages = PagesRepository.Create();
        Gw.Run(pages.Root, "sdlc", "3", "--yes").ExitCode.ShouldBe(0);
        Gw.Run(pages.Root, "runs", "logs").Output.ShouldNotContain("unknown");
        Verdicts(pages).Values.ShouldAllBe(verdict => verdict == "whole");
        var run = Path.GetDirectoryName(pages.Journal)!;
        var logs = Directory.GetFiles(Path.Combine(run, "logs")).Order(StringComparer.Ordinal).ToList();
        var (cut, changed, emptied, deleted) = (logs[0], logs[1], logs[2], logs[3]);
        var apply = Path.Combine(run, "effects", "ship.1_apply-site", "output.log");
        File.WriteAllText(cut, File.ReadAllText(cut)[..^1]);
        File.WriteAllText(changed, File.ReadAllText(changed).Replace('e', 'o'));
        File.WriteAllText(emptied, "");
        File.Delete(deleted);
        File.AppendAllText(apply, "published everything\n");

        var (exit, output) = Gw.Run(pages.Root, "runs", "logs", "--quiet");

        exit.ShouldBe(0, output);
        output.Split("unknown: the log of").Length.ShouldBe(6, output);
        output.ShouldContain("ship/apply-site is not what the step printed");
        output.ShouldContain("it is gone");
        output.ShouldContain("it was changed");
        output.ShouldContain("it has 0 bytes");
        Verdicts(pages).Values.Count(verdict => verdict == "unknown").ShouldBe(5);
        Verdicts(pages)["ship.1/apply-site"].ShouldBe("unknown");
    }

    private static Dictionary<string, string> Verdicts(PagesRepository pages)
    {
        var (exit, output) = Gw.Run(pages.Root, "runs", "logs", "--json");
        exit.ShouldBe(0, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(block => block.GetProperty("step").GetString()!, block => block.GetProperty("log").GetString()!);
    }
}
