namespace GatewayKit.Configuration.Messages;

/// <summary>Finds the name that was probably intended, for the message about an unknown one.</summary>
public static class DidYouMean
{
    private const int LongestName = 64;

    /// <summary>Returns a sentence such as <c> Did you mean 'jwt'?</c> with a leading space; empty if nothing is close.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="candidates">The known names.</param>
    public static string For(string name, IEnumerable<string> candidates)
        => Closest(name, candidates) is { } closest ? $" Did you mean '{closest}'?" : "";

    /// <summary>Returns the candidate that differs least, by at most a third of its letters. Case doesn't matter.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="candidates">The known names.</param>
    /// <returns>The candidate; null if nothing is close, or the name is longer than 64 characters.</returns>
    public static string? Closest(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        if (name.Length is 0 or > LongestName)
            return null;

        string? closest = null;
        var least = int.MaxValue;
        foreach (var candidate in candidates)
        {
            if (candidate.Length > LongestName)
                continue;

            var distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < least && distance <= Math.Max(1, Math.Max(name.Length, candidate.Length) / 3))
                (closest, least) = (candidate, distance);
        }

        return closest;
    }

    // Levenshtein's distance in two rows.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
