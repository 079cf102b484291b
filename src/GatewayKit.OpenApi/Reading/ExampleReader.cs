using System.Text.Json;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads the examples of a parameter or a media type. External ones (<c>externalValue</c>) are ignored.</summary>
internal static class ExampleReader
{
    public static IReadOnlyList<OpenApiExample> Read(ReaderScope scope, SourceLocation parent)
    {
        var hasOne = parent.Json.TryGetProperty("example", out var one);
        var hasSeveral = parent.Json.TryGetProperty("examples", out var several);
        if (!hasOne && !hasSeveral)
            return [];
        var examples = new List<OpenApiExample>();
        if (hasSeveral && several.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, location) in scope.Members.Of(parent.Below("examples", several), withExtensions: true))
                Add(scope, examples, name, location);
        }
        else if (hasSeveral && several.ValueKind == JsonValueKind.Array)
        {
            // The form that schemas use, and many documents use here too.
            foreach (var item in scope.Members.Items(parent.Below("examples", several)))
                examples.Add(Example(scope, "", item));
        }
        if (hasOne)
            examples.Insert(0, Example(scope, "", parent.Below("example", one)));
        return examples;
    }

    private static void Add(ReaderScope scope, List<OpenApiExample> examples, string name, SourceLocation location)
    {
        if (location.Json.ValueKind != JsonValueKind.Object)
            examples.Add(Example(scope, name, location));
        else if (scope.References.Follow(location) is { Json.ValueKind: JsonValueKind.Object } target)
        {
            foreach (var member in (ReadOnlySpan<string>)["value", "dataValue", "serializedValue"])
            {
                if (!target.Json.TryGetProperty(member, out var value))
                    continue;
                examples.Add(Example(scope, name, target.Below(member, value)));
                return;
            }
        }
    }

    /// <summary>The specification doesn't treat an example with only a reference as a reference, but documents always mean one.</summary>
    private static OpenApiExample Example(ReaderScope scope, string name, SourceLocation value)
    {
        if (References.Is(value.Json)
            && value.Json.GetPropertyCount() == 1
            && scope.References.Find(value.Below("$ref", value.Json.GetProperty("$ref")), out _) is { } target)
            value = target;
        return new OpenApiExample(name, value.Json, value.Location);
    }
}
