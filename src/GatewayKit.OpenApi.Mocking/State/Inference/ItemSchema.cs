namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>The location of an item in a schema, and its shape there.</summary>
/// <param name="Schema">The item's schema.</param>
/// <param name="Shape">Its members.</param>
/// <param name="Member">The member of the envelope that contains the item; <c>null</c> without an envelope.</param>
internal sealed record ItemSchema(OpenApiSchema Schema, ObjectShape Shape, string? Member)
{
    /// <summary>Finds the item in a schema: the schema itself, or its only member with the shape of an item; <c>null</c> if there isn't
    /// one.</summary>
    /// <param name="schema">The schema of a body.</param>
    /// <param name="isItem">Whether a shape is the shape of an item.</param>
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
