namespace GatewayKit.JsonSchema.Patterns;

/// <summary>Splits an anchored pattern that starts with lookaheads, such as <c>^(?=.*[0-9])(?!.* )[a-z0-9 ]+$</c>, which is common for
/// password rules: a text matches if it matches the rest and every lookahead, each from the start.</summary>
internal static class LeadingLookaheads
{
    /// <summary>Returns the lookaheads and the rest; <c>null</c> for any other pattern.</summary>
    /// <param name="pattern">A valid pattern.</param>
    public static List<(string Pattern, bool IsWanted)>? Split(string pattern)
    {
        if (!pattern.StartsWith('^') || Find(pattern, 0, '|') >= 0)
            return null;
        var parts = new List<(string, bool)>();
        var position = 1;
        while (string.CompareOrdinal(pattern, position, "(?=", 0, 3) == 0 || string.CompareOrdinal(pattern, position, "(?!", 0, 3) == 0)
        {
            var end = Find(pattern, position + 3, ')');
            // A repeated lookahead is redundant or has no effect; it is too rare for special handling.
            if (end < 0 || (end + 1 < pattern.Length && pattern[end + 1] is '*' or '+' or '?' or '{'))
                return null;
            parts.Add(($"^(?:{pattern[(position + 3)..end]})", pattern[position + 2] == '='));
            position = end + 1;
        }
        if (parts.Count == 0)
            return null;
        parts.Add(("^" + pattern[position..], true));
        return parts;
    }

    /// <summary>Returns the index of a character outside groups and classes; -1 if there isn't one.</summary>
    private static int Find(string pattern, int start, char wanted)
    {
        var (depth, isClass) = (0, false);
        for (var i = start; i < pattern.Length; i++)
        {
            var character = pattern[i];
            if (character == wanted && depth == 0 && !isClass)
                return i;
            if (character == '\\')
                i++;
            else if (isClass)
                isClass = character != ']';
            else if (character == '[')
                isClass = true;
            else
                depth += character == '(' ? 1 : character == ')' ? -1 : 0;
        }
        return -1;
    }
}
