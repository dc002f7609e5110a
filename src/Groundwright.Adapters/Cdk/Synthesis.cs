using System.Text.RegularExpressions;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Cdk;

/// <summary>Runs the app and reads what it made.</summary>
internal sealed partial class Synthesis(TargetSettings settings, CdkCalls calls)
{
    /// <summary>Context as arguments, in a fixed order.</summary>
    /// <exception cref="GroundwrightException">GW2004: an output of another target is not known yet.</exception>
    public IReadOnlyList<string> Context(TargetScope scope) =>
        [.. settings.Context.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => new[] { "--context", $"{entry.Key}={Expand(entry.Value, scope)}" })];

    /// <summary>Names under <c>stacks:</c>.</summary>
    public IReadOnlyList<string> Stacks(TargetScope scope) => [.. settings.Stacks.Select(stack => Expand(stack, scope))];

    /// <summary>Makes an assembly in a folder.</summary>
    /// <exception cref="GroundwrightException">GW2020: the app fails. GW2032: context is missing, every key named.</exception>
    public async Task<CloudAssembly> Make(CdkApp app, string folder, string? account, string? region, CancellationToken cancellationToken)
    {
        var result = await calls.Synthesize(app, folder, Context(app.Scope), account, region, cancellationToken);
        var assembly = File.Exists(Path.Combine(folder, "manifest.json")) ? CloudAssembly.Read(folder) : null;
        if (assembly is { MissingContext.Count: > 0 }) throw new GroundwrightException(Problem.Of(CdkProblems.MissingContext, $"the app of {settings.Name} needs context that is not in this tree",
            $"{string.Join('\n', assembly.MissingContext)}\nGroundwright looks nothing up: what is looked up at a later time may be something else than what was approved.",
            new Remedy($"cd {settings.Cdk} && npx cdk synth", "looks it up with your credentials and writes cdk.context.json; commit that file")));
        if (result.Succeeded && assembly is not null) return assembly;
        var said = ToolText.Tail(result);
        throw new GroundwrightException(Problem.Of(TargetProblems.Invalid, $"`cdk synth` fails in {settings.Cdk}: {Headline(said)}", said,
            new Remedy($"cd {settings.Cdk} && npx cdk synth", "shows the same in your checkout")));
    }

    private static string Headline(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(lines, line => ErrorLine().IsMatch(line)) ?? lines.LastOrDefault() ?? "it does not say why";
    }

    private static string Expand(string text, TargetScope scope) => TargetInputs.Expand(text.Replace("{environment}", scope.Environment, StringComparison.Ordinal), scope);

    [GeneratedRegex(@"^(\[?[A-Za-z]*(Error|Exception)\]?:|❌)", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}
