using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>The value of the option <c>jwks</c>: an address, a file, or the keys themselves.</summary>
/// <param name="Address">The address; null for another kind.</param>
/// <param name="File">The file as configured; null for another kind.</param>
/// <param name="Text">The keys in UTF-8; null for another kind.</param>
internal sealed record KeyLocation(string? Address = null, string? File = null, byte[]? Text = null)
{
    private const int MaximumDepth = 8;

    public static bool TryParse(object value, [NotNullWhen(true)] out KeyLocation? location)
    {
        location = value switch
        {
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text when text.TrimStart() is ['{' or '[', ..] || PemReader.IsPem(text)
                => new KeyLocation(Text: System.Text.Encoding.UTF8.GetBytes(text)),
            string text when text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) => new KeyLocation(Address: text),
            string text => new KeyLocation(File: text),
            IDictionary<string, object?> => Json(value) is { } json ? new KeyLocation(Text: json) : null,
            _ => null,
        };
        return location is not null;
    }

    private static byte[]? Json(object value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (!Write(writer, value, 0))
                return null;
        }

        return buffer.ToArray();
    }

    private static bool Write(Utf8JsonWriter writer, object? value, int depth)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                return true;
            case bool flag:
                writer.WriteBooleanValue(flag);
                return true;
            case long number:
                writer.WriteNumberValue(number);
                return true;
            case double number:
                writer.WriteNumberValue(number);
                return true;
            case null:
                writer.WriteNullValue();
                return true;
            case IDictionary<string, object?> members when depth < MaximumDepth:
                writer.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    writer.WritePropertyName(name);
                    if (!Write(writer, member, depth + 1))
                        return false;
                }

                writer.WriteEndObject();
                return true;
            case IEnumerable<object?> items when depth < MaximumDepth:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    if (!Write(writer, item, depth + 1))
                        return false;
                }

                writer.WriteEndArray();
                return true;
            default:
                return false;
        }
    }
}
