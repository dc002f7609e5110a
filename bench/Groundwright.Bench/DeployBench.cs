using Groundwright.Bench.Figures;
using Groundwright.Bench.Running;

namespace Groundwright.Bench;

/// <summary>Q1: shipping a change of one Terraform root that takes 30 seconds to apply, against the same commands of terraform by hand, in turns.</summary>
internal static class DeployBench
{
    /// <summary>Measures. Arguments: rounds (3), seconds the apply takes (30).</summary>
    public static async Task<IReadOnlyList<Figure>> Measure(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0]) : 3;
        var seconds = args.Length > 1 ? int.Parse(args[1]) : 30;
        var (ship, both, raw) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("gw-deploy-").FullName;
            try
            {
                if (round % 2 == 1) raw.Add(await ByHand(folder, seconds));
                var (tested, shipped) = await Ours(folder, seconds);
                if (round % 2 == 0) raw.Add(await ByHand(folder, seconds));
                ship.Add(shipped);
                both.Add(tested + shipped);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        return
        [
            new Figure("Q1", $"`gw ship` of one Terraform root ({seconds} s to apply), planned before, against raw init, plan, show -json, apply", "s", ship, raw, 1.1),
            new Figure("Q1", "the same with `gw test`, which validates and makes the plan", "s", both, raw, 1.1),
        ];
    }

    private static async Task<(double Test, double Ship)> Ours(string folder, int seconds)
    {
        var repository = await DeployRepository.Create(folder, seconds);
        foreach (var phase in (string[])["plan", "build"]) await Tool.Run(repository, Places.Gw, phase, "1", "--yes");
        var test = await Tool.Run(repository, Places.Gw, "test", "1", "--yes");
        foreach (var phase in (string[])["review", "document"]) await Tool.Run(repository, Places.Gw, phase, "1", "--yes");
        var ship = await Tool.Run(repository, Places.Gw, "ship", "1", "--yes");
        return (test.TotalSeconds, ship.TotalSeconds);
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
