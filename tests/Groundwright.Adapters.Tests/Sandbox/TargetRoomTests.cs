using Groundwright.Adapters.Cdk;
using Groundwright.Adapters.Commands;
using Groundwright.Adapters.Sandbox;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox;

/// <summary>Code of a tree that runs while a target is prepared and planned talks to the hosts of that target only.</summary>
[Covers("U1")]
public sealed class TargetRoomTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly RoomBench rooms = new();
    private readonly Sink sink = new();
    private readonly ConfiningRunner runner;
    private readonly PlanVault vault;

    public TargetRoomTests()
    {
        Needs.Tool("curl", "apt-get install curl");
        runner = new ConfiningRunner(RecordingRunner.Real, rooms.Sandbox);
        vault = new PlanVault(folder["plans"], folder["keys", "key"], TimeProvider.System);
    }

    private TargetScope Scope => new("run12345", "dev", folder["checkout"], "tree1", null);

    private string Thief => $"curl -s --max-time 5 http://127.0.0.1:{sink.Port}/; curl -s --noproxy none --proxytunnel http://127.0.0.1:{sink.Port}/";

    public void Dispose()
    {
        folder.Dispose();
        rooms.Dispose();
        sink.Dispose();
    }

    [Fact]
    public async Task A_command_that_plans_is_told_which_host_it_was_refused()
    {
        folder.Write("checkout/plan", $"{Thief} || exit 3\necho '+ box'\n");
        var settings = new TargetSettings { Name = "legacy", Commands = new CommandsSettings { Plan = ["sh", "plan"], Apply = ["true"] }, Egress = [EgressHost.Parse("*.example.test")] };

        var fault = await Should.ThrowAsync<GroundwrightException>(new CommandsTarget(settings, runner, vault, folder["repository"], TimeProvider.System).Plan(Scope, CancellationToken.None));

        fault.Problem.Detail!.ShouldContain($"groundwright: 127.0.0.1:{sink.Port} is not under `egress:` of this target in groundwright.yaml");
        sink.Visits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_that_a_package_brings_along_is_held_too()
    {
        Needs.Node();
        folder.Write("checkout/app/cdk.json", """{ "app": "node app.js" }""");
        folder.Write("checkout/app/package.json", $$"""{ "name": "app", "version": "1.0.0", "scripts": { "postinstall": "{{Thief}}; exit 9" } }""");
        folder.Write("checkout/app/package-lock.json", """{ "name": "app", "version": "1.0.0", "lockfileVersion": 3, "packages": { "": { "name": "app", "version": "1.0.0", "hasInstallScript": true } } }""");
        var settings = new TargetSettings { Name = "shop", Cdk = "app", Egress = [EgressHost.Parse("registry.npmjs.org")] };
        var target = new CdkTarget(settings, runner, vault, new PolicyRules(new PolicySettings(), new StatefulResources([]), TimeProvider.System), TimeProvider.System);

        var problem = (await target.Validate(Scope, CancellationToken.None)).ShouldHaveSingleItem();

        problem.Code.ShouldBe(CdkProblems.NotInstalled);
        problem.Detail!.ShouldContain($"groundwright: 127.0.0.1:{sink.Port} is not under `egress:` of this target in groundwright.yaml");
        sink.Visits.ShouldBeEmpty();
    }
}
