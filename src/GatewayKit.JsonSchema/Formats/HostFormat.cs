namespace GatewayKit.JsonSchema.Formats;

/// <summary>RFC 1123, section 2.1. Punycode isn't decoded.</summary>
internal static class HostFormat
{
    public static bool IsHostname(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 253)
            return false;
        foreach (var label in text.Split('.'))
        {
            if (!IsLabel(text[label]))
                return false;
        }
        return true;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (var character in label)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
                return false;
        }
        return true;
    }
}
