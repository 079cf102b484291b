using System.Globalization;
using System.Text.Json;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Finds the alternatives of <c>oneOf</c> and <c>anyOf</c> that correspond: those with the same name, then those with the same
/// text, then the others in their order.</summary>
internal static class BranchComparison
{
    private const int MaxBranches = 500;

    /// <summary>Compares the alternatives of a keyword.</summary>
    /// <param name="before">The earlier alternatives.</param>
    /// <param name="after">The later alternatives.</param>
    /// <param name="isRequest">Whether the value is a part of a request.</param>
    /// <param name="at">The place of the value.</param>
    /// <param name="compare">Compares two alternatives.</param>
    public static void Compare(
        IReadOnlyList<OpenApiSchema> before, IReadOnlyList<OpenApiSchema> after, bool isRequest, ChangePlace at,
        Action<SchemaSurface, SchemaSurface, ChangePlace> compare)
    {
        if (before.Count < 2 && after.Count < 2)
            return;

        if (before.Count + after.Count > MaxBranches || !at.Changes.TryStep(before.Concat(after).Select(schema => schema.Json)))
        {
            at.Changes.Cut();
            return;
        }

        if (before.Count == 0 || after.Count == 0)
        {
            at.Break(before.Count == 0 ? "The value now has alternatives." : "The value doesn't have alternatives any more.");
            return;
        }

        var (old, now) = (before.ToList(), after.ToList());
        foreach (var (same, other) in Take(old, now, NameOf).Concat(Take(old, now, schema => schema.Json.GetRawText())))
            compare(same.Surface, other.Surface, Place(at, same, before));
        var both = Math.Min(old.Count, now.Count);
        for (var i = 0; i < both; i++)
            compare(old[i].Surface, now[i].Surface, Place(at, old[i], before));
        foreach (var removed in old.Skip(both))
            Place(at, removed, before).Add(isRequest, "The alternative is removed.");
        foreach (var added in now.Skip(both))
            Place(at, added, after).Add(!isRequest, "The alternative is new.");
    }

    /// <summary>Returns the pairs with the same key, which it removes from both lists.</summary>
    private static List<(OpenApiSchema Before, OpenApiSchema After)> Take(
        List<OpenApiSchema> before, List<OpenApiSchema> after, Func<OpenApiSchema, string?> key)
    {
        var pairs = new List<(OpenApiSchema, OpenApiSchema)>();
        var known = new Dictionary<string, OpenApiSchema>(StringComparer.Ordinal);
        foreach (var schema in after)
        {
            if (key(schema) is { } name)
                known.TryAdd(name, schema);
        }

        foreach (var schema in before)
        {
            if (key(schema) is { } name && known.Remove(name, out var same))
                pairs.Add((schema, same));
        }

        foreach (var (one, other) in pairs)
        {
            before.Remove(one);
            after.Remove(other);
        }

        return pairs;
    }

    private static ChangePlace Place(ChangePlace at, OpenApiSchema schema, IReadOnlyList<OpenApiSchema> all)
        => at.In(NameOf(schema) is { } name
            ? $"alternative {name}"
            : string.Create(CultureInfo.InvariantCulture, $"alternative {all.ToList().IndexOf(schema) + 1}"));

    /// <summary>Returns the name of the schema that a branch refers to; null for a branch without a reference.</summary>
    private static string? NameOf(OpenApiSchema schema)
        => schema.Json.ValueKind == JsonValueKind.Object && schema.Json.TryGetProperty("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String
            ? Uri.UnescapeDataString(reference.GetString()!).TrimEnd('/', '#').Split('/', '#')[^1]
            : null;
}
