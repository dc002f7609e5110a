using Groundwright.Bench.Figures;
using Groundwright.Bench.Running;

namespace Groundwright.Bench;

/// <summary>Q10: many Terraform roots that do not depend on each other, against the best shell loop over them, in turns.</summary>
internal static class RootsBench
{
    /// <summary>Measures. Arguments: rounds (3), roots (20), and for each figure the seconds an apply takes (30, the workload of Q1, and 3, where almost nothing hides what we add).</summary>
    public static async Task<IReadOnlyList<Figure>> Measure(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0]) : 3;
        var count = args.Length > 1 ? int.Parse(args[1]) : 20;
        var gw = await Archive.Gw();
        var figures = new List<Figure>();
        foreach (var seconds in args.Length > 2 ? args[2..].Select(int.Parse) : [30, 3]) figures.Add(await Measure(gw, rounds, count, seconds));
        return figures;
    }

    private static async Task<Figure> Measure(string gw, int rounds, int count, int seconds)
    {
        string[] names = [.. Enumerable.Range(1, count).Select(number => $"root{number:00}")];
        var (ours, raw) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("gw-roots-").FullName;
            try
            {
                if (round % 2 == 1) raw.Add(await ByHand(folder, names, seconds));
                var repository = await DeployRepository.Create(folder, root => Write(root, names, seconds), names);
                ours.Add((await Tool.Run(repository, gw, "deploy", "dev", "--yes")).TotalSeconds);
                if (round % 2 == 0) raw.Add(await ByHand(folder, names, seconds));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        return new Figure("Q10", $"`gw deploy` of {count} independent Terraform roots ({seconds} s each to apply), {DeployRepository.Parallel} at a time, against `xargs -P {DeployRepository.Parallel}` over init, plan, show -json, apply", "s", ours, raw, 1.05);
    }

    private static void Write(string folder, IEnumerable<string> names, int seconds)
    {
        foreach (var name in names) DeployRepository.WriteRoot(Path.Combine(folder, name), seconds);
    }

    private static async Task<double> ByHand(string folder, string[] names, int seconds)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "by-hand")).FullName;
        Write(root, names, seconds);
        const string Each = "cd \"$1\" && terraform init -input=false >/dev/null && terraform plan -input=false -out=plan.bin >/dev/null && terraform show -json plan.bin >/dev/null && terraform apply -input=false plan.bin >/dev/null";
        var time = await Tool.Run(root, "bash", "-c", $"printf '%s\\n' {string.Join(' ', names)} | xargs -P {DeployRepository.Parallel} -n 1 bash -c '{Each}' each");
        return time.TotalSeconds;
    }
}
