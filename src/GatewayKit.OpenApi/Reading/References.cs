using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Follows <c>$ref</c>, within a file and to others.</summary>
internal sealed class References(Sources sources, OpenApiSchemas schemas, Findings findings, OpenApiReaderOptions options)
{
    public static bool Is(JsonElement json) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("$ref", out _);

    /// <summary>What stands at the end of a chain of references; the place itself if it has none. Null, and an error, if it leads nowhere.</summary>
    public Place? Follow(Place place)
    {
        for (var steps = 0; Is(place.Json); steps++)
        {
            var reference = place.Below("$ref", place.Json.GetProperty("$ref"));
            if (steps == options.MaxReferences)
            {
                findings.Error(reference, $"More than {options.MaxReferences} references lead to each other, or they go in a circle.");
                return null;
            }
            if (Target(reference) is not { } target)
                return null;
            place = target;
        }
        return place;
    }

    /// <summary>What a reference leads to, without following what stands there. Null, and an error, if it leads nowhere.</summary>
    /// <param name="reference">The place of the reference's text.</param>
    public Place? Target(Place reference)
    {
        var target = Find(reference, out var problem);
        if (problem is not null)
            findings.Error(reference, problem);
        return target;
    }

    /// <summary>What a reference leads to; null if it leads nowhere.</summary>
    public Place? Find(Place reference, out string? problem)
    {
        var steps = 0;
        return Find(reference, ref steps, out problem);
    }

    private Place? Find(Place reference, ref int steps, out string? problem)
    {
        problem = null;
        if (reference.Json.ValueKind != JsonValueKind.String)
        {
            problem = "'$ref' must be text: a URI.";
            return null;
        }
        var text = reference.Json.GetString()!;
        if (schemas.HasIdentifiers && schemas.Follow(reference.Location, text) is { } schema)
            return sources.Place(schema);

        var (uri, fragment) = SchemaUri.Split(text);
        var source = reference.Source;
        if (uri.Length > 0)
        {
            if (SchemaUri.Resolve(schemas.HasIdentifiers ? schemas.BaseOf(reference.Location) : source.Uri, uri) is not { } absolute)
                problem = "'$ref' is not a URI.";
            else
                source = sources.Load(absolute, out problem);
            if (problem is not null || source is null)
                return null;
        }
        if (string.IsNullOrEmpty(fragment))
            return source.Whole;
        if (fragment[0] == '/')
            return At(source, fragment, ref steps, out problem);
        problem = $"The reference leads to '#{Shortened.Text(fragment)}'; it must be a JSON Pointer, which begins with '#/', or an anchor that exists.";
        return null;
    }

    private Place? At(Source source, string pointer, ref int steps, out string? problem)
    {
        problem = null;
        var place = source.Whole;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var name = JsonPointer.Unescape(token);
            JsonElement below;
            while (!place.Source.Steps.TryStep(place.Pointer, place.Json, name, out below))
            {
                // What a reference stands for may be passed through, as if it stood here itself.
                if (!Is(place.Json) || ++steps > options.MaxReferences || Find(place.Below("$ref", place.Json.GetProperty("$ref")), ref steps, out _) is not { } beyond)
                {
                    problem = $"The reference leads to '{Shortened.Text(pointer)}', where there is nothing.";
                    return null;
                }
                place = beyond;
            }
            place = place.Below(name, below);
        }
        return place;
    }
}
