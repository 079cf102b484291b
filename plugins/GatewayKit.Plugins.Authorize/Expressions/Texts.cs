namespace GatewayKit.Plugins.Authorize.Expressions;

/// <summary>A list of texts, which can be searched.</summary>
internal sealed record Texts(Func<GatewayContext, string, bool> Contains) : Term("a list");
