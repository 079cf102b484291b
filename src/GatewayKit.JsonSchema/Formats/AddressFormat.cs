namespace GatewayKit.JsonSchema.Formats;

/// <summary>The format of addresses in RFC 3986, section 3.2.2.</summary>
internal static class AddressFormat
{
    public static bool IsIpv4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var part in text.Split('.'))
        {
            if (++parts > 4 || !IsOctet(text[part]))
                return false;
        }
        return parts == 4;
    }

    public static bool IsIpv6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
            return Groups(text, mayEndInIpv4: true) == 8;
        var before = Groups(text[..gap], mayEndInIpv4: false);
        var after = Groups(text[(gap + 2)..], mayEndInIpv4: true);
        return before is not null && after is not null && before + after <= 7;
    }

    /// <summary>Returns the number of 16-bit groups; <c>null</c> if the text is malformed.</summary>
    private static int? Groups(ReadOnlySpan<char> text, bool mayEndInIpv4)
    {
        if (text.IsEmpty)
            return 0;
        var count = 0;
        foreach (var range in text.Split(':'))
        {
            var group = text[range];
            if (mayEndInIpv4 && range.End.GetOffset(text.Length) == text.Length && group.Contains('.'))
                return IsIpv4(group) ? count + 2 : null;
            if (group.Length is 0 or > 4 || !IsHex(group))
                return null;
            count++;
        }
        return count;
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character))
                return false;
        }
        return true;
    }

    private static bool IsOctet(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 3 || text.ContainsAnyExceptInRange('0', '9') || (text.Length > 1 && text[0] == '0'))
            return false;
        return text.Length < 3 || text.SequenceCompareTo("255") <= 0;
    }
}
