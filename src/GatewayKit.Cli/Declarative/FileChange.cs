using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>The change of a store to the content of files.</summary>
/// <param name="Files">The entries of the files.</param>
/// <param name="Transaction">The transaction for the admin API.</param>
internal sealed record FileChange(IReadOnlyList<FileEntry> Files, JsonObject Transaction);
