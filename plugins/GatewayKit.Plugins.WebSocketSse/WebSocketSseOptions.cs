using System.ComponentModel.DataAnnotations;
using GatewayKit.Plugins.WebSocketSse.Events;
using GatewayKit.Plugins.WebSocketSse.Messages;

namespace GatewayKit.Plugins.WebSocketSse;

/// <summary>The options of <c>websocket-sse</c>.</summary>
public sealed record WebSocketSseOptions : IValidatedOptions, IDescribedOptions
{
    private static readonly ByteSize s_maximumSize = ByteSize.Megabytes(16);

    /// <summary>The maximum length of a message of the upstream, with all of its fragments, 1 B to 16 MB. A longer one ends the stream with
    /// an event <c>error</c>, and the WebSocket is closed with the code 1009.</summary>
    public ByteSize MaxMessageSize { get; init; } = ByteSize.Kilobytes(64);

    /// <summary>The time without an event after which the client gets a comment, so that proxies don't end an idle stream. It must be
    /// shorter than the cluster's <c>activityTimeout</c>.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The maximum time that a stream is open. Browsers then connect again. Default: not limited.</summary>
    [DurationRange("1s", "30d")]
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The name of the events. Default: none, which is <c>message</c> for browsers.</summary>
    [StringLength(EventFields.MaxLength, MinimumLength = 1)]
    public string? Event { get; init; }

    /// <summary>A JSON Pointer (RFC 6901) to the name of the event in a message, such as <c>/type</c>. Messages without it have the name in
    /// <c>event</c>.</summary>
    public string? EventFrom { get; init; }

    /// <summary>A JSON Pointer to the id of the event in a message, such as <c>/id</c>. Browsers send the last one in
    /// <c>Last-Event-ID</c> when they connect again. Default: events have no id.</summary>
    public string? IdFrom { get; init; }

    /// <summary>The name of the last event of a stream that the upstream has completed (code 1000). A browser that connects again
    /// afterwards gets a 204, and then stops. Default: the stream ends without an event, and browsers connect again.</summary>
    [StringLength(EventFields.MaxLength, MinimumLength = 1)]
    public string? EndEvent { get; init; }

    /// <summary>The message to send to the upstream first: a value of JSON, whose texts can be templates, or a text, which can be one
    /// itself. Default: none.</summary>
    public object? InitialMessage { get; init; }

    /// <summary>The subprotocol that the handshake offers, such as <c>graphql-transport-ws</c>. Default: none.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>Binary messages: <c>base64</c> encodes them, and <c>reject</c> ends the stream with an event <c>error</c>.</summary>
    public BinaryMessages Binary { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (MaxMessageSize.Bytes < 1 || MaxMessageSize > s_maximumSize)
            yield return new OptionsError("maxMessageSize", $"is {MaxMessageSize}; it must be between 1B and {s_maximumSize}");
        foreach (var (option, name) in new[] { ("event", Event), ("endEvent", EndEvent) })
        {
            if (name is not null && !EventFields.IsValid(name))
                yield return new OptionsError(option, "has a line end or a NUL; a name of an event is a single line");
        }

        foreach (var (option, pointer) in new[] { ("eventFrom", EventFrom), ("idFrom", IdFrom) })
        {
            if (pointer is not null && MessagePointer.Parse(pointer, out var problem) is null)
                yield return new OptionsError(option, $"is {HeaderOptions.Quoted(pointer)}; {problem}");
        }

        if (Subprotocol is not null && !HttpSyntax.IsToken(Subprotocol))
            yield return new OptionsError("subprotocol", $"is {HeaderOptions.Quoted(Subprotocol)}; it must be a token (RFC 9110)");
        if (InitialMessage is not null && Messages.InitialMessage.Compile(InitialMessage, out var invalid) is null)
            yield return new OptionsError("initialMessage", $"isn't valid: {invalid}");
    }

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        description.AddNote("The response is a stream of server-sent events.")
            .Add(new ApiAnswer(406, "The client doesn't accept server-sent events."));
    }
}
