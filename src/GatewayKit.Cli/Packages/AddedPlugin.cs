namespace GatewayKit.Cli.Packages;

/// <summary>A plugin folder that has come into its place.</summary>
/// <param name="Folder">Its name.</param>
/// <param name="Plugins">The names of the plugins in it.</param>
/// <param name="Package">What it was made of.</param>
/// <param name="Replaced">Whether it took the place of another.</param>
internal sealed record AddedPlugin(string Folder, IReadOnlyList<string> Plugins, PackageRecord Package, bool Replaced);
