using System.Text.Json;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Creates a request body from the parameters <c>in: body</c> and <c>in: formData</c>.</summary>
internal sealed class SwaggerBody(ReaderScope scope, SourceLocation root)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data";

    public OpenApiRequestBody? Read(IReadOnlyList<SourceLocation> parameters, SourceLocation operation)
    {
        var consumes = MediaTypeNames.Read(scope, root, operation, "consumes");
        if (parameters.LastOrDefault(location => IsIn(location, "body")) is { Source: not null } body)
            return Body(body, consumes);
        // A parameter of the operation overrides one of the path with the same name.
        var fields = parameters
            .Where(location => IsIn(location, "formData") && Name(location).Length > 0)
            .Reverse()
            .DistinctBy(Name, StringComparer.Ordinal)
            .Reverse()
            .ToList();
        return fields.Count > 0 ? FormBody(fields, consumes, operation) : null;
    }

    private static bool IsIn(SourceLocation location, string found) => Members.Prose(location, "in") == found;

    private static string Name(SourceLocation location) => Members.Prose(location, "name") ?? "";

    private OpenApiRequestBody Body(SourceLocation body, List<string> consumes)
    {
        var schema = scope.Schema(body, "schema");
        var names = consumes.Count > 0 ? consumes : ["application/json"];
        return new OpenApiRequestBody
        {
            Description = Members.Prose(body, "description"),
            Required = scope.Members.Flag(body, "required") ?? false,
            Content = [.. names.Select(name => new OpenApiMediaType { Name = name, Schema = schema, Examples = Examples(body, name) })],
            Location = body.Location,
        };
    }

    private List<OpenApiExample> Examples(SourceLocation body, string mediaType)
        => Members.Any(body, "x-example") is { } one ? [new OpenApiExample("", one.Json, one.Location)]
            : [.. scope.Members.Of(Members.Any(body, "x-examples")).Where(
                member => !member.Name.Contains('/', StringComparison.Ordinal) || member.Name == mediaType)
                .Select(member => new OpenApiExample(member.Name, member.Location.Json, member.Location.Location))];

    private OpenApiRequestBody FormBody(List<SourceLocation> fields, List<string> consumes, SourceLocation operation)
    {
        var schema = scope.Made.Get(operation, json => WriteSchema(json, fields));
        var names = consumes.Where(name => IsMediaType(name, Form) || IsMediaType(name, Multipart)).ToList();
        var hasFile = fields.Any(field => SwaggerSchema.IsFile(field.Json));
        if (fields.Any(field => SwaggerSchema.IsFile(field.Json) && IsRequired(field)))
            names.RemoveAll(name => IsMediaType(name, Form));
        else if (names.Count == 0)
            names.Add(Form);
        if (hasFile && !names.Exists(name => IsMediaType(name, Multipart)))
            names.Insert(0, Multipart);
        var encoding = fields.Where(IsArray).ToDictionary(Name, Encoding, StringComparer.Ordinal);
        return new OpenApiRequestBody
        {
            Required = fields.Any(IsRequired),
            Content = [.. names.Select(name => new OpenApiMediaType { Name = name, Schema = schema, Encoding = encoding })],
            Location = operation.Location,
        };
    }

    private static bool IsMediaType(string name, string expected)
        => name.Split(';')[0].Trim().Equals(expected, StringComparison.OrdinalIgnoreCase);

    private bool IsRequired(SourceLocation field) => scope.Members.Flag(field, "required") ?? false;

    private static bool IsArray(SourceLocation field) => Members.Prose(field, "type") == "array";

    private OpenApiEncoding Encoding(SourceLocation field)
    {
        var (style, explode) = CollectionFormat.Read(scope, field, ParameterLocation.Query);
        return new OpenApiEncoding { Style = style, Explode = explode };
    }

    private void WriteSchema(Utf8JsonWriter json, List<SourceLocation> fields)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        json.WriteStartObject("properties"u8);
        foreach (var field in fields)
        {
            json.WritePropertyName(Name(field));
            SwaggerSchema.Write(json, field.Json);
        }
        json.WriteEndObject();
        var required = fields.Where(IsRequired).ToList();
        if (required.Count > 0)
        {
            json.WriteStartArray("required"u8);
            required.ForEach(field => json.WriteStringValue(Name(field)));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
