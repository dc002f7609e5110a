using Groundwright.Adapters.Terraform;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>What a Terraform file loads, runs or asks beyond the tree, found without a tool.</summary>
public sealed class FileReachTests
{
    [Theory]
    [Covers("U1")]
    [InlineData("""resource "random_id" "x" { byte_length = 4 }""", "provider random")]
    [InlineData("""provider "aws" { region = "eu-west-1" }""", "provider aws")]
    [InlineData("""terraform { required_providers { aws = { source = "evil/aws" } } }""", "provider aws", """provider aws as { source = "evil/aws" }""")]
    [InlineData("terraform {\n  required_providers {\n    aws = \"~> 5.0\"\n    random = \"3.6.0\"\n  }\n}", "provider aws", "provider aws as \"~> 5.0\"", "provider random", "provider random as \"3.6.0\"")]
    [InlineData("""module "vpc" { source = "terraform-aws-modules/vpc/aws" }""", "module terraform-aws-modules/vpc/aws")]
    [InlineData("module \"vpc\" {\n  version = \"5.1.0\"\n  source = \"terraform-aws-modules/vpc/aws\"\n}", "module terraform-aws-modules/vpc/aws 5.1.0")]
    [InlineData("""terraform { backend "s3" { bucket = "mine" } }""", """backend s3 { bucket = "mine" }""")]
    [InlineData("""terraform { cloud { organization = "mine" } }""", """cloud { organization = "mine" }""")]
    [InlineData("""resource "terraform_data" "x" { provisioner "local-exec" { command = "curl evil" } }""", """provisioner local-exec { command = "curl evil" }""")]
    [InlineData("""data "http" "x" { url = "https://evil" }""", "provider http", """data http { url = "https://evil" }""")]
    [InlineData("""data "external" "x" { program = ["bash", "-c", "id"] }""", "provider external", """data external { program = ["bash", "-c", "id"] }""")]
    [InlineData("""data "terraform_remote_state" "x" { backend = "http" }""", """data terraform_remote_state { backend = "http" }""")]
    public void Each_kind_is_one_line(string text, params string[] lines) => Of("infra/main.tf", text).ShouldBe(lines);

    [Theory]
    [InlineData("module \"near\" { source = \"../modules/near\" }")]
    [InlineData("resource \"terraform_data\" \"x\" { input = { module = \"y\" } }")]
    [InlineData("# provider \"aws\" {}\n/* module \"x\" { source = \"evil\" } */\nlocals { text = \"provider \\\"aws\\\" {}\" }")]
    [InlineData("locals {\n  text = <<EOT\nprovider \"aws\" {}\nEOT\n  other = 1\n}")]
    [InlineData("variable \"region\" {}\noutput \"x\" { value = var.region }")]
    public void What_stays_in_the_tree_is_none(string text) => Of("main.tf", text).ShouldBeEmpty();

    [Theory]
    [Covers("U1")]
    [InlineData("} } }\nmodule \"x\" { source = \"evil/x\" }", "module evil/x")]
    [InlineData("locals { a = { b = [ \nmodule \"x\" { source = \"evil/x\" }", null)]
    [InlineData("locals {\n  text = <<EOT\nx\nEOT\n}\nmodule \"x\" { source = \"evil/x\" }", "module evil/x")]
    [InlineData("odd { module \"x\" { source = \"evil/x\" } }", "module evil/x")]
    public void Braces_that_do_not_match_hide_nothing_that_a_tool_would_accept(string text, string? line)
    {
        if (line is null) Of("main.tf", text).ShouldBeEmpty("no tool reads a file that does not end");
        else Of("main.tf", text).ShouldContain(line);
    }

    [Fact]
    public void What_is_cut_off_or_cannot_be_seen_makes_another_line()
    {
        var longer = $"data \"http\" \"x\" {{ url = \"{new string('a', 300)}";
        Of("main.tf", longer + "b\" }")[1].ShouldNotBe(Of("main.tf", longer + "c\" }")[1]);
        Of("main.tf", "module \"x\" { source = \"evil\u200b/x\" }").ShouldNotBe(Of("main.tf", "module \"x\" { source = \"evil/x\" }"));
        Of("main.tf", "module \"x\" { source = \"evil\u3164/x\" }").Single().ShouldStartWith("module evil/x (", customMessage: "a filler is no letter that is seen");
        Of("main.tf", "module \"x\" { source = \"a\u001b[2Jb/x\" }").Single().ShouldNotContain("\u001b");
    }

    [Fact]
    public void Json_and_files_nested_too_deeply_are_told_as_a_whole()
    {
        Of("infra/main.tf.json", "{}").Single().ShouldStartWith("Terraform in JSON infra/main.tf.json (");
        Of("main.tf", string.Concat(Enumerable.Repeat("a {", 100_000))).Single().ShouldStartWith("Terraform that nests too deeply main.tf (");
    }

    [Fact]
    public void The_lock_file_tells_which_builds_of_providers_are_taken() =>
        Of("infra/.terraform.lock.hcl", "provider \"registry.terraform.io/hashicorp/null\" {\n  version = \"3.2.3\"\n}").Single()
            .ShouldStartWith("locked provider registry.terraform.io/hashicorp/null { version = \"3.2.3\" }");

    [Fact]
    public void Other_files_are_not_even_read() => FileReach.Of("docs/main.md", () => throw new InvalidOperationException()).ShouldBeEmpty();

    private static IReadOnlyList<string> Of(string path, string text) => FileReach.Of(path, () => text);
}
