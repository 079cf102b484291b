using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the parameters of an operation. Path variables are the same if they have the same position.</summary>
internal static class ParameterComparison
{
    public static void Compare(OpenApiOperation before, OpenApiOperation after, ChangePlace at)
    {
        var known = Keyed(before);
        var now = Keyed(after);
        foreach (var (key, parameter) in known)
        {
            var place = at.In(NameOf(parameter));
            if (now.TryGetValue(key, out var same))
                Compare(parameter, same, place);
            else
                place.Break("The parameter is removed.");
        }

        foreach (var (_, parameter) in now.Where(pair => !known.ContainsKey(pair.Key)))
            at.In(NameOf(parameter)).Add(
                parameter.Required, parameter.Required ? "A required parameter is new." : "The parameter is new.");
    }

    /// <summary>Compares the fields of a parameter of a request, or of a header of a response.</summary>
    public static void CompareValues(OpenApiParameter before, OpenApiParameter after, bool isRequest, ChangePlace at)
    {
        if (before.Style != after.Style || before.Explode != after.Explode || before.Content?.Name != after.Content?.Name)
            at.Break("The format of the value has changed.");
        if (after.Deprecated && !before.Deprecated)
            at.Note("It is deprecated.");
        new SchemaComparison(isRequest, at.Changes).Compare(
            SchemaSurface.Of(before.Schema ?? before.Content?.Schema), SchemaSurface.Of(after.Schema ?? after.Content?.Schema), at);
    }

    private static void Compare(OpenApiParameter before, OpenApiParameter after, ChangePlace at)
    {
        if (before.Required != after.Required)
            at.Add(after.Required, after.Required ? "The parameter is now required." : "The parameter is now optional.");
        CompareValues(before, after, isRequest: true, at);
    }

    private static string NameOf(OpenApiParameter parameter)
        => $"{parameter.In.ToString().ToLowerInvariant()} parameter '{parameter.Name}'";

    private static OrderedDictionary<string, OpenApiParameter> Keyed(OpenApiOperation operation)
    {
        var keyed = new OrderedDictionary<string, OpenApiParameter>(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters)
        {
            var name = parameter.In switch
            {
                ParameterLocation.Header => parameter.Name.ToLowerInvariant(),
                ParameterLocation.Path => $"{OperationKey.PositionOf(operation, parameter.Name)}",
                _ => parameter.Name,
            };
            keyed.TryAdd($"{parameter.In} {name}", parameter);
        }

        return keyed;
    }
}
