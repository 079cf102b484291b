namespace GatewayKit.Portal.Reference;

/// <summary>A schema, as a page shows it.</summary>
internal sealed record SchemaView
{
    /// <summary>The types, such as <c>string (date-time) or null</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The name of the schema; null for a schema without a name.</summary>
    public string? Name { get; init; }

    /// <summary>The description in CommonMark; null without one.</summary>
    public string? Description { get; init; }

    /// <summary>The conditions for a value, such as <c>minimum: 1</c>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The allowed values as JSON; empty if they aren't listed.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public bool IsDeprecated { get; init; }

    public bool IsReadOnly { get; init; }

    public bool IsWriteOnly { get; init; }

    /// <summary>The properties of an object.</summary>
    public IReadOnlyList<SchemaMember> Members { get; init; } = [];

    /// <summary>The items of an array; null if they aren't described.</summary>
    public SchemaView? Items { get; init; }

    /// <summary>The alternatives; empty if there are none.</summary>
    public IReadOnlyList<SchemaView> Branches { get; init; } = [];

    /// <summary>Whether the schema is shown above, because it contains itself.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>Whether the parts of the schema aren't shown, because there are too many levels or parts.</summary>
    public bool IsCut { get; init; }

    /// <summary>Gets whether there is anything below the schema.</summary>
    public bool HasParts => Members.Count > 0 || Items?.HasContent == true || Branches.Count > 0;

    private bool HasContent => HasParts || Description is not null || Rules.Count > 0 || Values.Count > 0 || Name is not null;
}
