namespace GatewayKit.OpenApi.Schemas.Patterns;

/// <summary>Takes an anchored pattern apart that begins with lookaheads, such as <c>^(?=.*[0-9])(?!.* )[a-z0-9 ]+$</c>, as rules for passwords do:
/// a text matches if it matches the rest and every lookahead, each from the start.</summary>
internal static class LeadingLookaheads
{
    /// <summary>The lookaheads and the rest; null if the pattern isn't of this kind.</summary>
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
            // One that is repeated says nothing, or only what it says alone: too rare to be worth the trouble.
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

    /// <summary>Where a character stands outside of groups and classes; -1 if it doesn't.</summary>
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
