using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>The audit record of a destroy: <c>agents/destroy/&lt;time&gt;_&lt;environment&gt;_destroy.json</c>, with exactly the fields that scripts read.</summary>
internal sealed class DestroyAudit(IRun run, PhaseServices services, EnvironmentSettings environment, bool dryRun)
{
    private const string Folder = "destroy";

    /// <summary>Who typed the name; null before.</summary>
    public string? ConfirmedBy { get; set; }

    /// <summary>Writes it; again after a crash under the same name.</summary>
    public Task Write(CheckReport plans, string? confirmedBy, string result, ExitCode exit) => run.Step($"audit/{(int)exit}", null, async scope =>
    {
        var began = run.State.Phases[^1].Started;
        var record = new DestroyRecord(began, environment.Name, run.Id, run.State.Work[^1].Actor.Name, dryRun, PlanIds.Sha256(plans.Plans),
            [.. plans.Plans.SelectMany(plan => plan.Changes).Where(change => change.Action is ChangeAction.Delete or ChangeAction.Replace).Select(change => change.Address)],
            run.State.Work[^1].Options.ContainsKey(DeployOptions.KeepImages), confirmedBy, result, (int)exit, Math.Round((services.Time.GetUtcNow() - began).TotalSeconds, 3));
        var name = $"{began.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}_{environment.Name}_destroy.json";
        await services.Repository.Exclude(Folder, scope.Cancellation);
        services.Files(Folder).Replace(name, JsonSerializer.Serialize(record, DestroyFormat.Default.DestroyRecord) + "\n");
        scope.Log(new Processes.OutputLine(false, $"agents/{Folder}/{name}"));
        return name;
    });
}

/// <summary>One destroy, as scripts read it.</summary>
internal sealed record DestroyRecord(
    DateTimeOffset Timestamp, string Environment, string RunId, string Actor, bool DryRun, string PlanSha256, IReadOnlyList<string> Resources, bool ImagesKept, string? ConfirmedBy,
    string Result, int ExitCode, double DurationSeconds);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DestroyRecord))]
internal sealed partial class DestroyFormat : JsonSerializerContext;
