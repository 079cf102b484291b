using System.Text.Json;

namespace GatewayKit.JsonSchema.Values;

/// <summary>Finds the name that was probably intended.</summary>
internal static class NearestName
{
    private const int Longest = 128;

    /// <summary>Returns the most similar name, with at most a third of its letters different, ignoring case; <c>null</c> if none is
    /// close.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in names)
        {
            var bound = Math.Max(1, Math.Max(name.Length, candidate.Length) / 3);
            if (name.Length > Longest || candidate.Length > Longest || Math.Abs(name.Length - candidate.Length) > bound)
                continue;
            var distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < least && distance <= bound)
                (nearest, least) = (candidate, distance);
        }
        return nearest;
    }

    /// <summary>Returns the intended name of an unknown member; <c>null</c> if none is close, or the object already has that member.
    /// Extensions are never misspelled.</summary>
    public static string? Misspelled(string name, IEnumerable<string> known, JsonElement owner)
        => !name.StartsWith("x-", StringComparison.OrdinalIgnoreCase) && Of(name, known) is { } meant && !owner.TryGetProperty(meant, out _)
            ? meant
            : null;

    /// <summary>Returns the minimum number of letters to change, insert or delete (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            row[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(diagonal, row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
