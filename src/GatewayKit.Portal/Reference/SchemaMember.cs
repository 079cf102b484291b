namespace GatewayKit.Portal.Reference;

/// <summary>A property of an object.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsRequired">Whether an object must have it.</param>
/// <param name="Schema">The schema of its value.</param>
internal sealed record SchemaMember(string Name, bool IsRequired, SchemaView Schema);
