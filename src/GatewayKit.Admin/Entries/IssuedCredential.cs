namespace GatewayKit.Admin.Entries;

/// <summary>An API key that was issued.</summary>
/// <param name="Key">The key. It is shown only here: the store has its hash. Absent for a dry run.</param>
/// <param name="Id">The name of the key.</param>
/// <param name="Prefix">The beginning of the key, which isn't secret.</param>
/// <param name="Change">The change of the consumer.</param>
internal sealed record IssuedCredential(string? Key, string Id, string Prefix, ChangeResult Change)
{
    /// <summary>Returns the name of the type: the default implementation of a record would include the key.</summary>
    public override string ToString() => nameof(IssuedCredential);
}
