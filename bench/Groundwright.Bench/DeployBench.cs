using Groundwright.Bench.Figures;
using Groundwright.Bench.Running;

namespace Groundwright.Bench;

/// <summary>Q1: <c>gw deploy</c> of one Terraform root that takes 30 seconds to apply, against the same commands of terraform by hand, in turns.</summary>
internal static class DeployBench
{
    /// <summary>Measures. Arguments: rounds (5), seconds the apply takes (30).</summary>
    public static async Task<IReadOnlyList<Figure>> Measure(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0]) : 5;
        var seconds = args.Length > 1 ? int.Parse(args[1]) : 30;
        var gw = await Archive.Gw();
        var (ours, raw) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("gw-deploy-").FullName;
            try
            {
                if (round % 2 == 1) raw.Add(await ByHand(folder, seconds));
                var repository = await DeployRepository.Create(folder, root => DeployRepository.WriteRoot(Path.Combine(root, "app"), seconds), "app");
                ours.Add((await Tool.Run(repository, gw, "deploy", "dev", "--yes")).TotalSeconds);
                if (round % 2 == 0) raw.Add(await ByHand(folder, seconds));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        return [new Figure("Q1", $"`gw deploy` of one Terraform root ({seconds} s to apply) against raw init, plan, show -json, apply", "s", ours, raw, 1.1)];
    }

    private static async Task<double> ByHand(string folder, int seconds)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "by-hand")).FullName;
        DeployRepository.WriteRoot(root, seconds);
        var time = await Tool.Run(root, "terraform", "init", "-input=false");
        time += await Tool.Run(root, "terraform", "plan", "-input=false", "-out=plan.bin");
        time += await Tool.Run(root, "terraform", "show", "-json", "plan.bin");
        time += await Tool.Run(root, "terraform", "apply", "-input=false", "plan.bin");
        return time.TotalSeconds;
    }
}
