namespace GatewayKit.Store.Database.Rows;

/// <summary>A key of Data Protection.</summary>
internal sealed class KeyRow
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}
