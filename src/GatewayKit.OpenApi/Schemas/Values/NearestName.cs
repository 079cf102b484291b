using System.Text.Json;

namespace GatewayKit.OpenApi.Schemas.Values;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int Longest = 128;

    /// <summary>The name that differs least, by at most a third of its letters, without regard to case; null if none is close.</summary>
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

    /// <summary>The name that an unknown member of an object was probably meant to have; null if none is close, or it has that one too. Extensions
    /// are never misspelled.</summary>
    public static string? Misspelled(string name, IEnumerable<string> known, JsonElement owner)
        => !name.StartsWith("x-", StringComparison.OrdinalIgnoreCase) && Of(name, known) is { } meant && !owner.TryGetProperty(meant, out _) ? meant : null;

    /// <summary>The least number of letters to change, to add or to leave out (Levenshtein).</summary>
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
