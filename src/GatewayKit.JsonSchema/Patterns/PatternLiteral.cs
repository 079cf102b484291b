namespace GatewayKit.JsonSchema.Patterns;

/// <summary>Reads flags, in a pattern or after one that is written as a literal: <c>/^a$/i</c>.</summary>
internal static class PatternLiteral
{
    /// <summary>Returns the pattern between slashes and its flags; <c>null</c> for any other pattern. A pattern with an anchor after the
    /// first slash can't have another meaning.</summary>
    public static (string Pattern, PatternFlags Flags)? Read(string source)
    {
        var end = source.LastIndexOf('/');
        if (end < 2 || !source.StartsWith("/^", StringComparison.Ordinal))
            return null;
        var flags = PatternFlags.None;
        foreach (var letter in source.AsSpan(end + 1))
        {
            if (letter is not ('g' or 'u' or 'y' or 'd' or 'D' or 'v') && Of(letter) is not { } flag)
                return null;
            flags |= Of(letter) ?? PatternFlags.None;
        }
        return (source[1..end], flags);
    }

    /// <summary>Reads the flags after <c>(?</c>: those that are turned on and those that are turned off.</summary>
    public static (PatternFlags On, PatternFlags Off) Flags(PatternCursor cursor)
    {
        var (on, off, isOff) = (PatternFlags.None, PatternFlags.None, false);
        cursor.Take("?");
        while (cursor.Peek is not (')' or ':'))
        {
            var letter = cursor.AtEnd ? '\0' : (char)cursor.Next();
            if (letter == '-' && !isOff)
                isOff = true;
            else if (letter is 'u' or 'U')
                cursor.Extend($"(?{letter})");
            else if (Of(letter) is not { } flag)
                cursor.Fail("'(?' is followed by something unknown");
            else if (isOff)
                off |= flag;
            else
                on |= flag;
        }
        if ((on | off).HasFlag(PatternFlags.IgnoreSpace))
            cursor.Extend("(?x)");
        return (on, off);
    }

    private static PatternFlags? Of(char letter) => letter switch
    {
        'i' => PatternFlags.IgnoreCase,
        'm' => PatternFlags.Multiline,
        's' => PatternFlags.DotAll,
        'x' => PatternFlags.IgnoreSpace,
        _ => null,
    };
}
