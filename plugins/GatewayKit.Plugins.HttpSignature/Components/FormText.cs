using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// Names and values of query parameters in the one spelling that signatures have (RFC 9421, section 2.2.8): decoded as
/// application/x-www-form-urlencoded (URL standard, section 5.1), then encoded with its percent-encode set, a space as <c>%20</c>.
/// </summary>
internal static class FormText
{
    private static readonly SearchValues<byte> s_unreserved =
        SearchValues.Create("*-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Returns the spelling of a text; null if it isn't UTF-8, so that different bytes never have the same spelling.</summary>
    public static string? Normalize(ReadOnlySpan<char> text)
    {
        var decoded = new byte[Encoding.UTF8.GetByteCount(text)];
        var length = Decode(text, decoded);
        return Utf8.IsValid(decoded.AsSpan(0, length)) ? Encode(decoded.AsSpan(0, length)) : null;
    }

    private static int Decode(ReadOnlySpan<char> text, byte[] decoded)
    {
        var length = Encoding.UTF8.GetBytes(text, decoded);
        var end = 0;
        for (var i = 0; i < length; i++)
        {
            var value = decoded[i];
            if (value == '+')
            {
                value = (byte)' ';
            }
            else if (value == '%' && i + 2 < length
                && Convert.FromHexString(decoded.AsSpan(i + 1, 2), decoded.AsSpan(end, 1), out _, out _) == OperationStatus.Done)
            {
                end++;
                i += 2;
                continue;
            }

            decoded[end++] = value;
        }

        return end;
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            if (s_unreserved.Contains(value))
                text.Append((char)value);
            else
                text.Append('%').Append(Digit(value >> 4)).Append(Digit(value & 0xf));
        }

        return text.ToString();
    }

    private static char Digit(int value) => "0123456789ABCDEF"[value];
}
