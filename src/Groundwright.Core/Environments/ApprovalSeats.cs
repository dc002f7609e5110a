using Groundwright.Core.Configuration;

namespace Groundwright.Core.Environments;

/// <summary>
/// Seats people who agreed: one seat for each approval needed, one person a seat, as many seats taken as possible. Whoever has a seat moves to another one when
/// that lets a further person in (augmenting paths of bipartite matching).
/// </summary>
internal sealed class ApprovalSeats
{
    private readonly IReadOnlyList<ApprovalKind> kinds;
    private readonly IReadOnlyList<string> people;
    private readonly Func<string, ApprovalKind, bool> fits;
    private readonly ApprovalKind[] seats;
    private readonly int[] sitting;

    /// <summary>Seats them.</summary>
    /// <param name="kinds">What is needed.</param>
    /// <param name="people">Who agreed, everybody once.</param>
    /// <param name="fits">Whether somebody counts for a kind.</param>
    public ApprovalSeats(IReadOnlyList<ApprovalKind> kinds, IReadOnlyList<string> people, Func<string, ApprovalKind, bool> fits)
    {
        (this.kinds, this.people, this.fits) = (kinds, people, fits);
        seats = [.. kinds.SelectMany(kind => Enumerable.Repeat(kind, kind.Count))];
        sitting = [.. seats.Select(_ => -1)];
        for (var person = 0; person < people.Count; person++) Seat(person, new bool[seats.Length]);
    }

    /// <summary>What is not taken, with how many seats of each kind.</summary>
    public IReadOnlyList<ApprovalKind> Free =>
        [.. kinds.Select(kind => kind with { Count = seats.Where((seat, i) => ReferenceEquals(seat, kind) && sitting[i] < 0).Count() }).Where(kind => kind.Count > 0)];

    private bool Seat(int person, bool[] tried)
    {
        for (var i = 0; i < seats.Length; i++)
        {
            if (tried[i] || !fits(people[person], seats[i])) continue;
            tried[i] = true;
            if (sitting[i] >= 0 && !Seat(sitting[i], tried)) continue;
            sitting[i] = person;
            return true;
        }
        return false;
    }
}
