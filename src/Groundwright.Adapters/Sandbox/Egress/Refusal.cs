namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>A request that does not go out, and what its sender is told.</summary>
internal sealed class Refusal : Exception
{
    private Refusal(int status, string message) : base(message) => Status = status;

    /// <summary>Status of the answer.</summary>
    internal int Status { get; }

    internal static Refusal Malformed(string what) => new(400, what);

    internal static Refusal Forbidden(string what) => new(403, what);

    internal static Refusal TooLarge(string what) => new(413, what);

    /// <summary>The other side did not answer.</summary>
    internal static Refusal Unreachable(string what) => new(502, what);
}
