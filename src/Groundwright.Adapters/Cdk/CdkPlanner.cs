using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Cdk;

/// <summary>Makes plans, and looks at what a plan was made of.</summary>
internal sealed class CdkPlanner(
    TargetSettings settings, Synthesis synthesis, Cloud cloud, StackReader reader, ChangeSetPreview preview, CdkBinding binding, PolicyRules policy, PlanVault vault,
    CdkOptions options, TimeProvider time)
{
    /// <summary>Says what deploying the tree would change.</summary>
    public async Task<TargetPlan> Plan(CdkApp app, CancellationToken cancellationToken)
    {
        using var folder = vault.NewFolder();
        var found = await Look(app, folder["assembly"], cancellationToken);
        var changes = new List<StackChange>();
        var notes = new List<string>();
        var touched = new List<CdkStack>();
        foreach (var stack in found.Stacks.Where(stack => !stack.IsAsWritten))
        {
            var seen = await Preview(stack, found.Place, folder.Path, app.Scope, cancellationToken);
            if (seen.Note is { } note) notes.Add($"{stack.Stack.Id}: {note}");
            if (seen.Changes.Count == 0) continue;
            changes.AddRange(seen.Changes);
            touched.Add(stack.Stack);
        }
        return await Keep(app, found, new Contents("apply", touched, changes, notes), folder["assembly"], cancellationToken);
    }

    /// <summary>Says what taking every stack away would change.</summary>
    /// <exception cref="GroundwrightException">GW2025: a stack is protected.</exception>
    public async Task<TargetPlan> PlanDestroy(CdkApp app, CancellationToken cancellationToken)
    {
        using var folder = vault.NewFolder();
        var found = await Look(app, folder["assembly"], cancellationToken);
        var there = found.Stacks.Where(stack => stack.Status is not (DeployedStack.Absent or "REVIEW_IN_PROGRESS")).ToList();
        var kept = there.Where(stack => stack.Protected).Select(stack => Problem.Of(TargetProblems.NoDestroy, $"stack {stack.Stack.Name} is protected against being deleted",
            "Somebody turned termination protection on. Nothing was deleted.",
            new Remedy($"aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name {stack.Stack.Name}", "takes the protection away"))).ToList();
        if (kept.Count > 0) throw new GroundwrightException(kept);
        var contents = new Contents("destroy", [.. there.Select(stack => stack.Stack)], [.. there.SelectMany(TemplateComparison.Gone)], []);
        return await Keep(app, found, contents, folder["assembly"], cancellationToken);
    }

    /// <summary>What differs between the stacks and the tree, by their templates; nothing is made for it.</summary>
    public async Task<(Found Found, IReadOnlyList<StackChange> Changes)> Differences(CdkApp app, CancellationToken cancellationToken)
    {
        using var folder = vault.NewFolder();
        var place = await cloud.Find(app.Scope, cancellationToken);
        var assembly = await Synthesize(app, folder["assembly"], place, cancellationToken);
        var stacks = assembly.Choose(synthesis.Stacks(app.Scope), settings.Name);
        var found = new Found(place, await reader.Read(stacks, place, app.Scope, cancellationToken));
        return (found, [.. found.Stacks.Where(stack => !stack.IsAsWritten).SelectMany(TemplateComparison.Of)]);
    }

    /// <summary>The stacks of a saved plan, as they are now.</summary>
    public async Task<Found> Reread(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        using var folder = vault.Open(plan);
        AssemblyArchive.Unpack(folder["plan"], folder["assembly"]);
        var place = await cloud.Find(scope, cancellationToken);
        var stacks = CloudAssembly.Read(folder["assembly"]).Choose(synthesis.Stacks(scope), settings.Name);
        cloud.CheckAccounts(place, stacks, scope.Environment);
        return new Found(place, await reader.Read(stacks, place, scope, cancellationToken));
    }

    private async Task<Found> Look(CdkApp app, string folder, CancellationToken cancellationToken)
    {
        var place = await cloud.Find(app.Scope, cancellationToken);
        var assembly = await Synthesize(app, folder, place, cancellationToken);
        var stacks = assembly.Choose(synthesis.Stacks(app.Scope), settings.Name);
        cloud.CheckAccounts(place, stacks, app.Scope.Environment);
        return new Found(place, await reader.ReadAtRest(stacks, place, app.Scope, cancellationToken));
    }

    // Stacks go to the environment's account: from other credentials their deploy role leads there.
    private Task<CloudAssembly> Synthesize(CdkApp app, string folder, CloudPlace place, CancellationToken cancellationToken) =>
        synthesis.Make(app, folder, settings.Account ?? place.Account, place.Region, cancellationToken);

    private async Task<Preview> Preview(DeployedStack stack, CloudPlace place, string folder, TargetScope scope, CancellationToken cancellationToken) => stack.Exists
        ? await preview.Of(stack, await cloud.For(stack.Stack, place, scope, cancellationToken), folder, scope, cancellationToken)
        : new Preview(TemplateComparison.Of(stack), null);

    private async Task<TargetPlan> Keep(CdkApp app, Found found, Contents contents, string assembly, CancellationToken cancellationToken)
    {
        var bound = await binding.Read(app, found.Place, found.Stacks, cancellationToken);
        var expires = time.GetUtcNow() + options.PlanLifetime;
        var stored = vault.Store(AssemblyArchive.Pack(assembly), expires);
        bound["plan"] = stored.Sha256;
        bound["mode"] = contents.Mode;
        bound["stacks"] = string.Join(", ", contents.Touched.Select(stack => stack.Id));
        return new TargetPlan
        {
            Target = settings.Name,
            Environment = app.Scope.Environment,
            Sha256 = stored.Sha256,
            Artifact = stored.Path,
            Binding = bound,
            Changes = [.. contents.Changes.Select(change => change.Of(policy.Stateful))],
            Text = CdkPlanText.Render(contents.Changes, contents.Notes, policy.Stateful),
            Expires = expires,
            Findings = policy.Check([.. contents.Changes.SelectMany(PolicyView.Of)]),
        };
    }

    private sealed record Contents(string Mode, IReadOnlyList<CdkStack> Touched, IReadOnlyList<StackChange> Changes, IReadOnlyList<string> Notes);
}

/// <summary>The stacks of a target as they are.</summary>
internal sealed record Found(CloudPlace Place, IReadOnlyList<DeployedStack> Stacks);
