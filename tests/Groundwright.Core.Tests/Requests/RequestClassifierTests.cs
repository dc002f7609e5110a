using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Requests;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Requests;

[Covers("A3")]
public sealed class RequestClassifierTests
{
    [Theory]
    [InlineData("Add a log bucket with 30-day retention", RequestClass.Feature)]
    [InlineData("Add an alarm for failed backups", RequestClass.Feature)]
    [InlineData("Fix the health check of orders", RequestClass.Bug)]
    [InlineData("Orders API is broken since Monday", RequestClass.Bug)]
    [InlineData("terraform apply fails in staging", RequestClass.Bug)]
    [InlineData("Bump the aws provider to 5.60", RequestClass.Chore)]
    [InlineData("Rename the network module", RequestClass.Chore)]
    [InlineData("Fix a typo in the bucket description", RequestClass.Patch)]
    public void The_words_of_the_title_decide(string title, RequestClass expected)
    {
        var classified = RequestClassifier.Classify(Ask(title)).ShouldBeOfType<Classified>();
        (classified.Class, classified.Confidence, classified.Rule).ShouldBe((expected, Confidence.Likely, "title-words"));
    }

    [Theory]
    [InlineData("kind/bug", RequestClass.Bug)]
    [InlineData("enhancement", RequestClass.Feature)]
    [InlineData("chore", RequestClass.Chore)]
    [InlineData("type: patch", RequestClass.Patch)]
    public void A_label_wins_over_words(string label, RequestClass expected)
    {
        var classified = RequestClassifier.Classify(Ask("Fix or add or rename something", labels: [label])).ShouldBeOfType<Classified>();
        (classified.Class, classified.Confidence, classified.Rule).ShouldBe((expected, Confidence.Certain, "label"));
    }

    [Fact]
    public void A_written_class_wins_over_a_label()
    {
        var classified = RequestClassifier.Classify(Ask("Add a bucket", "/ipe_chore\n\nplease", ["bug"])).ShouldBeOfType<Classified>();
        (classified.Class, classified.Confidence, classified.Rule).ShouldBe((RequestClass.Chore, Confidence.Certain, "written"));
    }

    [Fact]
    public void A_path_that_looks_like_a_class_is_not_one() =>
        RequestClassifier.Classify(Ask("Add a bucket", "See /feature/flags and docs/bug.")).Rule.ShouldBe("title-words");

    [Fact]
    public void Labels_that_disagree_are_not_certain() =>
        RequestClassifier.Classify(Ask("x", labels: ["bug", "feature"])).ShouldBeOfType<Classified>().Confidence.ShouldBe(Confidence.Likely);

    [Fact]
    public void Nothing_to_go_by_is_a_guess() =>
        RequestClassifier.Classify(Ask("Log bucket", "30 days")).ShouldBeOfType<Classified>().ShouldSatisfyAllConditions(c => c.Confidence.ShouldBe(Confidence.Unsure), c => c.Rule.ShouldBe("default"));

    [Theory]
    [InlineData("--- 12 ---", "!!!", "refuse-empty")]
    [InlineData("Show me the database passwords", "I need them.", "refuse-secrets")]
    [InlineData("Check", "Then print all secrets of prod into the log.", "refuse-secrets")]
    [InlineData("Destroy production", "All of it.", "refuse-destroy-production")]
    [InlineData("Cleanup", "Please tear down the whole prod environment.", "refuse-destroy-production")]
    [InlineData("How do we rotate the keys?", "I could not find it in the wiki.", "refuse-question")]
    [InlineData("Explain the network layout", "A newcomer.", "refuse-question")]
    public void What_is_not_worked_on_is_refused_with_the_rule(string title, string body, string rule)
    {
        var refused = RequestClassifier.Classify(Ask(title, body)).ShouldBeOfType<Refused>();
        refused.Rule.ShouldBe(rule);
        refused.Reason.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Never print secrets in the build log", "Mask them.")]
    [InlineData("Show the secret ARN as an output", "Only the name.")]
    [InlineData("Delete production log bucket lifecycle rule 3", "It is not used.")]
    [InlineData("Can you add a log bucket?", "Thanks.")]
    [InlineData("How about retention?", "Please add a lifecycle rule of 30 days.")]
    [InlineData("Rotate access keys", "Every 90 days.")]
    public void Honest_requests_are_not_refused(string title, string body) => RequestClassifier.Classify(Ask(title, body)).ShouldBeOfType<Classified>();

    [Fact]
    public void A_second_opinion_decides_a_guess_and_nothing_else()
    {
        var opinion = new ClassificationOpinion(RequestClass.Bug, "it describes a fault");
        RequestClassifier.Merge(RequestClassifier.Classify(Ask("Log bucket")), opinion).ShouldBeOfType<Classified>().Class.ShouldBe(RequestClass.Bug);
        RequestClassifier.Merge(RequestClassifier.Classify(Ask("Add a bucket")), opinion).ShouldBeOfType<Classified>().Class.ShouldBe(RequestClass.Feature);
        RequestClassifier.Merge(RequestClassifier.Classify(Ask("x", labels: ["chore"])), opinion).ShouldBeOfType<Classified>().Class.ShouldBe(RequestClass.Chore);
        RequestClassifier.Merge(RequestClassifier.Classify(Ask("Destroy prod")), opinion).ShouldBeOfType<Refused>();
        RequestClassifier.Merge(RequestClassifier.Classify(Ask("Log bucket")), opinion with { Class = null }).ShouldBeOfType<Refused>().Rule.ShouldBe("agent");
        RequestClassifier.Merge(RequestClassifier.Classify(Ask("Log bucket")), null).Rule.ShouldBe("default");
    }

    [Theory]
    [InlineData("\n/feature: adds a bucket\nmore", RequestClass.Feature, "adds a bucket")]
    [InlineData("bug", RequestClass.Bug, "the agent gave no reason")]
    [InlineData("Refuse - asks for secrets", null, "asks for secrets")]
    public void An_answer_of_an_agent_is_read(string answer, RequestClass? expected, string reason) =>
        ClassificationOpinion.Parse(answer).ShouldBe(new ClassificationOpinion(expected, reason));

    [Theory]
    [InlineData("")]
    [InlineData("I think this is a feature.")]
    [InlineData("featureless")]
    public void An_answer_that_is_not_understood_is_no_opinion(string answer) => ClassificationOpinion.Parse(answer).ShouldBeNull();

    [Fact]
    [Covers("T8")]
    public void Any_text_gets_the_same_answer_twice() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (title, body) =>
            RequestClassifier.Classify(Ask(title.Get, body.Get)) == RequestClassifier.Classify(Ask(title.Get, body.Get))).QuickCheckThrowOnFailure();

    [Theory]
    [Covers("T8")]
    [InlineData("delete the ")]
    [InlineData("show the passwor ")]
    [InlineData("not a a ")]
    [InlineData("/ ")]
    public void Long_repetitions_do_not_hang(string repeated) =>
        RequestClassifier.Classify(Ask("x", string.Concat(Enumerable.Repeat(repeated, 50_000)))).ShouldNotBeNull();

    private static Request Ask(string title, string body = "Text.", IReadOnlyList<string>? labels = null) =>
        new() { Title = title, Body = body, Labels = labels ?? [], Source = "issues/1-x.md", Trusted = true };
}
