using System.Buffers;
using System.Text;

namespace GatewayKit.JsonSchema.Documents;

/// <summary>Locations as URIs with a unique spelling: a JSON Pointer as fragment (RFC 6901, section 6), percent-encoded where RFC 3986
/// requires it.</summary>
internal static class SchemaLocation
{
    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?");

    public static string Of(Uri uri, string pointer) => Of(SchemaUri.Key(uri), pointer);

    public static string Of(string uri, string pointer) => $"{uri}#{Encode(pointer)}";

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(s_plain))
            return text;
        var encoded = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && s_plain.Contains((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }
            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
                encoded.Append('%').Append(Convert.ToHexString([octet]));
        }
        return encoded.ToString();
    }
}
