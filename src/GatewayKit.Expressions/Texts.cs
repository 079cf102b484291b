namespace GatewayKit.Expressions;

/// <summary>A list of texts, which can be searched; null if the text isn't found, but the request doesn't have all of the list.</summary>
internal sealed record Texts(Func<GatewayContext, string, bool?> Contains) : Term("a list");
