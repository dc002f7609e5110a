using System.Text.Json;
using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>Decides what kind of change a request is, or refuses it with the reason. Rules first; the agent is asked only where they are unsure.</summary>
internal sealed class Intake(PhaseServices services, IRun run, Author author)
{
    /// <summary>The class.</summary>
    /// <exception cref="GroundwrightException">GW1603: refused.</exception>
    public async Task<RequestClass> Class()
    {
        var rule = RequestClassifier.Classify(run.Request);
        var opinion = rule is Classified { Confidence: Confidence.Unsure } ? await Opinion() : null;
        var decided = await run.Step("classify", null, scope =>
        {
            var merged = RequestClassifier.Merge(rule, opinion);
            scope.Log(new Processes.OutputLine(false, $"{merged.Rule}: {merged.Reason}"));
            return Task.FromResult(new Decision((merged as Classified)?.Class, merged.Rule, merged.Reason));
        });
        return decided.Class ?? throw new GroundwrightException(Problem.Of(DeliveryProblems.Refused, $"the request was refused: {decided.Reason}",
            $"Rule {decided.Rule}. Nothing was done.", new Remedy($"gw plan {run.Request.IssueNumber}", "after you changed the request")));
    }

    private async Task<ClassificationOpinion?> Opinion()
    {
        var order = new WorkOrder("opinion", PromptBook.Classify, PromptModels.Of(run, services), new AgentExpectation { Answer = true });
        var report = await author.Ask(run.State.Started.Base.Commit, order);
        return report?.Answer is { } answer ? ClassificationOpinion.Parse($"{Word(answer, "class")} {Word(answer, "reason")}") : null;
    }

    /// <summary>As the first line of an answer in words: <c>/feature because</c>, <c>refuse: because</c>.</summary>
    private static string Word(JsonElement answer, string name)
    {
        var text = answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return name != "class" ? text : text == "refuse" ? "refuse:" : $"/{text}";
    }

    private sealed record Decision(RequestClass? Class, string Rule, string Reason);
}
