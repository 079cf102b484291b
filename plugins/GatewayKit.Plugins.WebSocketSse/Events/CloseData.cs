using System.Text.Json;

namespace GatewayKit.Plugins.WebSocketSse.Events;

/// <summary>The data of the last event of a stream: the code and the reason of a close frame.</summary>
internal static class CloseData
{
    public static ReadOnlyMemory<byte> Write(int code, string? reason)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("code"u8, code);
            json.WriteString("reason"u8, reason ?? "");
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
