using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>Writes a value of a header in the style <c>simple</c> (OpenAPI 3.1, section 4.8.12.3), or as JSON.</summary>
internal static class HeaderValue
{
    private const int MaxLength = 4096;

    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Headers that a mock can't set: they frame the message, encode its body, or the server sets them.</summary>
    private static readonly HashSet<string> s_notMocked = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date", "Keep-Alive", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    public static bool CanBeMocked(string name)
        => name.Length is > 0 and <= 256 && !name.AsSpan().ContainsAnyExcept(s_token) && !s_notMocked.Contains(name);

    /// <summary>Writes the text; <c>null</c> if a header can't represent the value.</summary>
    public static string? Of(JsonElement value, OpenApiParameter header)
    {
        var text = header.Content is null
            ? Simple(value, header.Explode)
            : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text is { Length: > 0 and <= MaxLength } ? Printable(text) : null;
    }

    private static string? Simple(JsonElement value, bool explode) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Scalar)),
        JsonValueKind.Object
            => string.Join(',', value.EnumerateObject().Select(member => $"{member.Name}{(explode ? '=' : ',')}{Scalar(member.Value)}")),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => Scalar(value),
    };

    private static string Scalar(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>Headers are ASCII (RFC 9110, section 5.5): other characters are percent-encoded in UTF-8.</summary>
    private static string Printable(string text)
    {
        text = text.Trim();
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var printable = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is >= (byte)' ' and <= (byte)'~')
                printable.Append((char)b);
            else
                printable.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }
        return printable.ToString();
    }
}
