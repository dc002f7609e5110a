using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Configuration;
using Groundwright.Core.Configuration.Survey;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration.Survey;

[Covers("T8")]
public class InitFileProperties
{
    private static readonly string[] Folders =
        ["", "infra", "infra/app", "infra/App 2", "app", "a/app", "dev", "prod/app", "staging", "modules/m", "true", "1", "x.y_z", "é ü", "it's \"q\"", "a: b", "{odd}", "- x", "#h", "*star", "env/dev", "~home", new('n', 90)];

    private static readonly string[] Files =
        ["main.tf", "terraform.tfstate", "dev.tfvars", "env/prod.tfvars", "env/staging.tfvars", "common.tfvars", "kustomization.yaml", "cdk.json", "terraform.tfstate.d/dev/terraform.tfstate", ".terraform.lock.hcl", "integration-tests"];

    private static readonly string[] Texts =
    [
        "", "terraform {\n backend \"s3\" {}\n}\n", "terraform {\n backend \"lo\\ncal\" { path = \"x\" }\n}\n", "terraform {\n cloud {}\n}\n", "module \"m\" { source = \"../app\" }\n",
        "data \"terraform_remote_state\" \"x\" {\n config = { path = \"../app/terraform.tfstate\" }\n}\n", "# ${terraform.workspace}\nterraform {\n backend \"gcs\" { prefix = \"p\" }\n}\n",
        "resources: [../dev, ../../x]\n", "{{{", "resource \"a",
    ];

    [Fact]
    public void Whatever_is_found_the_file_that_is_written_is_accepted()
    {
        var file = Gen.Zip(Gen.Elements(Folders), Gen.Zip(Gen.Elements(Files), Gen.Elements(Texts)));
        Prop.ForAll(Gen.ListOf(file).ToArbitrary(), files =>
        {
            using var folder = new TemporaryDirectory();
            foreach (var (path, (name, text)) in files) Write(folder, Path.Combine(path, name), text);
            var survey = RepositorySurvey.Take(folder.Path, null, CancellationToken.None);
            var written = InitFile.Write(survey);
            var result = SettingsReader.Read("groundwright.yaml", written);
            result.Problems.ShouldBeEmpty(written);
            result.Settings!.Targets.Select(target => target.Terraform).ShouldBe(survey.Roots.Select(root => root.Folder));
            survey.Explain().ShouldNotBeEmpty();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(20));
    }

    private static void Write(TemporaryDirectory folder, string path, string text)
    {
        // A generated folder may want the name of a generated file.
        try
        {
            folder.Write(path, text);
        }
        catch (IOException)
        {
        }
    }
}
