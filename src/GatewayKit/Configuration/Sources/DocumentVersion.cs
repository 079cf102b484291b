using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Configuration.Sources;

/// <summary>The last version of a document that could be read, for reading and binding the next version.</summary>
internal sealed class DocumentVersion
{
    /// <summary>The entries as read.</summary>
    public ReadEntries Read { get; } = new();

    /// <summary>The sections as bound.</summary>
    public GatewayConfigVersions Bound { get; } = new();
}
