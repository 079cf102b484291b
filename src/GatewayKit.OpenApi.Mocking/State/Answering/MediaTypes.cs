using System.Text.Json;
using GatewayKit.JsonSchema;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The media types of a body.</summary>
internal static class MediaTypes
{
    /// <summary>The main media type, which items are generated for: JSON, otherwise the first one with a schema; <c>null</c> if there isn't
    /// one.</summary>
    public static OpenApiMediaType? Main(IReadOnlyList<OpenApiMediaType> content)
        => content.FirstOrDefault(type => type.Schema is not null && IsJson(type.Name))
            ?? content.FirstOrDefault(type => type.Schema is not null);

    /// <summary>The media types whose schema allows a body that is valid for the main one.</summary>
    public static IReadOnlyList<OpenApiMediaType> Allowing(IReadOnlyList<OpenApiMediaType> content, JsonElement body)
    {
        var main = Main(content)?.Schema;
        return [.. content.Where(
            type => type.Schema is null
                || type.Schema == main
                || type.Schema.Compile(SchemaDirection.Response).Schema?.IsValid(body) == true)];
    }

    public static bool IsJson(string name)
        => Essence(name) is { } essence && (essence.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || essence.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    public static bool Is(string? name, string essence)
        => name is not null && Essence(name).Equals(essence, StringComparison.OrdinalIgnoreCase);

    private static string Essence(string name) => name.Split(';')[0].Trim();
}
