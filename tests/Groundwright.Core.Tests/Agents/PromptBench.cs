using Groundwright.Core.Agents;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Tests.Agents;

/// <summary>A prompt book over templates in memory, with markers that are known.</summary>
internal sealed class PromptBench
{
    private readonly Queue<string> markers = new(["m4rker1", "m4rker2", "m4rker3"]);

    internal Dictionary<string, string> Files { get; } = [];

    internal Func<string, string> Clean { get; set; } = text => text;

    internal PromptModel Model { get; set; } = new()
    {
        RunId = "7k2m9xqd",
        Request = new Request
        {
            IssueNumber = "12",
            Title = "Add a log bucket",
            Body = "Logs are to be kept for 30 days.\n",
            Source = "issues/12-add-log-bucket.md",
            Trusted = true,
        },
        Class = "feature",
        Spec = "specs/low-level/issue-12-7k2m9xqd-add-log-bucket.md",
        Answer = ".groundwright-answer.json",
        Document = "docs/changes/add-log-bucket.md",
        Environment = "dev",
        Targets = ["network (infra/network)", "app (infra/app)"],
        Round = 2,
        Option = 2,
        Failures = "infra/app/main.tf:3: Unsupported argument",
        Findings = "blocker infra/app/main.tf:3 the bucket is public",
        Diff = "+resource \"aws_s3_bucket\" \"logs\" {}",
        Plan = "2 to add, 0 to change, 0 to destroy",
        Change = "Keep them for 60 days.",
    };

    internal PromptBook Book => new(
        (path, _) => Task.FromResult(Files.GetValueOrDefault(path)),
        text => Clean(text),
        markers.Dequeue);

    internal Task<string> Render(string name) => Book.Render(name, Model, CancellationToken.None);

    internal Task<string> Own(string template)
    {
        Files[".groundwright/prompts/build.md"] = template;
        return Render("build");
    }
}
