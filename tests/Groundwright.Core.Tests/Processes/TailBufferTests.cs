using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Tests.Processes;

public sealed class TailBufferTests
{
    [Fact]
    public void It_holds_the_last_bytes_whatever_the_pieces() =>
        Prop.ForAll(Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(0, 30).ListOf().ToArbitrary(), (limit, sizes) =>
        {
            var buffer = new TailBuffer(limit);
            var all = new StringBuilder();
            foreach (var size in sizes)
            {
                var piece = string.Concat(Enumerable.Range(0, size).Select(i => (char)('a' + ((all.Length + i) % 26))));
                all.Append(piece);
                buffer.Add(Encoding.ASCII.GetBytes(piece));
            }

            buffer.ToString().ShouldBe(all.Length <= limit ? all.ToString() : all.ToString(all.Length - limit, limit));
            buffer.Truncated.ShouldBe(all.Length > limit);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_character_cut_at_the_front_is_left_out()
    {
        var buffer = new TailBuffer(3);
        buffer.Add(Encoding.UTF8.GetBytes("xüüy"));

        buffer.ToString().ShouldBe("üy");
    }
}
