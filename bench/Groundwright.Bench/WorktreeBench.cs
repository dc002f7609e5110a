using System.Diagnostics;
using System.Text;
using Groundwright.Adapters.Git;
using Groundwright.Bench.Figures;
using Groundwright.Bench.Running;
using Groundwright.Core.Processes;

namespace Groundwright.Bench;

/// <summary>Q9: making the worktree of a run against plain <c>git worktree add</c>, on a repository of many small files.</summary>
internal static class WorktreeBench
{
    /// <summary>Measures. Arguments: number of files (100000), rounds (5), folder for the repository (a temporary one).</summary>
    public static async Task<IReadOnlyList<Figure>> Measure(string[] args)
    {
        var files = args.Length > 0 ? int.Parse(args[0]) : 100_000;
        var rounds = args.Length > 1 ? int.Parse(args[1]) : 5;
        var folder = args.Length > 2 ? Directory.CreateDirectory(args[2]) : Directory.CreateTempSubdirectory("gw-worktree-");
        var runner = new BareRunner();
        try
        {
            await Fill(runner, folder.FullName, files);
            var (ours, plain) = (new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var first = round % 2 == 0;
                var a = first ? await Ours(runner, folder.FullName, round) : await Plain(runner, folder.FullName, round);
                var b = first ? await Plain(runner, folder.FullName, round) : await Ours(runner, folder.FullName, round);
                // The first round fills the caches.
                if (round == 0) continue;
                ours.Add(first ? a : b);
                plain.Add(first ? b : a);
            }
            return [new Figure("Q9", $"worktree of a repository of {files:N0} files against `git worktree add`", "s", ours, plain, 1.05)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> Ours(BareRunner runner, string folder, int round)
    {
        var repository = await GitRepository.Discover(runner, folder, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        await repository.OpenWorktree($"bench-{round}", $"ours-{round}", "main", CancellationToken.None);
        var time = watch.Elapsed.TotalSeconds;
        await repository.RemoveWorktree($"bench-{round}", force: true, CancellationToken.None);
        return time;
    }

    private static async Task<double> Plain(BareRunner runner, string folder, int round)
    {
        var watch = Stopwatch.StartNew();
        await Git(runner, folder, null, "worktree", "add", "-q", "-b", $"plain-{round}", $"trees/plain-{round}", "main");
        var time = watch.Elapsed.TotalSeconds;
        await Git(runner, folder, null, "worktree", "remove", "--force", $"trees/plain-{round}");
        return time;
    }

    private static async Task Fill(BareRunner runner, string folder, int files)
    {
        var stream = new StringBuilder("commit refs/heads/main\ncommitter Bench <bench@localhost> 1700000000 +0000\ndata 5\nfiles\n");
        for (var i = 0; i < files; i++)
        {
            var content = $"resource {i}\n";
            stream.Append($"M 100644 inline d{i / 1000}/e{i / 50 % 20}/f{i}.tf\ndata {content.Length}\n{content}");
        }
        await Git(runner, folder, null, "init", "-q", "-b", "main");
        await Git(runner, folder, stream.ToString(), "fast-import", "--quiet");
    }

    private static async Task Git(BareRunner runner, string folder, string? input, params string[] arguments)
    {
        var result = await runner.Run(new Command("git", arguments) { WorkingDirectory = folder, StandardInput = input }, null, CancellationToken.None);
        if (!result.Succeeded) throw new InvalidOperationException(result.StandardError);
    }
}
