namespace GatewayKit;

/// <summary>Tells an <see cref="IErrorHook"/> that no response came from the upstream.</summary>
public sealed class UpstreamFailureException : Exception
{
    /// <summary>Describes a failure.</summary>
    /// <param name="kind">What failed.</param>
    /// <param name="innerException">What was thrown below, if anything.</param>
    public UpstreamFailureException(UpstreamFailure kind, Exception? innerException = null)
        : base($"The upstream gave no response: {kind}.", innerException) => Kind = kind;

    /// <summary>What failed.</summary>
    public UpstreamFailure Kind { get; }
}
