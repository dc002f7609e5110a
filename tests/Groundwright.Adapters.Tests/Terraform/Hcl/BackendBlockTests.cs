using FsCheck;
using FsCheck.Fluent;
using Groundwright.Adapters.Terraform.Hcl;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform.Hcl;

public sealed class BackendBlockTests
{
    [Theory]
    [InlineData("terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n  }\n}", "s3")]
    [InlineData("terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n  backend \"gcs\" {}\n}", "gcs")]
    [InlineData("terraform {\n  backend local {}\n}", "local")]
    [InlineData("terraform {\n  cloud {\n    organization = \"x\"\n  }\n}", "cloud")]
    [InlineData("/* terraform { backend \"gcs\" {} } */ terraform {\n # backend \"pg\" {}\n // backend \"pg\" {}\n backend \"s3\" {}\n}", "s3")]
    [InlineData("locals {\n  a = \"terraform { backend \\\"pg\\\" {} }\"\n}\nterraform {\n  backend \"s3\" {}\n}", "s3")]
    [InlineData("locals {\n  a = \"${join(\"}\", [\"{\", \"${\"x\"}\"])}\"\n}\nterraform {\n  backend \"s3\" {}\n}", "s3")]
    [InlineData("locals {\n  a = <<-EOT\n    terraform {\n      backend \"pg\" {}\n    EOT\n}\nterraform {\n  backend \"s3\" {}\n}", "s3")]
    [InlineData("locals {\n  a = \"$${\"\n}\nterraform {\n  backend \"s3\" {}\n}", "s3")]
    public void A_backend_is_found_where_it_is_one(string text, string type)
    {
        BackendBlock.Read("main.tf", text).ShouldHaveSingleItem().Type.ShouldBe(type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("terraform {}\nbackend \"s3\" {}\n")]
    [InlineData("locals {\n  terraform = {\n    backend \"s3\" {}\n  }\n}\n")]
    [InlineData("terraform {\n  other {\n    backend \"s3\" {}\n  }\n}\n")]
    [InlineData("# terraform { backend \"s3\" {} }\n")]
    [InlineData("terraform {\n  backend \"s3\"")]
    public void And_nowhere_else(string text)
    {
        BackendBlock.Read("main.tf", text).ShouldBeEmpty();
    }

    [Fact]
    public void Its_text_is_the_whole_block()
    {
        BackendBlock.Read("main.tf", "terraform {\n  backend \"s3\" {\n    a = { b = \"}\" }\n  }\n}").ShouldHaveSingleItem().Text.ShouldBe("{\n    a = { b = \"}\" }\n  }");
    }

    [Fact]
    public void Files_in_json_and_files_that_override_are_read_too()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("main.tf.json", """{"terraform":[{"backend":{"s3":{"bucket":"b"}}}]}""");
        folder.Write("my_override.tf", "terraform {\n  backend \"pg\" {}\n}");
        folder.Write("broken.tf.json", "{");
        folder.Write("notes.txt", "terraform {\n  backend \"x\" {}\n}");

        BackendBlock.ReadAll(folder.Path).Select(block => (block.Type, block.IsOverride)).ShouldBe([("s3", false), ("pg", true)]);
    }

    [Fact]
    [Covers("T8")]
    public void Any_text_ends_and_its_pieces_lie_inside_it()
    {
        var pieces = Gen.Elements("terraform", "backend", "{", "}", "\"", "${", "%{", "$${", "\\", "<<EOT", "<<-", "EOT", "\n", "#", "//", "/*", "*/", " ", "x", "é", "\"s3\"", "terraform {");

        Prop.ForAll(pieces.ArrayOf(30).ToArbitrary(), parts =>
        {
            var text = string.Concat(parts);
            _ = BackendBlock.Read("main.tf", text);
            return HclScanner.Scan(text).All(token => token.Start < token.End && token.End <= text.Length);
        }).QuickCheckThrowOnFailure();
    }
}
