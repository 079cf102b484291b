using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.StreamLimits;

/// <summary>The options of <c>stream-limits</c>. At least one limit must be set.</summary>
public sealed record StreamLimitsOptions : IValidatedOptions
{
    /// <summary>
    /// The maximum time without data: in both directions of a WebSocket, including pings, or from the upstream of an event stream.
    /// Default: not limited by this plugin.
    /// </summary>
    [DurationRange("1s", "1d")]
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>The maximum time that a WebSocket or an event stream is open. Default: not limited.</summary>
    [DurationRange("1s", "30d")]
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The maximum size of a WebSocket message from the client, with all of its fragments. Default: not limited.</summary>
    public ByteSize? MaxMessageSize { get; init; }

    /// <summary>The maximum size of a WebSocket message from the upstream, with all of its fragments. Default: not limited.</summary>
    public ByteSize? MaxUpstreamMessageSize { get; init; }

    /// <summary>
    /// The maximum number of WebSocket messages from the client per window, for each connection. A ping, a pong and an empty fragment count
    /// as messages, too. Requires <c>messageWindow</c>. Default: not limited.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? MessageLimit { get; init; }

    /// <summary>The length of the window. Requires <c>messageLimit</c>.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan? MessageWindow { get; init; }

    /// <summary>
    /// Whether clients may negotiate WebSocket extensions such as compression (RFC 7692). The sizes of messages are then those of the
    /// compressed data. If not, the gateway removes the client's offer, so that the limits apply to what the upstream reads.
    /// </summary>
    public bool Extensions { get; init; }

    internal bool LimitsTime => IdleTimeout is not null || MaxDuration is not null;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (!LimitsTime && MaxMessageSize is null && MaxUpstreamMessageSize is null && MessageLimit is null && MessageWindow is null)
        {
            yield return new OptionsError(
                "", "must set 'idleTimeout', 'maxDuration', 'maxMessageSize', 'maxUpstreamMessageSize' or 'messageLimit'");
        }

        if (MessageLimit is not null && MessageWindow is null)
            yield return new OptionsError("messageWindow", "is missing; 'messageLimit' requires it");
        if (MessageWindow is not null && MessageLimit is null)
            yield return new OptionsError("messageLimit", "is missing; 'messageWindow' requires it");
        if (MaxMessageSize is { Bytes: < 1 })
            yield return new OptionsError("maxMessageSize", $"is {MaxMessageSize}; it must be at least 1 byte");
        if (MaxUpstreamMessageSize is { Bytes: < 1 })
            yield return new OptionsError("maxUpstreamMessageSize", $"is {MaxUpstreamMessageSize}; it must be at least 1 byte");
        if (IdleTimeout > MaxDuration)
        {
            yield return new OptionsError(
                "idleTimeout", $"is {Duration.Format(IdleTimeout.Value)}; it must not be longer than 'maxDuration' "
                    + $"({Duration.Format(MaxDuration.Value)})");
        }
    }
}
