namespace GatewayKit.Cli.Packages;

/// <summary>An added plugin folder.</summary>
/// <param name="Folder">Its name.</param>
/// <param name="Plugins">The names of the plugins in it.</param>
/// <param name="Package">Its package.</param>
/// <param name="Replaced">Whether it replaced another one.</param>
internal sealed record AddedPlugin(string Folder, IReadOnlyList<string> Plugins, PackageRecord Package, bool Replaced);
