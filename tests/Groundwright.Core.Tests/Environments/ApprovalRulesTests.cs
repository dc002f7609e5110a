using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments;

[Covers("U7")]
public sealed class ApprovalRulesTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Groups = new()
    {
        ["security"] = ["ann", "bob"],
        ["platform"] = ["bob", "cleo", "Dan"],
    };

    private static readonly string[] People = ["ann", "bob", "cleo", "dan", "eve"];

    [Fact]
    public void Different_people_are_counted_not_answers()
    {
        var rules = Rules(new ApprovalSettings { Count = 2 });

        rules.Judge([Yes("ann"), Yes("ANN")], "p").Enough.ShouldBeFalse();
        rules.Judge([Yes("ann"), Yes("eve")], "p").Enough.ShouldBeTrue();
    }

    [Fact]
    public void Only_people_of_the_groups_count()
    {
        var rules = Rules(new ApprovalSettings { Groups = ["security"] });

        rules.Judge([Yes("cleo")], "p").Missing.ShouldBe(["1 of security"]);
        rules.WhyNot("cleo").ShouldBe("only people of security may answer");
        rules.Judge([Yes("cleo"), Yes("Ann")], "p").Enough.ShouldBeTrue();
    }

    [Fact]
    public void The_requester_and_the_author_do_not_approve_their_own_change()
    {
        var rules = new ApprovalRules(new ApprovalSettings { NotRequester = true }, Groups, "Ann", "bob");

        rules.Judge([Yes("ann"), Yes("BOB")], "p").Enough.ShouldBeFalse();
        rules.WhyNot("ann").ShouldBe("who asked for a change does not approve it");
        rules.WhyNot("bob").ShouldBe("who made a change does not approve it");
        rules.WhoMay.ShouldBe("1 person who may write to this repository, not Ann or bob");
        Rules(new ApprovalSettings()).WhyNot("requester").ShouldBeNull();
    }

    [Fact]
    public void Where_several_kinds_are_needed_one_person_stands_for_one_of_them()
    {
        var rules = Rules(new ApprovalSettings { AllOf = [new ApprovalKind(["security"], 1), new ApprovalKind(["platform"], 1)] });

        rules.Judge([Yes("bob")], "p").Missing.ShouldBe(["1 of platform"]);
        rules.Judge([Yes("bob"), Yes("cleo")], "p").Enough.ShouldBeTrue();
        // Bob came first and could be security, but then nobody would be platform: he moves over.
        rules.Judge([Yes("bob"), Yes("ann")], "p").Enough.ShouldBeTrue();
        rules.WhoMay.ShouldBe("1 of security and 1 of platform");
    }

    [Fact]
    public void A_refusal_stops_it_until_the_same_person_agrees()
    {
        var rules = Rules(new ApprovalSettings());

        rules.Judge([Yes("ann"), No("bob")], "p").Refusal!.Actor.Name.ShouldBe("bob");
        rules.Judge([No("bob"), Yes("bob")], "p").Enough.ShouldBeTrue();
        rules.Judge([Yes("bob"), No("bob")], "p").Enough.ShouldBeFalse();
    }

    [Fact]
    public void Agreement_to_another_plan_does_not_count() =>
        Rules(new ApprovalSettings()).Judge([Yes("ann") with { Subject = "other" }], "p").Enough.ShouldBeFalse();

    [Fact]
    public void What_nobody_can_ever_give_is_said_before()
    {
        new ApprovalRules(new ApprovalSettings { Groups = ["security"], Count = 2, NotRequester = true }, Groups, "ann").Impossible().ShouldBe("nobody is left for 1 of security");
        new ApprovalRules(new ApprovalSettings { Groups = ["security"], Count = 2 }, Groups, "ann").Impossible().ShouldBeNull();
        new ApprovalRules(new ApprovalSettings { Count = 5 }, Groups, "ann").Impossible().ShouldBeNull();
    }

    [Fact]
    public void It_is_enough_exactly_when_the_people_can_be_seated()
    {
        var group = Gen.Elements<IReadOnlyList<string>>([], ["security"], ["platform"], ["security", "platform"], ["unknown"]);
        var kinds = Gen.Zip(group, Gen.Choose(1, 2)).Select(pair => new ApprovalKind(pair.Item1, pair.Item2)).ListOf();
        var cases = Gen.Zip(kinds.Where(list => list.Count is > 0 and < 4), Gen.SubListOf(People));
        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var (needed, people) = (pair.Item1.ToList(), pair.Item2.ToList());
            var seats = needed.SelectMany(kind => Enumerable.Repeat(kind, kind.Count)).ToList();
            var verdict = Rules(new ApprovalSettings { AllOf = needed }).Judge([.. people.Select(Yes)], "p");
            verdict.Enough.ShouldBe(CanSit(seats, people));
            verdict.Missing.Sum(text => int.Parse(text.Split(' ')[0])).ShouldBe(seats.Count - Most(seats, people));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Another_agreement_never_takes_one_away()
    {
        var cases = Gen.Zip(Gen.SubListOf(People), Gen.Elements(People));
        var rules = Rules(new ApprovalSettings { AllOf = [new ApprovalKind(["security"], 1), new ApprovalKind(["platform"], 2)] });
        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var before = rules.Judge([.. pair.Item1.Select(Yes)], "p");
            if (before.Enough) rules.Judge([.. pair.Item1.Select(Yes), Yes(pair.Item2)], "p").Enough.ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure);
    }

    // By trying everybody in every seat.
    private static bool CanSit(List<ApprovalKind> seats, List<string> people) => Most(seats, people) == seats.Count;

    private static int Most(List<ApprovalKind> seats, List<string> people)
    {
        if (seats.Count == 0) return 0;
        var rest = seats.Skip(1).ToList();
        var best = Most(rest, people);
        foreach (var person in people.Where(person => seats[0].Groups.Count == 0 || seats[0].Groups.Any(group => Groups.GetValueOrDefault(group)?.Contains(person, StringComparer.OrdinalIgnoreCase) == true)))
            best = Math.Max(best, 1 + Most(rest, [.. people.Where(other => other != person)]));
        return best;
    }

    private static ApprovalRules Rules(ApprovalSettings settings) => new(settings, Groups, "requester");

    private static GateAnswer Yes(string name) => new(true, new Actor(name, "os-user"), null, "self-attested", "p");

    private static GateAnswer No(string name) => Yes(name) with { Approved = false };
}
