using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>The nodes of a compilation. The keywords of a schema refer to others by it.</summary>
internal interface ISchemaNodes
{
    JsonSchemaOptions Options { get; }

    /// <summary>Returns the node of a location, which is compiled later.</summary>
    SchemaNode NodeAt(SchemaResource parent, string pointer, JsonElement schema);

    /// <summary>Resolves a reference in a resource; <c>null</c> and an error if the target doesn't exist.</summary>
    SchemaNode? Find(SchemaResource from, string reference, out string? error);

    /// <summary>Returns the named schemas that include a schema.</summary>
    IReadOnlyList<DerivedSchema> DerivedFrom(SchemaNode node);

    /// <summary>Records that a dynamic reference uses an anchor, so that every resource that has it gets a node for it.</summary>
    void UseDynamicAnchor(string name);
}
