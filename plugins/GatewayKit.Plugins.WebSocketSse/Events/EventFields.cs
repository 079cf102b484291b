using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.WebSocketSse.Messages;

namespace GatewayKit.Plugins.WebSocketSse.Events;

/// <summary>The fields <c>event</c> and <c>id</c> of events. Immutable.</summary>
internal sealed class EventFields
{
    /// <summary>The maximum length of a name and of an id, in characters: browsers send ids in a header.</summary>
    public const int MaxLength = 1_000;

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private readonly string? _event;
    private readonly MessagePointer? _eventFrom;
    private readonly MessagePointer? _idFrom;
    private readonly byte[] _constant;

    public EventFields(WebSocketSseOptions options)
    {
        _event = options.Event;
        _eventFrom = options.EventFrom is { } name ? MessagePointer.Parse(name, out _) : null;
        _idFrom = options.IdFrom is { } id ? MessagePointer.Parse(id, out _) : null;
        _constant = Write(_event, null);
    }

    /// <summary>Returns whether a text can be the value of a field: a line end would begin another field, and a browser ignores an id with
    /// a NUL.</summary>
    public static bool IsValid(string value) => !value.AsSpan().ContainsAny('\r', '\n', '\0');

    /// <summary>Returns the fields with a name and an id, each null for none.</summary>
    public static byte[] Write(string? name, string? id)
        => name is null && id is null ? []
            : Encoding.UTF8.GetBytes((name is null ? "" : $"event: {name}\n") + (id is null ? "" : $"id: {id}\n"));

    /// <summary>Returns the fields of a binary message.</summary>
    public byte[] OfBinary() => _constant;

    /// <summary>Returns the fields of a text message.</summary>
    public byte[] Of(ReadOnlyMemory<byte> message)
    {
        if (_eventFrom is null && _idFrom is null)
            return _constant;

        try
        {
            using var json = JsonDocument.Parse(message, s_json);
            return Write(Find(_eventFrom, json) ?? _event, Find(_idFrom, json));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Not JSON, or not Unicode.
            return _constant;
        }
    }

    private static string? Find(MessagePointer? pointer, JsonDocument message)
        => pointer?.Find(message.RootElement) is { Length: > 0 and <= MaxLength } value && IsValid(value) ? value : null;
}
