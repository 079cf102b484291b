using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Mocking.Examples;
using GatewayKit.Portal.Reference;

namespace GatewayKit.Portal.Trying.Forms;

/// <summary>Finds the examples with which a form is filled in: those of the document, otherwise values that satisfy its
/// schemas.</summary>
/// <param name="generator">Generates values.</param>
/// <param name="key">The key of the operation.</param>
internal sealed class TryExamples(ExampleGenerator generator, string key)
{
    private const int MaxValue = 2000;
    private const int MaxChoices = 100;

    private static readonly string[] s_booleans = ["true", "false"];

    public TryField FieldOf(OpenApiParameter parameter, string name)
    {
        var parts = (parameter.Schema?.Parts() ?? []).Select(part => part.Json)
            .Where(json => json.ValueKind == JsonValueKind.Object)
            .ToList();
        string[] choices = [.. parts.SelectMany(SchemaText.ValuesOf)
            .Concat(parts.Exists(part => SchemaText.TypeOf(part) == "boolean") ? s_booleans : [])
            .Distinct(StringComparer.Ordinal).Take(MaxChoices)];
        var example = parameter.Required || parameter.In == ParameterLocation.Path ? ExampleOf(parameter) : "";
        return new TryField
        {
            Key = name,
            Name = parameter.Name,
            In = parameter.In,
            IsRequired = parameter.Required || parameter.In == ParameterLocation.Path,
            Example = choices.Length > 0 && example.Length > 0 && !choices.Contains(example, StringComparer.Ordinal) ? choices[0] : example,
            Choices = choices,
            IsList = parts.Exists(part => SchemaText.TypeOf(part).StartsWith("array", StringComparison.Ordinal)),
            Style = parameter.Style,
            Explode = parameter.Explode,
        };
    }

    /// <summary>Returns the example of a body: as JSON, as the fields of a form, or text.</summary>
    public string BodyOf(OpenApiMediaType type)
    {
        var media = MediaType.TryParse(type.Name, out var parsed) ? parsed : null;
        var isForm = media is { Type: "application", Subtype: "x-www-form-urlencoded" };
        if (type.Examples is [{ Value: var given }, ..])
            return isForm ? FormOf(given) : Text(given);

        var value = media is { IsJson: true } || isForm ? Generate(type.Schema) : null;
        return value is null ? "" : isForm ? FormOf(value.Value) : Text(value.Value);
    }

    private string ExampleOf(OpenApiParameter parameter)
    {
        if ((parameter.Examples is [{ Value: var given }, ..] ? given : Generate(parameter.Schema)) is not { } value)
            return "";

        return value.ValueKind switch
        {
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item => JsonText.Of(item, MaxValue))),
            JsonValueKind.Null => "",
            _ => JsonText.Of(value, MaxValue),
        };
    }

    private JsonElement? Generate(OpenApiSchema? schema)
        => schema is null ? null : generator.Generate(schema, SchemaDirection.Request, key).Value;

    private static string Text(JsonElement value) => ExampleText.Of(value);

    private static string FormOf(JsonElement value)
        => value.ValueKind != JsonValueKind.Object
            ? Text(value)
            : string.Join('&', value.EnumerateObject().Take(MaxChoices).Select(member
                => $"{Uri.EscapeDataString(member.Name)}={Uri.EscapeDataString(JsonText.Of(member.Value, MaxValue))}"));
}
