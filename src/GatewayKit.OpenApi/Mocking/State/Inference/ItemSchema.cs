namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>Where an item stands in a schema, and what it looks like there.</summary>
/// <param name="Schema">The item's schema.</param>
/// <param name="Shape">Its members.</param>
/// <param name="Member">The member of the envelope that the item stands in; null if it stands for itself.</param>
internal sealed record ItemSchema(OpenApiSchema Schema, ObjectShape Shape, string? Member)
{
    /// <summary>The item in a schema: the schema itself, or its only member that is like an item; null if there is none.</summary>
    /// <param name="schema">The schema of a body.</param>
    /// <param name="isItem">Whether a shape is that of an item.</param>
    public static ItemSchema? Find(OpenApiSchema schema, Func<ObjectShape, bool> isItem)
    {
        if (ObjectShape.Of(schema) is not { } shape)
            return null;
        if (isItem(shape))
            return new ItemSchema(schema, shape, null);
        var inner = shape.Properties
            .Select(property => new ItemSchema(property.Value, ObjectShape.Of(property.Value)!, property.Key))
            .Where(property => property.Shape is not null && isItem(property.Shape))
            .ToList();
        return inner is [var only] ? only : null;
    }
}
