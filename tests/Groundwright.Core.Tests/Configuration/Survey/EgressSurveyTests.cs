using Groundwright.Core.Configuration.Survey;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration.Survey;

/// <summary>Which hosts are written for a root, and when none are because not all can be told.</summary>
public sealed class EgressSurveyTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("resource \"terraform_data\" \"a\" {}", "")]
    [InlineData("resource \"aws_s3_bucket\" \"a\" {}", "*.amazonaws.com, registry.terraform.io, releases.hashicorp.com")]
    [InlineData("terraform {\n  backend \"s3\" {}\n}", "*.amazonaws.com")]
    [InlineData("terraform {\n  backend \"local\" {}\n  required_providers {\n    random = { source = \"registry.terraform.io/hashicorp/random\", version = \"~> 3.0\" }\n  }\n}", "registry.terraform.io, releases.hashicorp.com")]
    [InlineData("terraform {\n  required_providers {\n    gcp = { source = \"hashicorp/google\" }\n  }\n}\nprovider \"gcp\" {}\ndata \"terraform_remote_state\" \"a\" {\n  backend = \"gcs\"\n}", "*.googleapis.com, registry.terraform.io, releases.hashicorp.com")]
    [InlineData("terraform {\n  required_providers {\n    random = \"~> 3.0\"\n  }\n}", "registry.terraform.io, releases.hashicorp.com")]
    [InlineData("module \"vpc\" { source = \"terraform-aws-modules/vpc/aws\" }", "github.com, registry.terraform.io")]
    [InlineData("module \"own\" { source = \"../modules/own\" }", "*.amazonaws.com, registry.terraform.io, releases.hashicorp.com")]
    [InlineData("resource \"kubernetes_namespace\" \"a\" {}", null)]
    [InlineData("terraform {\n  required_providers {\n    aws = { source = \"evil/aws\" }\n  }\n}\nresource \"aws_s3_bucket\" \"a\" {}", null)]
    [InlineData("provider \"aws\" {\n  endpoints {\n    s3 = \"http://127.0.0.1:9000\"\n  }\n}", null)]
    [InlineData("terraform {\n  backend \"http\" {}\n}", null)]
    [InlineData("data \"terraform_remote_state\" \"a\" {\n  backend = var.kind\n}", null)]
    [InlineData("module \"other\" { source = \"git::ssh://git@example.org/a.git\" }", null)]
    [InlineData("module \"gone\" { source = \"../modules/gone\" }", null)]
    [InlineData("module \"outside\" { source = \"../../../elsewhere\" }", null)]
    public void Hosts_are_written_where_all_can_be_told(string text, string? hosts)
    {
        folder.Write("infra/modules/own/main.tf", "data \"aws_region\" \"here\" {}\n");
        folder.Write("infra/app/main.tf", text + "\n");

        var root = RepositorySurvey.Take(folder.Path, null, TestContext.Current.CancellationToken).Roots.Single(root => root.Folder == "infra/app");

        (root.Egress is null ? null : string.Join(", ", root.Egress)).ShouldBe(hosts);
        root.Unsure.Any(line => line.Contains("`egress`")).ShouldBe(hosts is null);
    }

    [Theory]
    [InlineData("more.tf.json")]
    [InlineData("more.tofu")]
    public void Of_a_file_that_is_not_looked_into_nothing_can_be_told(string name)
    {
        folder.Write("infra/app/main.tf", "resource \"terraform_data\" \"a\" {}\n");
        folder.Write($"infra/app/{name}", "{}");

        RepositorySurvey.Take(folder.Path, null, TestContext.Current.CancellationToken).Roots.ShouldHaveSingleItem().Egress.ShouldBeNull();
    }

    [Fact]
    public void Where_only_OpenTofu_is_there_its_registry_is_written()
    {
        folder.Write("infra/app/main.tf", "resource \"random_pet\" \"a\" {}\n");
        folder.Write("tools/tofu", "");

        var found = RepositorySurvey.Take(folder.Path, folder["tools"], TestContext.Current.CancellationToken).Roots.ShouldHaveSingleItem();

        found.Egress!.ShouldBe(["github.com", "registry.opentofu.org", "release-assets.githubusercontent.com"]);
    }

    [Fact]
    public void What_is_found_is_written_with_the_reason()
    {
        folder.Write("infra/app/main.tf", "resource \"aws_s3_bucket\" \"a\" {}\n");

        var survey = RepositorySurvey.Take(folder.Path, null, TestContext.Current.CancellationToken);

        InitFile.Write(survey).ShouldContain("    egress: [\"*.amazonaws.com\", registry.terraform.io, releases.hashicorp.com]   # nothing else is reached while it is planned\n");
        survey.Explain().ShouldContain(note => note.Text == "app reaches *.amazonaws.com, registry.terraform.io, releases.hashicorp.com and nothing else while it is planned: the hosts of its providers and its state");
    }
}
