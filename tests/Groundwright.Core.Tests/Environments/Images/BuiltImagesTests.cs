using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Images;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments.Images;

[Covers("A10")]
public sealed class BuiltImagesTests : IDisposable
{
    private const string Id = "ami-0abc1234def567890";
    private readonly TemporaryDirectory folder = new();

    [Theory]
    [InlineData(Id)]
    [InlineData("ami-0123abcd")]
    [InlineData(ImageId.Latest)]
    public void An_id_as_EC2_gives_it_is_taken_as_it_is(string text) => ImageId.Parse(text).ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("ami-xxxxx")]
    [InlineData("ami-0ABC1234")]
    [InlineData("ami-0abc1234def567890\n")]
    [InlineData("ami-0abc1234 -var=x=1")]
    [InlineData("Latest")]
    public void Anything_else_is_refused_with_what_to_type(string text)
    {
        var problem = Should.Throw<GroundwrightException>(() => ImageId.Parse(text)).Problem;

        problem.Code.ShouldBe(TargetProblems.BadImage);
        problem.Remedies.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_results_of_all_runs_are_found_newest_first()
    {
        Result("ipe-old", "ami-00000001", 100.5);
        Result("7k2m9xqd", "ami-00000002", 300.25);
        Result("other", "ami-00000003", 200, environment: "prod");

        Built().All().ShouldBe([new("ami-00000002", "7k2m9xqd", "dev", 300.25), new("ami-00000003", "other", "prod", 200), new("ami-00000001", "ipe-old", "dev", 100.5)]);
        Built().OfRun("other")!.Id.ShouldBe("ami-00000003");
        Built().OfRun("nobody").ShouldBeNull();
    }

    [Fact]
    public void What_failed_or_cannot_be_read_is_no_image()
    {
        Result("failed", Id, 1, success: "false");
        Result("malformed", "ami-xxxxx", 1);
        Result("unsaid", Id, 1, success: "null");
        folder.Write("agents/cut/ami_build_result.json", "{ \"ami_id\": \"ami-0");
        folder.Write("agents/list/ami_build_result.json", "[1]");
        folder.Write("agents/huge/ami_build_result.json", new string(' ', 70_000) + "{}");
        Directory.CreateDirectory(folder["agents", "empty"]);

        Built().All().ShouldBeEmpty();
    }

    [Fact]
    public void A_result_behind_a_link_is_no_image()
    {
        Needs.Linux();
        Result("real", Id, 1);
        Directory.CreateSymbolicLink(folder["agents", "linked"], folder["agents", "real"]);

        Built().All().Select(image => image.Run).ShouldBe(["real"]);
    }

    [Fact]
    public void Without_runs_there_is_nothing() => Built().All().ShouldBeEmpty();

    public void Dispose() => folder.Dispose();

    private BuiltImages Built() => new(folder.Path);

    private void Result(string run, string id, double at, string environment = "dev", string success = "true") => folder.Write($"agents/{run}/ami_build_result.json", FormattableString.Invariant($$"""
        { "ami_id": "{{id}}", "ami_name": "shop-dev-v1", "ami_version": "v1", "run_id": "1", "run_url": "https://example.org/1", "environment": "{{environment}}", "duration_seconds": 1.5, "timestamp": {{at}}, "success": {{success}} }
        """));
}
