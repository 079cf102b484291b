using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>Finds the property of an item that the last parameter of its path refers to.</summary>
internal static class IdProperty
{
    /// <summary>Returns the name of the property; <c>null</c> if no property is suitable.</summary>
    /// <param name="shape">The shape of the item.</param>
    /// <param name="parameter">The parameter's name, such as <c>petId</c>.</param>
    /// <param name="type">The type of the parameter; <c>null</c> if unknown.</param>
    /// <param name="collection">The last segment of the collection's path, such as <c>pets</c>.</param>
    public static string? Find(SchemaSurface shape, string parameter, JsonTypes? type, string collection)
    {
        var wanted = PlainName.Of(parameter);
        var single = Singular(PlainName.Of(collection));
        List<string> names = [wanted];
        if (wanted.StartsWith(single, StringComparison.Ordinal) && wanted.Length > single.Length)
            names.Add(wanted[single.Length..]);
        if (wanted.EndsWith("id", StringComparison.Ordinal) || wanted == single)
            names.Add("id");
        names.Add(single + wanted);
        if (wanted.EndsWith("id", StringComparison.Ordinal) || wanted == single)
            names.AddRange([single + "id", "uuid", "guid", "key", "slug"]);
        else if (wanted.Length > 4)
            names.AddRange(Endings(parameter));

        return names.Select(name => Property(shape, name)).FirstOrDefault(name => name is not null)
            ?? (Property(shape, "id") is { } id && type is not null && shape.Properties[id].OnlyType == type ? id : null);
    }

    public static string Singular(string plural) => plural switch
    {
        _ when plural.EndsWith("ies", StringComparison.Ordinal) => plural[..^3] + "y",
        _ when plural.EndsWith("sses", StringComparison.Ordinal) || plural.EndsWith("xes", StringComparison.Ordinal) => plural[..^2],
        _ when plural.EndsWith('s') && !plural.EndsWith("ss", StringComparison.Ordinal) => plural[..^1],
        _ => plural,
    };

    /// <summary>Returns the last word of a name: <c>number</c> of <c>orderNumber</c> and of <c>order_number</c>.</summary>
    private static IEnumerable<string> Endings(string parameter)
    {
        for (var i = parameter.Length - 2; i > 0; i--)
        {
            if ((char.IsUpper(parameter[i]) && !char.IsUpper(parameter[i - 1])) || parameter[i - 1] is '_' or '-' or '.')
            {
                yield return PlainName.Of(parameter[i..]);
                yield break;
            }
        }
    }

    private static string? Property(SchemaSurface shape, string name)
        => shape.Properties.FirstOrDefault(property => PlainName.Of(property.Key) == name && IsScalar(property.Value)).Key;

    private static bool IsScalar(SchemaSurface property)
        => (property.IsNumber || property.OnlyType is JsonTypes.String or null) && !property.IsStructured;
}
