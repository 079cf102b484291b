using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>A schema in a compilation. Unlike a node, it isn't compiled because it is looked at.</summary>
internal sealed class WrittenSchema(ISchemaNodes nodes, SchemaResource resource, string pointer, JsonElement json)
    : IWrittenSchema<WrittenSchema>, IEquatable<WrittenSchema>
{
    public JsonElement Json => json;

    public bool ReferenceStandsAlone => resource.Dialect.ReferenceStandsAlone;

    private (SchemaDocument, string) Place => (resource.Document, pointer);

    public WrittenSchema? Follow(string reference)
        => nodes.Find(resource, reference, out _) is { } node ? new(nodes, node.Resource, node.Pointer, node.Source) : null;

    public WrittenSchema? Below(string path)
    {
        var below = json;
        foreach (var token in path.Split('/'))
        {
            if (!JsonPointer.TryStep(below, JsonPointer.Unescape(token), out below))
                return null;
        }
        return new(nodes, resource, $"{pointer}/{path}", below);
    }

    public bool Equals(WrittenSchema? other) => other is not null && Place == other.Place;

    public override bool Equals(object? obj) => Equals(obj as WrittenSchema);

    public override int GetHashCode() => Place.GetHashCode();
}
