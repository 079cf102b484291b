namespace GatewayKit.Store;

/// <summary>An API key that was generated for a consumer. The store has only its hash.</summary>
public sealed record IssuedKey
{
    /// <summary>The key. It can't be read again.</summary>
    public required string Key { get; init; }

    /// <summary>The name of the key.</summary>
    public required string Id { get; init; }

    /// <summary>The beginning of the key, which isn't secret.</summary>
    public required string VisiblePart { get; init; }

    /// <summary>The result of the change. If it has errors, the key isn't valid.</summary>
    public required StoreResult Result { get; init; }

    /// <summary>Returns the name of the type: the default implementation of a record would include the key.</summary>
    public override string ToString() => nameof(IssuedKey);
}
