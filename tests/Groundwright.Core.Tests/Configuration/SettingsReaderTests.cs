using Groundwright.Core.Configuration;

namespace Groundwright.Core.Tests.Configuration;

public class SettingsReaderTests
{
    [Fact]
    public void The_error_screen_is_the_one_of_the_design()
    {
        var text = """
            version: 1
            agent:
              use: manual
            targets:
              app:
                terraform: infra/app
            environments:
              dev:
                auto: true
              staging:
                after: dev
                soak: 10m
              prod:
                aproval:
                  count: 1
                url: https://example.org
                health:
                  - http: https://example.org/health



                after: stagging

            """;
        ProblemListing.Lines(SettingsReader.Read("groundwright.yaml", text).Problems).ShouldBe(
        [
            "  groundwright.yaml:14:5  GW1004  unknown key `aproval`, did you mean `approvals`?",
            "  groundwright.yaml:22:12 GW1011  environment `prod` comes after `stagging`, which does not exist; did you mean `staging`?",
            "  2 problems. Schema: gw config schema",
        ]);
    }

    [Fact]
    public void The_whole_design_example_is_read()
    {
        var settings = SettingsReader.Read("f", Corpus.Valid().Single(file => file.Name == "design.yaml").Text).Require();

        settings.Agent.Use.ShouldBe("claude");
        settings.Agent.Models["heavy"]["plan"].ShouldBe("opus");
        settings.Agent.Usd.ShouldBe(5m);
        settings.Workflows["hotfix"].ShouldBe(["plan", "build", "test", "review", "ship"]);
        settings.Targets.Select(target => target.Name).ShouldBe(["network", "app", "site", "legacy"]);
        settings.Targets[1].After.ShouldBe(["network"]);
        settings.Targets[2].Flux.ShouldBe(new FluxSettings());
        settings.Targets[3].Commands!.Plan.ShouldBe(["./bin/plan"]);
        settings.Environments.Select(environment => environment.Name).ShouldBe(["dev", "staging", "prod"]);
        settings.Environments[0].Auto.ShouldBeTrue();
        settings.Environments[0].Health.Single().Http.ShouldBe("http://localhost:8080/health");
        settings.Environments[1].After.ShouldBe(["dev"]);
        settings.Environments[1].Soak.ShouldBe(TimeSpan.FromMinutes(10));
        settings.Environments[2].Approvals.ShouldBe(new ApprovalSettings { Count = 1, NotRequester = true, Groups = settings.Environments[2].Approvals!.Groups });
        settings.Environments[2].Protected.ShouldBeTrue();
        settings.Environments[1].Protected.ShouldBeFalse();
        settings.Services.Single().Logs.ShouldBe(["journalctl", "-fu", "api"]);
        settings.Notify.Single().SlackWebhook.ShouldBe("env:SLACK_WEBHOOK");
    }

    [Fact]
    public void Values_keep_their_words_and_paths_get_one_spelling()
    {
        var settings = SettingsReader.Read("f", Corpus.Valid().Single(file => file.Name == "everything.yaml").Text).Require();

        settings.Agent.Command.ShouldBe(["./bin/agent", "--level", "3", "true"]);
        settings.Targets[0].Terraform.ShouldBe("infra/network");
        settings.Targets[0].Variables["debug"].ShouldBe("false");
        settings.Targets[2].Commands!.Plan.ShouldBe(["./bin/images", "plan", "--format", "plain text"]);
        settings.Targets[2].Commands!.Apply[2].ShouldBe("a | b > c");
        settings.Environments[0].Health[3].Deadline.ShouldBe(TimeSpan.FromMinutes(90));
        settings.Environments[2].Protected.ShouldBeFalse();
        settings.Policy.Waivers.Single().Expires.ShouldBe(new DateOnly(2026, 12, 31));
        settings.Ship.FixAttempts.ShouldBe(0);
    }

    [Fact]
    public void What_is_another_in_an_environment_is_merged_into_the_target()
    {
        var settings = SettingsReader.Read("f", Corpus.Valid().Single(file => file.Name == "everything.yaml").Text).Require();

        var prod = settings.Targets[0].For("prod");
        (prod.Workspace, prod.Backend["bucket"], prod.Backend["encrypt"]).ShouldBe(("live", "live-states", "true"));
        (prod.Variables["replicas"], prod.Variables["debug"]).ShouldBe(("9", "false"));
        prod.VarFiles.ShouldBe(["infra/env/{environment}.tfvars", "infra/env/live.tfvars"]);
        prod.Environment.ShouldBe(["AWS_PROFILE", "AWS_REGION"]);
        prod.Egress!.Select(host => host.ToString()).ShouldBe(["*.amazonaws.com", "127.0.0.1:9000", "vault.example.org"]);
        settings.Targets[1].For("prod").Egress.ShouldBeNull("nobody said");
        settings.Targets[2].For("prod").Egress.ShouldNotBeNull().ShouldBeEmpty();
        settings.Targets[0].For("dev").Variables["replicas"].ShouldBe("3");
    }

    [Fact]
    public void How_an_environment_is_deployed_is_read()
    {
        var settings = SettingsReader.Read("f", Corpus.Valid().Single(file => file.Name == "everything.yaml").Text).Require();

        var prod = settings.Environments[2];
        (prod.Account, prod.Region, prod.Cluster, prod.Freeze).ShouldBe(("123456789012", "eu-central-1", "live", "the move"));
        (prod.OnFailure, prod.Supersede, prod.Parallel, prod.GoOn, prod.Confirm).ShouldBe((FailurePolicy.Rollback, false, 50, true, true));
        prod.Deployers.ShouldBe(["octocat", "Hubot"]);
        prod.Freezes.ShouldBe([new FreezeSettings(new(2026, 12, 20), new(2027, 1, 2), "holidays", "Europe/Berlin"), new FreezeSettings(new(2026, 11, 27), new(2026, 11, 27), "sale", "UTC")]);
        var dev = settings.Environments[0];
        (dev.OnFailure, dev.Supersede, dev.Parallel, dev.GoOn, dev.Confirm, dev.Account).ShouldBe((FailurePolicy.Stop, true, 4, false, false, null));
        (dev.Health[3].Passes, dev.Health[4].Rollout, dev.Health[4].Namespace).ShouldBe((3, "deployment/api", "orders"));
        settings.Environments[3].Approvals!.Kinds.Select(kind => $"{kind.Count} {string.Join(',', kind.Groups)}").ShouldBe(["1 platform", "2 "]);
        settings.Groups["On call"].ShouldBe(["mona"]);
    }

    [Fact]
    public void A_service_is_another_one_in_each_environment()
    {
        var settings = SettingsReader.Read("f", Corpus.Valid().Single(file => file.Name == "everything.yaml").Text).Require();

        var web = settings.Services[1].In("prod");
        web.HealthAddress.ShouldBe(new Uri("https://prod.example.org/app/health"));
        web.Logs.ShouldBe(["kubectl", "logs", "-f", "deploy/web", "-n", "prod"]);
        settings.Services.Select(service => service.DiffersByEnvironment).ShouldBe([false, true]);
        settings.Services[0].HealthAddress.ShouldBe(new Uri("https://status.example.org/api"));
    }

    [Fact]
    public void All_problems_come_at_once_in_the_order_of_the_file()
    {
        var problems = SettingsReader.Read("f", """
            version: 3
            agent: { use: robot, limits: { usd: 0 } }
            targets:
              a: { terraform: ../x, after: [b] }
              c: { commands: { plan: "a | b" } }
            colour: red
            """).Problems;

        problems.Select(problem => $"{problem.Code} {problem.Source!.Line}").ShouldBe(["GW1008 1", "GW1007 2", "GW1008 2", "GW1009 4", "GW1011 4", "GW1005 5", "GW1013 5", "GW1004 6"]);
    }

    [Theory]
    [InlineData("version: 1\nagent: { use: [a }\n", 2)]
    [InlineData("version: 1\ntargets:\n\ta: {}\n", 3)]
    [InlineData("version: 1\n  targets: {}\n", 2)]
    [InlineData("version: \"1\n", 1)]
    [InlineData("version: 1\nship: @x\n", 2)]
    public void A_syntax_error_has_a_place(string text, int line)
    {
        var problem = SettingsReader.Read("f", text).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe(ConfigurationProblems.Syntax);
        problem.Source!.Line.ShouldBe(line, problem.Summary);
    }

    [Fact]
    public void A_misspelled_required_key_is_one_problem_not_two()
    {
        SettingsReader.Read("f", "version: 1\ntargets: { a: { commands: { plann: x, apply: y } } }\n").Problems.ShouldHaveSingleItem().Summary
            .ShouldBe("unknown key `plann`, did you mean `plan`?");
    }

    [Fact]
    public void A_key_in_another_spelling_is_recognised() =>
        SettingsReader.Read("f", "version: 1\nship: { zero_touch: true }\n").Problems.ShouldHaveSingleItem().Summary
            .ShouldBe("unknown key `zero_touch`, did you mean `zeroTouch`?");

    [Fact]
    public void A_cycle_is_named() =>
        SettingsReader.Read("f", "version: 1\ntargets:\n  a: { terraform: a, after: c }\n  b: { terraform: b, after: a }\n  c: { terraform: c, after: b }\n  d: { terraform: d, after: a }\n")
            .Problems.ShouldHaveSingleItem().Summary.ShouldBe("targets wait for each other: a → c → b → a");

    [Fact]
    public void A_key_given_twice_is_refused_and_its_first_place_named() =>
        SettingsReader.Read("f", "version: 1\nship: {}\nship: {}\n").Problems.ShouldHaveSingleItem().Summary
            .ShouldBe("the key `ship` is given a second time (first in line 2)");

    [Fact]
    public void A_secret_is_never_repeated_in_a_message()
    {
        var problems = SettingsReader.Read("f", """
            version: 1
            environments: { a: { url: "https://me:hunter2@example.org/" } }
            notify: [{ slack: { webhook: "https://hooks.slack.com/services/T0/B0/hunter2" }, on: [failed] }]
            targets: { a: { terraform: a, variables: { k: ghp_hunter2hunter2hunter2hunter2hunter2hunter2 } } }
            services: { a: { url: "https://me:hunter2 x@example.org/" } }
            ghp_hunter2hunter2hunter2hunter2hunter2hunter2: 1
            """).Problems;

        problems.Count(problem => problem.Code == ConfigurationProblems.LiteralSecret).ShouldBe(5);
        problems.Count.ShouldBe(6);
        problems.ShouldAllBe(problem => !(problem.Summary + problem.Detail).Contains("hunter2"));
    }

    [Fact]
    public void A_second_document_is_refused() =>
        SettingsReader.Read("f", "version: 1\n---\nversion: 1\n").Problems.ShouldHaveSingleItem().Code.ShouldBe(ConfigurationProblems.YamlFeature);

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    public void An_empty_file_says_so(string text) => SettingsReader.Read("f", text).Problems.ShouldHaveSingleItem().Summary.ShouldBe("the file is empty");

    [Fact]
    public void Bytes_that_are_no_text_have_a_place()
    {
        var problem = SettingsReader.Read("f", (ReadOnlyMemory<byte>)new byte[] { (byte)'a', (byte)'\n', (byte)'b', 0xff }).Problems.ShouldHaveSingleItem();
        problem.Source.ShouldBe(new Core.Problems.SourceLocation("f", 2, 2));
        SettingsReader.Read("f", "version: 1\0\ncolour: red\n").Problems.ShouldHaveSingleItem().Code.ShouldBe(ConfigurationProblems.Syntax);
    }

    [Fact]
    public void A_byte_order_mark_is_no_problem() =>
        SettingsReader.Read("f", (ReadOnlyMemory<byte>)new byte[] { 0xEF, 0xBB, 0xBF }.Concat("version: 1\n"u8.ToArray()).ToArray()).Settings.ShouldNotBeNull();
}
