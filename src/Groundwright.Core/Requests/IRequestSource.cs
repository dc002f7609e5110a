namespace Groundwright.Core.Requests;

/// <summary>A place requests come from: local issue files now, a forge later.</summary>
public interface IRequestSource
{
    /// <summary>Reads one request as it stands now.</summary>
    /// <param name="reference">What the user typed: an issue number or a path.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="Problems.GroundwrightException">It does not exist (GW1101) or is malformed; every error at once.</exception>
    Task<Request> Read(string reference, CancellationToken cancellationToken);
}
