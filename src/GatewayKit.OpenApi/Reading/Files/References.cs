using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Follows <c>$ref</c> within a file and to other files.</summary>
internal sealed class References(Sources sources, OpenApiSchemas schemas, Findings findings, OpenApiReaderOptions options)
{
    public static bool Is(JsonElement json) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("$ref", out _);

    /// <summary>Follows a chain of references to its end; returns the location itself without a reference. <c>null</c>, with an error, if
    /// it can't be resolved.</summary>
    public SourceLocation? Follow(SourceLocation location)
    {
        for (var steps = 0; Is(location.Json); steps++)
        {
            var reference = location.Below("$ref", location.Json.GetProperty("$ref"));
            if (steps == options.MaxReferences)
            {
                findings.Error(reference, $"A chain has more than {options.MaxReferences} references, or it is circular.");
                return null;
            }
            if (Target(reference) is not { } target)
                return null;
            location = target;
        }
        return location;
    }

    /// <summary>Follows one reference but not its target's. <c>null</c>, with an error, if it can't be resolved.</summary>
    /// <param name="reference">The location of the reference's text.</param>
    public SourceLocation? Target(SourceLocation reference)
    {
        var target = Find(reference, out var problem);
        if (problem is not null)
            findings.Error(reference, problem);
        return target;
    }

    /// <summary>Resolves a reference; <c>null</c> if the target doesn't exist.</summary>
    public SourceLocation? Find(SourceLocation reference, out string? problem)
    {
        var steps = 0;
        return Find(reference, ref steps, out problem);
    }

    private SourceLocation? Find(SourceLocation reference, ref int steps, out string? problem)
    {
        problem = null;
        if (reference.Json.ValueKind != JsonValueKind.String)
        {
            problem = "'$ref' must be a URI.";
            return null;
        }
        var text = reference.Json.GetString()!;
        if (schemas.HasIdentifiers && schemas.Follow(reference.Location, text) is { } schema)
            return sources.Locate(schema);

        var (uri, fragment) = SchemaUri.Split(text);
        var source = reference.Source;
        if (uri.Length > 0)
        {
            if (SchemaUri.Resolve(schemas.HasIdentifiers ? schemas.BaseOf(reference.Location) : source.Uri, uri) is not { } absolute)
                problem = "'$ref' isn't a valid URI.";
            else
                source = sources.Load(absolute, out problem);
            if (problem is not null || source is null)
                return null;
        }
        if (string.IsNullOrEmpty(fragment))
            return source.Whole;
        if (fragment[0] == '/')
            return At(source, fragment, ref steps, out problem);
        problem = $"The reference points to '#{Shortened.Text(fragment)}'; it must be a JSON Pointer, which starts with '#/', or an "
            + "existing anchor.";
        return null;
    }

    private SourceLocation? At(Source source, string pointer, ref int steps, out string? problem)
    {
        problem = null;
        var location = source.Whole;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var name = JsonPointer.Unescape(token);
            JsonElement below;
            while (!location.Source.Steps.TryStep(location.Pointer, location.Json, name, out below))
            {
                // A pointer may pass through a reference, as if its target were here.
                if (!Is(location.Json)
                    || ++steps > options.MaxReferences
                    || Find(location.Below("$ref", location.Json.GetProperty("$ref")), ref steps, out _) is not { } beyond)
                {
                    problem = $"The reference points to '{Shortened.Text(pointer)}', which doesn't exist.";
                    return null;
                }
                location = beyond;
            }
            location = location.Below(name, below);
        }
        return location;
    }
}
