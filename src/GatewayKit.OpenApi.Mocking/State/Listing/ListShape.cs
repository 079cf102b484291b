using GatewayKit.OpenApi.Mocking.State.Inference;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>The list in a response: an array, or an object that contains one.</summary>
/// <param name="Schema">The schema of the whole body.</param>
/// <param name="Array">The array.</param>
/// <param name="Items">The items.</param>
/// <param name="Envelope">The object around the array; <c>null</c> without one.</param>
/// <param name="Member">The member that contains the array; <c>null</c> without an envelope.</param>
internal sealed record ListShape(OpenApiSchema Schema, OpenApiSchema Array, OpenApiSchema Items, ObjectShape? Envelope, string? Member)
{
    /// <summary>The maximum number of items in the array.</summary>
    public int MaxItems { get; } = (int)Math.Clamp(SchemaTerms.Number(Array, "maxItems") ?? int.MaxValue, 0, int.MaxValue);

    /// <summary>Finds the list in a response; <c>null</c> if the response isn't a list.</summary>
    /// <param name="schema">The schema of the body.</param>
    /// <param name="isItem">Whether a schema is the schema of an item.</param>
    public static ListShape? Find(OpenApiSchema schema, Func<OpenApiSchema, bool> isItem)
    {
        if (SchemaTerms.Items(schema) is { } items)
            return isItem(items) ? new ListShape(schema, schema, items, null, null) : null;
        if (ObjectShape.Of(schema) is not { } envelope)
            return null;
        var found = envelope.Properties
            .Where(property => SchemaTerms.Items(property.Value) is { } inner && isItem(inner))
            .Select(property => new ListShape(schema, property.Value, SchemaTerms.Items(property.Value)!, envelope, property.Key))
            .ToList();
        return found is [var only] ? only : null;
    }
}
