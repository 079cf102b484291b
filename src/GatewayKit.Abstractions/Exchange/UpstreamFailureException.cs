namespace GatewayKit;

/// <summary>Passed to an <see cref="IErrorHook"/> when the upstream failed to respond.</summary>
public sealed class UpstreamFailureException : Exception
{
    /// <summary>Initializes a new instance with the kind of failure.</summary>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="innerException">The underlying exception, if there is one.</param>
    public UpstreamFailureException(UpstreamFailure kind, Exception? innerException = null)
        : base($"The upstream didn't respond: {kind}.", innerException) => Kind = kind;

    /// <summary>Gets the kind of failure.</summary>
    public UpstreamFailure Kind { get; }
}
