using System.Xml.Linq;
using Groundwright.Cli.Tests.Fakes;
using Groundwright.Cli.Views.Live;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Views;

public class PictureTests
{
    [Fact]
    public void A_picture_of_a_run_is_made_from_what_the_program_shows()
    {
        var story = Story.Begun().PlanAndBuild().Add(0, new PhaseStarted("test", 1)).Step("test.1/init", 2);
        var frame = new RunFrame(Folding.Fold(story.Events), ["app: <Plan> & more"], story.Now, Story.Start, "hint").Lay(80);
        var picture = XDocument.Parse(TerminalPicture.Svg(frame.Render(colour: true), "gw sdlc 12"));
        var texts = picture.Descendants().Where(element => element.Name.LocalName == "text").ToList();
        texts.ShouldContain(text => text.Value == "✓" && text.Attribute("fill")!.Value == "#56d364");
        texts.ShouldContain(text => text.Value.Contains("<Plan> & more"));
        texts.ShouldAllBe(text => !text.Value.Contains('\u001b'));
    }

    [Fact]
    public void The_picture_in_the_readme_is_what_the_program_shows()
    {
        var story = Story.Begun().PlanAndBuild().Add(0, new PhaseStarted("test", 1)).Step("test.1/plan-network/1", 2).Add(1, new StepStarted("test.1/plan-app/1", EffectKind.Repeatable, "-", 1));
        var frame = new RunFrame(Folding.Fold(story.Events), ["app: Refreshing state... [id=7d1c…]", "app: Plan: 2 to add, 0 to change, 0 to destroy."], story.Now, Story.Start, "Ctrl-C stops, `gw runs resume` goes on").Lay(80);
        SourceTree.ShouldBeUpToDate("docs/images/run.svg", TerminalPicture.Svg(frame.Render(colour: true), "gw sdlc 12").ReplaceLineEndings("\n"));
    }
}
