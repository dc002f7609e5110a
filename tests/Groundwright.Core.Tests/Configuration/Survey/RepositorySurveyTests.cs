using Groundwright.Core.Configuration;
using Groundwright.Core.Configuration.Survey;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration.Survey;

public sealed class RepositorySurveyTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Roots_modules_order_and_variable_files_are_found()
    {
        folder.Write("infra/network/main.tf", "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n    key = \"network\"\n  }\n}\n");
        folder.Write("infra/app/main.tf", """
            provider "aws" {}
            module "bucket" { source = "../modules/bucket" }
            data "terraform_remote_state" "network" {
              backend = "s3"
              config = { bucket = "b", key = "network" }
            }
            """);
        folder.Write("infra/app/env/dev.tfvars", "");
        folder.Write("infra/app/env/prod.tfvars", "");
        folder.Write("infra/modules/bucket/main.tf", "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n");
        folder.Write("infra/app/.terraform/modules/x/main.tf", "provider \"x\" {}");
        folder.Write("trees/run/infra/app/main.tf", "provider \"x\" {}");

        var survey = Take();

        survey.Roots.Select(root => root.Name).ShouldBe(["network", "app"]);
        survey.Roots[1].After.ShouldBe(["network"]);
        survey.Roots[1].VarFiles.ShouldBe(["infra/app/env/{environment}.tfvars"]);
        survey.Modules.ShouldHaveSingleItem().Why.ShouldBe("used by infra/app");
        survey.Environments.ShouldBe(["dev", "prod"]);
        survey.Roots[0].Unsure.ShouldHaveSingleItem().ShouldStartWith("its s3 state is the same for all environments");
    }

    [Fact]
    public void The_file_that_is_written_says_why_and_is_accepted()
    {
        folder.Write("infra/network/main.tf", "resource \"terraform_data\" \"a\" {}\n");
        folder.Write("infra/network/terraform.tfstate", "{}");
        folder.Write("infra/app/main.tf", "data \"terraform_remote_state\" \"n\" {\n  backend = \"local\"\n  config = { path = \"${path.module}/../network/terraform.tfstate\" }\n}\n");
        folder.Write("bin/integration-tests", "#!/bin/sh\n");
        folder.Write(".github/workflows/ci.yml", "");
        folder.Write("clusters/base/kustomization.yaml", "resources: [a.yaml]\n");
        folder.Write("clusters/site/kustomization.yaml", "resources:\n  - ../base\n");
        folder.Write("tools/opencode", "");

        var survey = RepositorySurvey.Take(folder.Path, folder["tools"], TestContext.Current.CancellationToken);
        var text = InitFile.Write(survey);

        text.ShouldBe("""
            # What can be deployed from this repository, where to, and who does the work.
            # Written by `gw init` from what it found; yours to change. `gw config check` checks it.
            version: 1

            agent:
              # opencode is installed: use: opencode, with a model under models:
              use: manual

            targets:
              # infra/network is a root: there is a state file.
              network:
                terraform: infra/network
                state: infra/network/terraform.tfstate   # the state that exists already
              # infra/app is a root: no other folder uses it as a module.
              app:
                terraform: infra/app
                after: [network]   # it reads their outputs
            # Found too; written above without the `#` they are deployed:
            #   site: { kustomize: clusters/site, apply: direct }

            # `ship` deploys the first one.
            environments:
              dev: {}
                # tests: [./bin/integration-tests]   # would run after each deploy

            # ship:
            #   soloOperator: true   # you work alone and approve your own changes
            #   zeroTouch: true      # `gw zte` may ship without a person

            """, StringCompareShould.IgnoreLineEndings);
        var settings = SettingsReader.Read("groundwright.yaml", text).Require();
        settings.Targets[0].State.ShouldBe("infra/network/terraform.tfstate");
        var notes = survey.Explain().Select(note => $"{note.Kind}: {note.Text}").ToList();
        notes.ShouldContain("Found: Terraform root infra/network: there is a state file");
        notes.ShouldContain("Written: app after network: it reads their outputs");
        notes.ShouldContain("Unsure: opencode is installed: as `agent: use: opencode` it works with any model, which you name under `models:`");
    }

    [Fact]
    public void A_folder_for_each_environment_becomes_a_target_for_each()
    {
        folder.Write("live/dev/app/main.tf", "provider \"x\" {}");
        folder.Write("live/prod/app/main.tf", "provider \"x\" {}");
        folder.Write("live/shared/main.tf", "provider \"x\" {}");

        var settings = SettingsReader.Read("f", InitFile.Write(Take())).Require();

        settings.Targets.Select(target => target.Name).ShouldBe(["dev-app", "prod-app", "shared"]);
        settings.Environments.Single(environment => environment.Name == "dev").Targets.ShouldBe(["dev-app", "shared"]);
        var prod = settings.Environments.Single(environment => environment.Name == "prod");
        prod.Targets.ShouldBe(["prod-app", "shared"]);
        prod.After.ShouldBe(["dev"]);
        prod.Approvals.ShouldNotBeNull();
    }

    [Fact]
    public void One_state_and_two_environments_is_left_to_the_person()
    {
        folder.Write("infra/main.tf", "");
        folder.Write("infra/terraform.tfstate", "{}");
        folder.Write("infra/dev.tfvars", "");
        folder.Write("infra/prod.tfvars", "");

        var root = Take().Roots.ShouldHaveSingleItem();

        root.State.ShouldBeNull();
        root.Unsure.ShouldHaveSingleItem().ShouldContain("one state file and several environments");
    }

    [Fact]
    public void States_of_workspaces_are_taken_over()
    {
        folder.Write("main.tf", "");
        folder.Write("terraform.tfstate.d/dev/terraform.tfstate", "{}");
        folder.Write("terraform.tfstate.d/staging/terraform.tfstate", "{}");

        var root = Take().Roots.ShouldHaveSingleItem();

        root.Name.ShouldBe("main");
        root.State.ShouldBe("terraform.tfstate.d/{environment}/terraform.tfstate");
    }

    [Fact]
    public void Roots_that_read_each_other_do_not_make_a_cycle()
    {
        folder.Write("a/main.tf", "data \"terraform_remote_state\" \"x\" {\n  config = { path = \"../b/terraform.tfstate\" }\n}");
        folder.Write("b/main.tf", "data \"terraform_remote_state\" \"x\" {\n  config = { path = \"../a/terraform.tfstate\" }\n}");
        folder.Write("c/main.tf", "data \"terraform_remote_state\" \"x\" {\n  config = { path = \"../b/terraform.tfstate\" }\n}");

        var settings = SettingsReader.Read("f", InitFile.Write(Take())).Require();

        settings.Targets.Sum(target => target.After.Count).ShouldBe(2);
    }

    [Fact]
    public void A_repository_with_nothing_to_deploy_gets_a_file_that_shows_how()
    {
        folder.Write("README.md", "");

        var survey = Take();

        SettingsReader.Read("f", InitFile.Write(survey)).Require().Targets.ShouldBeEmpty();
        survey.Explain().ShouldContain(note => note.Kind == SurveyNoteKind.Unsure && note.Text.StartsWith("nothing was found", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_are_not_followed()
    {
        Needs.Linux();
        using var outside = new TemporaryDirectory();
        outside.Write("main.tf", "provider \"x\" {}");
        Directory.CreateSymbolicLink(folder["linked"], outside.Path);

        Take().Roots.ShouldBeEmpty();
    }

    private RepositorySurvey Take() => RepositorySurvey.Take(folder.Path, null, TestContext.Current.CancellationToken);
}
