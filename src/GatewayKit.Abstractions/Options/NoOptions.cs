namespace GatewayKit;

/// <summary>The options of a plugin that has none: an entry of it takes no key under <c>options</c>.</summary>
public sealed record NoOptions;
