using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Configuration.Sources;

/// <summary>Reads and binds a whole document: the content of a file or a stream.</summary>
internal static class DocumentBinder
{
    /// <summary>Reads and binds a document.</summary>
    /// <param name="content">The content, in UTF-8.</param>
    /// <param name="name">The name of the source.</param>
    /// <param name="folder">The base folder of relative paths in the document.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <param name="version">The version before of the document, of which only changes are read and bound; gets this version.
    /// Null to read everything.</param>
    /// <returns>The configuration, or null if nothing could be bound.</returns>
    public static GatewayConfig? Bind(
        ReadOnlyMemory<byte> content, string name, string folder, ConfigErrors errors, DocumentVersion? version = null)
    {
        var root = ConfigDocument.Read(content, name, errors, Environment.GetEnvironmentVariable, version?.Read);
        if (root is not ConfigNull)
        {
            return root is not null && Bind(root, errors, version) is { } config
                ? config with { Folders = config.Folders.Add(name, folder) }
                : null;
        }

        // More likely a failed copy or an unfinished save than the intent to remove every route.
        errors.Add("", "The file is empty. A gateway without routes is written as {}.", root.Location);
        return null;
    }

    private static GatewayConfig? Bind(ConfigNode root, ConfigErrors errors, DocumentVersion? version)
        => version is null ? GatewayConfigBinder.Bind(root, errors) : version.Bound.Bind(root, errors);
}
