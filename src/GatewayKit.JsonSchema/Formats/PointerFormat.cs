namespace GatewayKit.JsonSchema.Formats;

/// <summary>RFC 6901, section 3, and the relative pointers of draft-bhutton-relative-json-pointer.</summary>
internal static class PointerFormat
{
    public static bool IsJsonPointer(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return true;
        if (text[0] != '/')
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '~' && (i + 1 == text.Length || text[i + 1] is not ('0' or '1')))
                return false;
        }
        return true;
    }

    public static bool IsRelativeJsonPointer(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        if (digits == 0 || (digits > 1 && text[0] == '0'))
            return false;
        return text[digits..] is "#" || IsJsonPointer(text[digits..]);
    }
}
