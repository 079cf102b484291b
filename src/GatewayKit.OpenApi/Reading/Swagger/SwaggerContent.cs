using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Creates the media types of a response from <c>schema</c>, <c>examples</c> and <c>produces</c>.</summary>
internal sealed class SwaggerContent(ReaderScope scope, SourceLocation root)
{
    public IReadOnlyList<OpenApiMediaType> Read(SourceLocation operation, SourceLocation response)
    {
        var schema = Schema(response);
        var examples = scope.Members.Of(scope.Members.Object(response, "examples")).ToList();
        if (schema is null && examples.Count == 0)
            return [];

        var names = MediaTypeNames.Read(scope, root, operation, "produces");
        names.AddRange(examples
            .Select(example => example.Name)
            .Where(name => name.Contains('/', StringComparison.Ordinal) && !names.Exists(known => Covers(name, known))));
        if (names.Count == 0)
            names.Add("application/json");
        return [.. names.Select((name, index) => new OpenApiMediaType
        {
            Name = name,
            Schema = schema,
            Examples = [.. examples
                .Where(example => Covers(example.Name, name) || (index == 0 && !example.Name.Contains('/', StringComparison.Ordinal)))
                .Select(example => new OpenApiExample(example.Name, example.Location.Json, example.Location.Location))],
        })];
    }

    /// <summary>Whether an example for a media type or a range applies to a media type.</summary>
    private static bool Covers(string example, string name)
        => example.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (example.EndsWith('*')
                && MediaType.TryParse(example, out var range)
                && MediaType.TryParse(name, out var type)
                && range.Includes(type));

    private OpenApiSchema? Schema(SourceLocation response)
        => scope.Members.Object(response, "schema") is { } location && SwaggerSchema.IsFile(location.Json)
            ? scope.Made.Get(location, json => SwaggerSchema.Write(json, location.Json))
            : scope.Schema(response, "schema");
}
