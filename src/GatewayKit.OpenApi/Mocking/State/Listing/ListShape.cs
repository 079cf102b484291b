using GatewayKit.OpenApi.Mocking.State.Inference;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>A list as a response has it: an array, or an object with one in it.</summary>
/// <param name="Schema">The whole.</param>
/// <param name="Array">The array.</param>
/// <param name="Items">The items.</param>
/// <param name="Envelope">What is around the array; null if that stands for itself.</param>
/// <param name="Member">The member that the array is; null if it stands for itself.</param>
internal sealed record ListShape(OpenApiSchema Schema, OpenApiSchema Array, OpenApiSchema Items, ObjectShape? Envelope, string? Member)
{
    /// <summary>How many items the array may have.</summary>
    public int MaxItems { get; } = (int)Math.Clamp(SchemaWords.Number(Array, "maxItems") ?? int.MaxValue, 0, int.MaxValue);

    /// <summary>The list in a response; null if it is none.</summary>
    /// <param name="schema">The schema of the body.</param>
    /// <param name="isItem">Whether a schema is that of an item.</param>
    public static ListShape? Find(OpenApiSchema schema, Func<OpenApiSchema, bool> isItem)
    {
        if (SchemaWords.Items(schema) is { } items)
            return isItem(items) ? new ListShape(schema, schema, items, null, null) : null;
        if (ObjectShape.Of(schema) is not { } envelope)
            return null;
        var found = envelope.Properties
            .Where(property => SchemaWords.Items(property.Value) is { } inner && isItem(inner))
            .Select(property => new ListShape(schema, property.Value, SchemaWords.Items(property.Value)!, envelope, property.Key))
            .ToList();
        return found is [var only] ? only : null;
    }
}
