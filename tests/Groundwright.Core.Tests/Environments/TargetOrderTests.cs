using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Tests.Environments;

public sealed class TargetOrderTests
{
    [Fact]
    public void A_target_comes_after_those_it_names_and_else_stays_where_it_stood()
    {
        Sort(("app", ["network"]), ("site", []), ("network", []), ("jobs", ["app", "network"])).ShouldBe(["site", "network", "app", "jobs"]);
    }

    [Fact]
    public void A_name_that_is_not_deployed_here_is_not_waited_for()
    {
        Sort(("app", ["network"])).ShouldBe(["app"]);
    }

    [Fact]
    public void A_circle_is_refused_and_named()
    {
        var problem = Should.Throw<GroundwrightException>(() => Sort(("free", []), ("a", ["b"]), ("b", ["a"]))).Problem;

        problem.Code.ShouldBe(TargetProblems.Circle);
        problem.Summary.ShouldContain("a, b");
        problem.Summary.ShouldNotContain("free");
    }

    [Fact]
    public void Any_graph_without_circles_is_sorted()
    {
        // Each target may name only targets with smaller numbers, so there is no circle; the order given is shuffled.
        var graphs = from count in Gen.Choose(0, 12)
                     from edges in Gen.Choose(0, 1).ArrayOf(count * count)
                     from order in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
                     select (count, edges, order);

        Prop.ForAll(graphs.ToArbitrary(), graph =>
        {
            IReadOnlyList<string> AfterOf(int i) => [.. Enumerable.Range(0, i).Where(j => graph.edges[(i * graph.count) + j] == 1).Select(j => $"{j}")];
            var sorted = Sort([.. graph.order.Select(i => ($"{i}", AfterOf(i).ToArray()))]);
            return sorted.Count == graph.count && sorted.Index().All(entry => AfterOf(int.Parse(entry.Item)).All(name => sorted.Take(entry.Index).Contains(name)));
        }).QuickCheckThrowOnFailure();
    }

    private static List<string> Sort(params (string Name, string[] After)[] targets) =>
        [.. TargetOrder.Sort([.. targets.Select(target => new NamedTarget(target.Name, target.After))]).Select(target => target.Name)];

    private sealed record NamedTarget(string Name, IReadOnlyList<string> After) : ITarget
    {
        public string? Folder => null;

        public Task<IReadOnlyList<string>> Format(string tree, Action<OutputLine>? onLine, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Problem>> Validate(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<TargetPlan> Plan(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<TargetPlan> PlanDestroy(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Problem?> CheckBinding(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Command> ApplyCommand(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public AppliedChanges ReadApplied(TargetPlan plan, string log) => throw new NotSupportedException();

        public Task<IReadOnlyList<Problem>> ExplainFailure(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) => throw new NotSupportedException();

        public string? NotRolledBack => throw new NotSupportedException();

        public Task<IReadOnlyList<HealthResult>> Arrive(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<ResourceChange>> Drift(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, string>> Versions(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, string>> Outputs(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Discard(TargetPlan plan) => throw new NotSupportedException();
    }
}
