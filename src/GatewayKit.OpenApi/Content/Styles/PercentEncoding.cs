using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>Decodes percent-encoding (RFC 3986, section 2.1) once and strictly.</summary>
internal static class PercentEncoding
{
    /// <summary>Decodes a text. Returns <c>false</c> if the encoding is malformed or the result isn't UTF-8.</summary>
    public static bool TryDecode(ReadOnlySpan<char> raw, bool plusIsSpace, out string text)
    {
        if (!raw.ContainsAny('%', '+') && Ascii.IsValid(raw))
        {
            text = raw.ToString();
            return true;
        }
        var rented = ArrayPool<byte>.Shared.Rent(raw.Length * 3);
        var length = Decode(raw, plusIsSpace, rented);
        var valid = length >= 0 && Utf8.IsValid(rented.AsSpan(0, length));
        text = valid ? Encoding.UTF8.GetString(rented, 0, length) : "";
        ArrayPool<byte>.Shared.Return(rented);
        return valid;
    }

    private static int Decode(ReadOnlySpan<char> raw, bool plusIsSpace, Span<byte> bytes)
    {
        var length = 0;
        while (!raw.IsEmpty)
        {
            if (raw[0] == '%')
            {
                if (raw.Length < 3
                    || !byte.TryParse(raw[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length++]))
                    return -1;
                raw = raw[3..];
                continue;
            }
            if (Rune.DecodeFromUtf16(raw, out var rune, out var used) != OperationStatus.Done)
                return -1;
            length += (rune.Value == '+' && plusIsSpace ? new Rune(' ') : rune).EncodeToUtf8(bytes[length..]);
            raw = raw[used..];
        }
        return length;
    }
}
