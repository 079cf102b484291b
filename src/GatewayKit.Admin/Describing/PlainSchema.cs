using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GatewayKit.Admin.Describing;

/// <summary>
/// Makes schemas as strict as <see cref="Http.AdminJson"/>: numbers aren't text, and values that are null are absent instead.
/// </summary>
internal static class PlainSchema
{
    public static Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (schema.Type is { } type && (type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number)))
        {
            schema.Type = type & ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (property is not OpenApiSchema { Type: { } propertyType } own || !propertyType.HasFlag(JsonSchemaType.Null))
                continue;

            schema.Required?.Remove(name);
            own.Type = propertyType & ~JsonSchemaType.Null;
        }

        return Task.CompletedTask;
    }
}
