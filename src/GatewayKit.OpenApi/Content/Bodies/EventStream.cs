using System.Text;
using System.Text.Json;

namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>Writes events as <c>text/event-stream</c> (HTML Living Standard, section 9.2.6).</summary>
internal static class EventStream
{
    private static readonly string[] s_fields = ["event", "id", "retry", "data"];

    /// <summary>Writes the items of an array, or any other value as a single event. An object with the fields of an event is written as an
    /// event, everything else as data.</summary>
    public static string Write(JsonElement value)
    {
        var text = new StringBuilder();
        foreach (var item in JsonSequence.Items(value))
        {
            var isEvent = item.ValueKind == JsonValueKind.Object
                && item.TryGetProperty("data", out _)
                && item.EnumerateObject().All(member => s_fields.Contains(member.Name));
            foreach (var field in isEvent ? s_fields : [])
            {
                if (item.TryGetProperty(field, out var member))
                    Append(text, field, member);
            }
            if (!isEvent)
                Append(text, "data", item);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string field, JsonElement value)
    {
        foreach (var line in (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()).Split('\n'))
            text.Append(field).Append(": ").Append(line.TrimEnd('\r')).Append('\n');
    }
}
