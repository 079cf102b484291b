using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>The list in a response: an array, or an object that contains one.</summary>
/// <param name="Schema">The schema of the whole body.</param>
/// <param name="Array">The array.</param>
/// <param name="Items">The items.</param>
/// <param name="Envelope">The object around the array; <c>null</c> without one.</param>
/// <param name="Member">The member that contains the array; <c>null</c> without an envelope.</param>
internal sealed record ListShape(OpenApiSchema Schema, OpenApiSchema Array, OpenApiSchema Items, SchemaSurface? Envelope, string? Member)
{
    /// <summary>The maximum number of items in the array.</summary>
    public int MaxItems { get; } = (int)Math.Clamp(Array.Surface.Number("maxItems") ?? int.MaxValue, 0, int.MaxValue);

    /// <summary>Finds the list in a response; <c>null</c> if the response isn't a list.</summary>
    /// <param name="schema">The schema of the body.</param>
    /// <param name="isItem">Whether a schema is the schema of an item.</param>
    public static ListShape? Find(OpenApiSchema schema, Func<OpenApiSchema, bool> isItem)
    {
        var envelope = schema.Surface;
        if (envelope.HasItems)
            return isItem(envelope.Items.Schema) ? new ListShape(schema, schema, envelope.Items.Schema, null, null) : null;
        if (!envelope.IsObject)
            return null;
        var found = envelope.Properties
            .Where(property => property.Value.HasItems && isItem(property.Value.Items.Schema))
            .Select(property => new ListShape(schema, property.Value.Schema, property.Value.Items.Schema, envelope, property.Key))
            .ToList();
        return found is [var only] ? only : null;
    }
}
