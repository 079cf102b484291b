using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>The location of an item in a schema, and its shape there.</summary>
/// <param name="Shape">Its members.</param>
/// <param name="Member">The member of the envelope that contains the item; <c>null</c> without an envelope.</param>
internal sealed record ItemSchema(SchemaSurface Shape, string? Member)
{
    /// <summary>Finds the item in a schema: the schema itself, or its only member with the shape of an item; <c>null</c> if there isn't
    /// one.</summary>
    /// <param name="schema">The schema of a body.</param>
    /// <param name="isItem">Whether a shape is the shape of an item.</param>
    public static ItemSchema? Find(OpenApiSchema schema, Func<SchemaSurface, bool> isItem)
    {
        if (schema.Surface is not { IsObject: true } shape)
            return null;
        if (isItem(shape))
            return new ItemSchema(shape, null);
        var inner = shape.Properties
            .Where(property => property.Value.IsObject && isItem(property.Value))
            .Select(property => new ItemSchema(property.Value, property.Key))
            .ToList();
        return inner is [var only] ? only : null;
    }
}
