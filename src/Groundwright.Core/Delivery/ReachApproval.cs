using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>
/// Has a person agree to what a change makes the tools load, run or ask beyond its own files, before a tool first reads it (rule U1): another provider, the source of a module, a
/// provisioner, the state of somebody else. Where the author is a person (<c>agent: manual</c>) nobody is asked: it is what they wrote and can run themselves.
/// </summary>
internal sealed class ReachApproval(PhaseServices services, IRun run, IReadOnlyList<ITarget> targets)
{
    private const string Name = "reach";

    /// <summary>Returns at once where there is nothing new, or all of it was agreed to in this run.</summary>
    /// <param name="base">Commit of the default branch.</param>
    /// <param name="tree">Tree that the tools are to read.</param>
    /// <param name="round">Makes the keys differ where it is asked again.</param>
    /// <exception cref="GroundwrightException">GW1609: it was refused.</exception>
    public async Task Ask(string @base, string tree, string round)
    {
        if (services.Agent is null) return;
        var reach = await run.Step($"{Name}-of/{round}", new { @base, tree }, scope => New(@base, tree, scope));
        var open = reach.Except(Agreed()).ToList();
        if (open.Count == 0) return;
        var answer = await run.Gate($"{Name}/{round}", new GateRequest(Name, GateKind.Approval, "let the tools load and run what is new in the change",
            "the default branch does not have it, and it would run before the plan is seen")
        {
            What = open,
            Subject = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', open))))[..12],
        });
        if (answer.Approved) return;
        throw new GroundwrightException(Problem.Of(DeliveryProblems.Rejected, $"{answer.Actor.Name} does not want the tools to load and run what is new in the change",
            $"{answer.Reason ?? "No reason was given."}\nNo tool has read it.", new Remedy($"gw runs retry {run.Id}", "does the phase again, and asks for what is still new")));
    }

    private IEnumerable<string> Agreed() => run.State.Gates.Values.Where(gate => gate.Request.Name == Name && gate.Answer is { Approved: true }).SelectMany(gate => gate.Request.What);

    private async Task<IReadOnlyList<string>> New(string @base, string tree, StepScope scope)
    {
        var lines = new HashSet<string>();
        foreach (var path in (await services.Repository.Compare(@base, tree, scope.Cancellation)).Paths)
            if (await services.Repository.ReadFile(tree, path, scope.Cancellation) is { } content) lines.UnionWith(Of(path, () => content));
        if (lines.Count == 0) return [];
        // Whatever the default branch has anywhere is known.
        using var known = await services.Checkouts.Make(run.Id, @base, scope.Cancellation);
        foreach (var file in Directory.EnumerateFiles(known.Directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            var path = Path.GetRelativePath(known.Directory, file).Replace('\\', '/');
            lines.ExceptWith(Of(path, () => File.ReadAllBytes(file)));
        }
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Of(string path, Func<byte[]> content) => targets.SelectMany(target => target.Reach(path, () => Encoding.UTF8.GetString(content())));
}
