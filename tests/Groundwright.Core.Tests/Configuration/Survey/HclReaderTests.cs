using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Configuration.Survey;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration.Survey;

public class HclReaderTests
{
    [Fact]
    public void Blocks_labels_and_plain_attributes_are_read()
    {
        var file = HclReader.Read("""
            # module "commented" { source = "./no" }
            /* backend "no" {} */
            terraform {
              backend "s3" {
                bucket = "states" // where
                key    = "app"
              }
            }
            module "net" { source = "../network" }
            data "terraform_remote_state" "network" {
              backend = "local"
              config = {
                path = "${path.module}/../network/terraform.tfstate"
                other = join("/", ["a", "b"])
              }
            }
            locals {
              text = <<-EOT
                module "heredoc" { source = "./no" }
              EOT
              quoted = "module \"x\" { ${lookup(var.a, "}")} "
              last = "seen"
            }
            """);

        file.Of("module").ShouldHaveSingleItem().Text("source").ShouldBe("../network");
        var backend = file.Of("terraform").Single().Of("backend").Single();
        backend.Label(0).ShouldBe("s3");
        backend.Text("bucket").ShouldBe("states");
        backend.Text("key").ShouldBe("app");
        var config = file.Of("data").Single().Of("config").Single();
        config.Text("path").ShouldBe("${path.module}/../network/terraform.tfstate");
        config.Text("other").ShouldBeNull();
        file.Of("locals").Single().Text("last").ShouldBe("seen");
    }

    [Fact]
    [Covers("T8")]
    public async Task No_file_is_too_odd_to_read()
    {
        string[] pieces = ["{", "}", "[", "]", "(", ")", "\"", "${", "\\", "<<", "<<-E", "E", "\n", "=", ":", ",", "#", "/*", "*/", "//", "module", "a", " ", "\r", "é"];
        var files = Gen.ListOf(Gen.Elements(pieces)).Select(string.Concat);
        await Task.Run(() => Prop.ForAll(files.ToArbitrary(), text => HclReader.Read(text) is not null).Check(Config.QuickThrowOnFailure.WithMaxTest(1000)), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        foreach (var piece in pieces) HclReader.Read(string.Concat(Enumerable.Repeat(piece, 100_000))).ShouldNotBeNull();
    }
}
