namespace GatewayKit.JsonSchema.Formats;

/// <summary>RFC 4122, section 3, of any version and variant.</summary>
internal static class UuidFormat
{
    public static bool IsUuid(ReadOnlySpan<char> text)
    {
        if (text.Length != 36)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
                return false;
        }
        return true;
    }
}
