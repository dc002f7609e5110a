using System.Text;
using Groundwright.Core.Agents;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>Has the spec written, and written again until nothing is wrong with it, a bounded number of times.</summary>
/// <param name="services">What phases work with.</param>
/// <param name="run">The run.</param>
/// <param name="author">Who writes it.</param>
/// <param name="spec">Its path, relative to the repository.</param>
/// <param name="requestClass">Class of the request.</param>
internal sealed class SpecWriting(PhaseServices services, IRun run, Author author, string spec, RequestClass requestClass)
{
    private const int MostRounds = 3;

    /// <summary>A spec with which nothing is wrong.</summary>
    /// <param name="branch">What it is written on.</param>
    /// <param name="chosen">The option that it must plan; null: it decides for itself.</param>
    /// <exception cref="GroundwrightException">GW1604: something is wrong with the last one too.</exception>
    public async Task<WrittenSpec> Write(RunBranch branch, ChosenOption? chosen)
    {
        IReadOnlyList<string> wrong = [];
        for (var round = 1; ; round++)
        {
            var done = await author.Change(branch, Order(chosen, wrong, round));
            branch = branch with { Files = done.Files };
            var check = await Check(branch, chosen, round);
            if (check.Wrong.Count == 0) return new WrittenSpec(branch, check);
            if (round == MostRounds) throw Incomplete(check.Wrong);
            wrong = check.Wrong;
        }
    }

    private WorkOrder Order(ChosenOption? chosen, IReadOnlyList<string> wrong, int round)
    {
        var purpose = chosen is null ? "spec" : "revise";
        var model = PromptModels.Of(run, services) with
        {
            Class = requestClass.Word(),
            Spec = spec,
            Round = round,
            Failures = wrong.Count == 0 ? null : string.Join('\n', wrong),
            Option = chosen?.Number,
            Change = chosen?.Reason,
        };
        return new WorkOrder(round == 1 ? purpose : $"{purpose}-{round}", chosen is null ? PromptBook.Plan : PromptBook.Choose, model, new AgentExpectation { Files = [spec] })
        {
            ForPerson = chosen is null ? "write the spec" : $"revise the spec for option {chosen.Number}",
            Details = [spec, .. wrong],
        };
    }

    private Task<SpecCheck> Check(RunBranch branch, ChosenOption? chosen, int round) => run.Step(chosen is null ? $"check-spec/{round}" : $"check-choice/{round}", new { spec }, async scope =>
    {
        var bytes = await services.Repository.ReadFile(branch.Files.Commit, spec, scope.Cancellation);
        var text = bytes is null ? "" : Encoding.UTF8.GetString(bytes);
        var check = SpecDocument.Check(text, spec);
        var (choice, unclear) = services.Settings.Plan.ChooseOption ? SpecDocument.Choice(text, spec) : (SpecChoice.None, null);
        var wrong = check.Problems.Concat(unclear is null ? [] : [unclear]).Select(problem => $"{problem.Source} {problem.Summary}").ToList();
        if (chosen is not null && unclear is null && choice.Decided != chosen.Number) wrong.Add($"{spec} does not decide for option {chosen.Number}, which was chosen");
        foreach (var line in wrong) scope.Log(new OutputLine(true, line));
        return new SpecCheck(check.Steps, wrong) { Options = choice.Options.Count == 0 ? null : choice.Options, Decided = choice.Decided };
    });

    private GroundwrightException Incomplete(IReadOnlyList<string> wrong) => new(Problem.Of(DeliveryProblems.SpecIncomplete,
        $"{spec} is incomplete", string.Join('\n', wrong), new Remedy($"gw runs retry {run.Id}", "has it written again")));
}

/// <summary>A spec as it was written, and what was found in it.</summary>
internal sealed record WrittenSpec(RunBranch Branch, SpecCheck Check);

/// <summary>What was found in a spec, as journaled.</summary>
internal sealed record SpecCheck(int Steps, IReadOnlyList<string> Wrong)
{
    /// <summary>What can be chosen between; null: nothing, or nobody is asked.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>Number of the option that the spec decided for.</summary>
    public int? Decided { get; init; }
}
