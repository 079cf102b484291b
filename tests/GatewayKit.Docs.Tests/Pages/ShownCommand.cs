namespace GatewayKit.Docs.Pages;

/// <summary>A command that a page shows after <c>$ </c>.</summary>
/// <param name="Text">The command; one that goes on in a further line is one command.</param>
/// <param name="Shown">The output that the page shows.</param>
/// <param name="Line">The line of the document on which it begins.</param>
internal sealed record ShownCommand(string Text, IReadOnlyList<string> DisplayText, int Line);
