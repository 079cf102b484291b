using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Authentication;

/// <summary>
/// Decodes base64url (RFC 7515, section 2): without padding, white space and unused bits that are set (RFC 4648, section 3.5), so that a
/// value has a single spelling.
/// </summary>
public static class StrictBase64Url
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly SearchValues<char> s_alphabet = SearchValues.Create(Alphabet);

    /// <summary>Decodes a text.</summary>
    /// <param name="text">The text. The caller limits its length. An empty text has an empty value.</param>
    /// <param name="bytes">The value.</param>
    /// <returns><c>true</c> if the text is the canonical encoding of a value.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var unusedBits = (text.Length % 4) switch { 0 => 0, 2 => 0xF, 3 => 0x3, _ => -1 };
        if (unusedBits < 0 || text.ContainsAnyExcept(s_alphabet))
            return false;
        if (unusedBits != 0 && (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & unusedBits) != 0)
            return false;

        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }
}
