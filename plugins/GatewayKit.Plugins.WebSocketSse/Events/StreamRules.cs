namespace GatewayKit.Plugins.WebSocketSse.Events;

/// <summary>The rules of the streams of an entry. Immutable.</summary>
internal sealed class StreamRules(WebSocketSseOptions options)
{
    /// <summary>The id of the last event of a complete stream.</summary>
    public const string EndId = "stream-ended";

    /// <summary>The maximum length of a message, in bytes.</summary>
    public int MaxMessageSize { get; } = (int)options.MaxMessageSize.Bytes;

    /// <summary>The maximum length of a message, as the options have it.</summary>
    public string MaxMessageText { get; } = options.MaxMessageSize.ToString();

    /// <summary>The time without an event after which a comment is sent.</summary>
    public TimeSpan Heartbeat { get; } = options.Heartbeat;

    /// <summary>The maximum time that a stream is open; null for any.</summary>
    public TimeSpan? MaxDuration { get; } = options.MaxDuration;

    /// <summary>Gets whether binary messages are rejected.</summary>
    public bool RejectsBinary { get; } = options.Binary == BinaryMessages.Reject;

    /// <summary>The name of the last event of a complete stream; null for no event.</summary>
    public string? EndEvent { get; } = options.EndEvent;

    /// <summary>The fields before the data of an event.</summary>
    public EventFields Fields { get; } = new(options);
}
