using System.Globalization;
using System.Text.Json;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.WebSocketSse.Messages;

/// <summary>A JSON Pointer (RFC 6901) to a text or a number in a message. Immutable.</summary>
internal sealed class MessagePointer
{
    private readonly string[] _tokens;

    private MessagePointer(string[] tokens) => _tokens = tokens;

    /// <summary>Reads a pointer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">The reason why it isn't valid, as the end of a sentence.</param>
    /// <returns>The pointer; null if it isn't valid.</returns>
    public static MessagePointer? Parse(string text, out string problem)
    {
        problem = "it must be a JSON Pointer, such as /data/id";
        if (text is not ['/', ..])
            return null;

        return JsonPath.Parse(text, out var reason) is { IsPointer: true } path
            ? new MessagePointer([.. path.Segments.Select(segment => ((PointerSelector)segment.Selectors[0]).Token)])
            : Fail(reason, out problem);
    }

    /// <summary>Returns the text or the number that the pointer selects; null if there is none.</summary>
    public string? Find(JsonElement message)
    {
        foreach (var token in _tokens)
        {
            if (message.ValueKind == JsonValueKind.Object && message.TryGetProperty(token, out var member))
                message = member;
            else if (message.ValueKind == JsonValueKind.Array && IndexOf(token) is { } index && index < message.GetArrayLength())
                message = message[index];
            else
                return null;
        }

        return message.ValueKind switch
        {
            JsonValueKind.String => message.GetString(),
            JsonValueKind.Number => message.GetRawText(),
            _ => null,
        };
    }

    // Without leading zeros.
    private static int? IndexOf(string token)
        => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && (token.Length == 1 || token[0] != '0')
            ? index : null;

    private static MessagePointer? Fail(string reason, out string problem)
    {
        problem = reason;
        return null;
    }
}
