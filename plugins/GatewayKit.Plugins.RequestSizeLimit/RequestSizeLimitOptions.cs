namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>The options of <c>request-size-limit</c>.</summary>
public sealed record RequestSizeLimitOptions : IValidatedOptions
{
    /// <summary>The maximum size of a request's body as the client sends it, such as <c>100KB</c>; 0 for no body.</summary>
    public required ByteSize Limit { get; init; }

    /// <summary>
    /// The maximum size of a compressed body after decompression, at least <c>limit</c>. The gateway decompresses the body while it is
    /// forwarded to measure it; the upstream receives it unchanged. Default: the decompressed size isn't limited.
    /// </summary>
    public ByteSize? InflatedLimit { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Limit.Bytes < 0)
            yield return new OptionsError("limit", $"is {Limit}; it must not be negative");
        if (InflatedLimit is { } inflated && inflated < Limit)
            yield return new OptionsError("inflatedLimit", $"is {inflated}; it must be at least 'limit' ({Limit})");
    }
}
