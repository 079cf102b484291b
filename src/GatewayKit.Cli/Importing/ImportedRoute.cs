namespace GatewayKit.Cli.Importing;

/// <summary>A route that an import makes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Its path pattern.</param>
/// <param name="Methods">Its methods; none for all.</param>
/// <param name="Operation">What it stands for, as messages name it.</param>
internal sealed record ImportedRoute(string Id, string Path, IReadOnlyList<string> Methods, string Operation);
