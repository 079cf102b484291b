namespace GatewayKit.Cli.Importing;

/// <summary>A route of an import.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Its path pattern.</param>
/// <param name="Methods">Its methods; none for all.</param>
/// <param name="Operation">The name of its operation in messages.</param>
internal sealed record ImportedRoute(string Id, string Path, IReadOnlyList<string> Methods, string Operation);
