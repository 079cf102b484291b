using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the media types of a body. They are the same whatever their charset, and a range includes others.</summary>
internal static class ContentComparison
{
    public static void Compare(
        IReadOnlyList<OpenApiMediaType> before, IReadOnlyList<OpenApiMediaType> after, bool isRequest, ChangePlace at)
    {
        if (!at.Changes.TryStep(before.Count + after.Count))
            return;

        var (known, now) = (Keyed(before), Keyed(after));
        foreach (var (key, type) in known)
        {
            if ((now.GetValueOrDefault(key) ?? RangeWith(key, now, at.Changes)) is not { } same)
                at.Break($"The media type {type.Name} is removed.");
            else
                new SchemaComparison(isRequest, at.Changes).Compare(
                    SchemaSurface.Of(type.Schema), SchemaSurface.Of(same.Schema), at with { Place = $"{at.Place} ({type.Name})" });
        }

        // A response without a body that gets one has the same headers as before.
        foreach (var (_, type) in now.Where(pair => !known.ContainsKey(pair.Key)))
            at.Note($"The media type {type.Name} is new.");
    }

    /// <summary>Returns the first range that includes a media type; null for none.</summary>
    private static OpenApiMediaType? RangeWith(string key, OrderedDictionary<string, OpenApiMediaType> types, ChangeList changes)
        => MediaType.TryParse(key, out var wanted) && changes.TryStep(types.Count)
            ? types.FirstOrDefault(pair => MediaType.TryParse(pair.Key, out var range) && range.IsRange && range.Includes(wanted)).Value
            : null;

    private static OrderedDictionary<string, OpenApiMediaType> Keyed(IReadOnlyList<OpenApiMediaType> types)
    {
        var keyed = new OrderedDictionary<string, OpenApiMediaType>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in types)
            keyed.TryAdd(KeyOf(type), type);
        return keyed;
    }

    private static string KeyOf(OpenApiMediaType type)
        => MediaType.TryParse(type.Name, out var parsed)
            ? string.Concat(parsed.Parameters.Where(parameter => parameter.Key != "charset")
                .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
                .Select(parameter => $"; {parameter.Key}={parameter.Value}").Prepend($"{parsed.Type}/{parsed.Subtype}"))
            : type.Name;
}
