namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>Finds the property of an item that the last parameter of its path refers to.</summary>
internal static class IdProperty
{
    /// <summary>Returns the name of the property; <c>null</c> if no property is suitable.</summary>
    /// <param name="shape">The shape of the item.</param>
    /// <param name="parameter">The parameter's name, such as <c>petId</c>.</param>
    /// <param name="type">The type of the parameter; <c>null</c> if unknown.</param>
    /// <param name="collection">The last segment of the collection's path, such as <c>pets</c>.</param>
    public static string? Find(ObjectShape shape, string parameter, string? type, string collection)
    {
        var wanted = SchemaTerms.Plain(parameter);
        var single = Singular(SchemaTerms.Plain(collection));
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
            ?? (Property(shape, "id") is { } id && type is not null && SchemaTerms.Type(shape.Properties[id]) == type ? id : null);
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
                yield return SchemaTerms.Plain(parameter[i..]);
                yield break;
            }
        }
    }

    private static string? Property(ObjectShape shape, string name)
        => shape.Properties.FirstOrDefault(property => SchemaTerms.Plain(property.Key) == name && IsScalar(property.Value)).Key;

    private static bool IsScalar(OpenApiSchema schema)
        => SchemaTerms.Type(schema) is "string" or "integer" or "number" or null
            && ObjectShape.Of(schema) is null
            && SchemaTerms.Items(schema) is null;
}
